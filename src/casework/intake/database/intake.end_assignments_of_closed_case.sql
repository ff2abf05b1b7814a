-- A case may have been closed on another day than it is written. Whoever worked in it worked until it was written, and has the days to finish from then.
create function intake.end_assignments_of_closed_case() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  days constant int := coalesce((select f.days from access.finishing_period f
    where f.municipality_id = new.municipality_id and f.valid_from <= new.closed_on order by f.valid_from desc limit 1), 7);
  written constant date := greatest(new.closed_on, (new.recorded_at at time zone 'Europe/Stockholm')::date);
begin
  insert into intake.assignment_ending (municipality_id, assignment_id, case_id, ended_on, reason, finishes_by, recorded_by, recorded_at)
  select a.municipality_id, a.id, a.case_id, greatest(written, a.assigned_on), 'ärendet är avslutat', greatest(written, a.assigned_on) + days,
    new.recorded_by, new.recorded_at
  from intake.case_assignment a
  where a.municipality_id = new.municipality_id and a.case_id = new.case_id and a.ended_on is null
  on conflict do nothing;
  return null;
end $$;
create trigger closing_ends_the_assignments after insert on intake.case_closure for each row execute function intake.end_assignments_of_closed_case();
