-- The day of an ending is set in the assignment, once.
create function intake.end_assignment() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update intake.case_assignment set ended_on = new.ended_on
    where municipality_id = new.municipality_id and case_id = new.case_id and id = new.assignment_id
      and (ended_on is null or ended_on = new.ended_on);
  if not found then
    raise exception 'assignment is ended' using errcode = 'unique_violation';
  end if;
  return null;
end $$;
create trigger ending_ends_the_assignment after insert on intake.assignment_ending for each row execute function intake.end_assignment();
