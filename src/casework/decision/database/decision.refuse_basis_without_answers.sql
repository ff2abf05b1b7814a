-- The answers must carry the consent that the decision says it rests on, and be of its day or before. Looked at when the transaction ends, when all
-- answers are there.
create function decision.refuse_basis_without_answers() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  guardians_agree boolean; guardian_refuses boolean; guardian_prevented boolean; guardian_unasked boolean; child_agrees boolean;
begin
  if exists (select 1 from decision.consent c where c.municipality_id = new.municipality_id and c.decision_id = new.id and c.given_on > new.decided_on) then
    raise exception 'consent is later than the decision' using errcode = 'FT034';
  end if;
  select coalesce(bool_or(capacity <> 'barnet' and answer in ('samtycker', 'begär')), false), coalesce(bool_or(capacity <> 'barnet' and answer = 'samtycker inte'), false),
    coalesce(bool_or(capacity <> 'barnet' and answer = 'förhindrad'), false), coalesce(bool_or(capacity <> 'barnet' and answer = 'inte tillfrågad'), false),
    coalesce(bool_or(capacity = 'barnet' and answer in ('samtycker', 'begär')), false)
  into guardians_agree, guardian_refuses, guardian_prevented, guardian_unasked, child_agrees
  from decision.consent where municipality_id = new.municipality_id and decision_id = new.id;
  if not (case new.consent_basis
    when 'samtycke' then guardians_agree or child_agrees
    when 'en vårdnadshavare bestämmer ensam' then guardians_agree and guardian_prevented and not guardian_refuses
    when 'nämnden beslutar trots att en vårdnadshavare inte samtycker' then guardians_agree and guardian_refuses and not guardian_unasked
    else child_agrees end) then
    raise exception 'consent does not carry the decision' using errcode = 'FT033';
  end if;
  return null;
end $$;
create constraint trigger basis_rests_on_answers after insert on decision.decision deferrable initially deferred
  for each row when (new.outcome = 'bifall') execute function decision.refuse_basis_without_answers();
