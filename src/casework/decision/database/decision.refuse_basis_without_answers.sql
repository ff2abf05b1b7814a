-- The answers must carry the consent that the decision says it rests on, and be of its day or before. Consent is that of everybody who holds custody, or acts in the
-- guardians' stead; for what is granted to a guardian one is enough (6 kap. 11 § FB), and whoever is 18 answers alone. Looked at when the transaction ends, when all
-- answers and what is granted are there.
create function decision.refuse_basis_without_answers() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  guardians_agree boolean; guardian_refuses boolean; guardian_prevented boolean; guardian_unasked boolean; child_agrees boolean; everybody boolean; grown boolean;
  given_to text := (select i.recipient from intervention.intervention i where i.municipality_id = new.municipality_id and i.decision_id = new.id);
begin
  if exists (select 1 from decision.consent c where c.municipality_id = new.municipality_id and c.decision_id = new.id and c.given_on > new.decided_on) then
    raise exception 'consent is later than the decision' using errcode = 'FT034';
  end if;
  select coalesce(bool_or(capacity <> 'barnet' and answer in ('samtycker', 'begär')), false), coalesce(bool_or(capacity <> 'barnet' and answer = 'samtycker inte'), false),
    coalesce(bool_or(capacity <> 'barnet' and answer = 'förhindrad'), false), coalesce(bool_or(capacity <> 'barnet' and answer = 'inte tillfrågad'), false),
    coalesce(bool_or(capacity = 'barnet' and answer in ('samtycker', 'begär')), false)
  into guardians_agree, guardian_refuses, guardian_prevented, guardian_unasked, child_agrees
  from decision.consent where municipality_id = new.municipality_id and decision_id = new.id;
  select coalesce(bool_and(c.answer in ('samtycker', 'begär')), false) into everybody from decision.consent c
    where c.municipality_id = new.municipality_id and c.decision_id = new.id
      and c.capacity = (select h.capacity from unnest(array['god man', 'tillfällig vårdnadshavare', 'särskilt förordnad vårdnadshavare', 'vårdnadshavare'])
        with ordinality h (capacity, place) where exists (select 1 from decision.consent o
          where o.municipality_id = new.municipality_id and o.decision_id = new.id and o.capacity = h.capacity) order by h.place limit 1);
  grown := coalesce((select (p.birth_date + interval '18 years')::date <= new.decided_on from intake.case_file f
    join people.person p on p.municipality_id = f.municipality_id and p.id = f.child_id
    where f.municipality_id = new.municipality_id and f.id = new.case_id), false);
  if not (case new.consent_basis
    when 'samtycke' then case when given_to = 'vårdnadshavare' then guardians_agree when grown then child_agrees else everybody end
    when 'en vårdnadshavare bestämmer ensam' then guardians_agree and guardian_prevented and not guardian_refuses
    when 'nämnden beslutar trots att en vårdnadshavare inte samtycker' then guardians_agree and guardian_refuses and not guardian_unasked
    else child_agrees end) then
    raise exception 'consent does not carry the decision' using errcode = 'FT033';
  end if;
  return null;
end $$;
create constraint trigger basis_rests_on_answers after insert on decision.decision deferrable initially deferred
  for each row when (new.outcome = 'bifall') execute function decision.refuse_basis_without_answers();
