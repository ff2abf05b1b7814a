-- Whoever answers as a guardian is one on the day of the answer and on the day of the decision (6 kap. 11 § FB: a guardian decides). Looked at when the
-- transaction ends: the decision and its answers come in any order.
create function decision.refuse_consent_of_no_guardian() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  decided date := (select d.decided_on from decision.decision d where d.municipality_id = new.municipality_id and d.id = new.decision_id);
begin
  if not exists (select 1 from intake.case_file f join people.standing_guardianship g on g.municipality_id = f.municipality_id and g.child_id = f.child_id
    where f.municipality_id = new.municipality_id and f.id = new.case_id and g.guardian_id = new.person_id
      and g.valid_from <= least(decided, new.given_on) and (g.valid_to is null or g.valid_to >= decided)) then
    raise exception 'no guardian on the day' using errcode = 'FT083';
  end if;
  return null;
end $$;
create constraint trigger answerer_is_guardian_that_day after insert on decision.consent deferrable initially deferred
  for each row when (new.capacity <> 'barnet') execute function decision.refuse_consent_of_no_guardian();
