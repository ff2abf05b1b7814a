-- The case says itself whether it is open, so that lists of open cases have an index. A closing is never taken back.
create function intake.mark_closed_case() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update intake.case_file set is_open = false where municipality_id = new.municipality_id and id = new.case_id;
  return null;
end $$;
create trigger closing_marks_the_case after insert on intake.case_closure for each row execute function intake.mark_closed_case();
