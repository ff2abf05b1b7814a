-- A closed case takes no new phase. The case row is locked, here and where the case is closed, so that they cannot pass each other.
create function participation.refuse_phase_in_closed_case() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intake.case_file where municipality_id = new.municipality_id and id = new.case_id for update;
  if exists (select 1 from intake.case_closure where municipality_id = new.municipality_id and case_id = new.case_id) then
    raise exception 'case is closed' using errcode = 'FT004';
  end if;
  return new;
end $$;
create trigger closed_case_takes_no_phase before insert on participation.phase for each row execute function participation.refuse_phase_in_closed_case();
