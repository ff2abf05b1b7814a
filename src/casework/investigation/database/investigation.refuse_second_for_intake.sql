-- What came in is investigated once; what comes of it later has a report or an application of its own. The case row is locked so that the second
-- waits for the first, but not against those who only point at the case (no key update).
create function investigation.refuse_second_for_intake() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intake.case_file where municipality_id = new.municipality_id and id = new.case_id for no key update;
  if exists (select 1 from investigation.investigation where municipality_id = new.municipality_id and intake_id = new.intake_id) then
    raise exception 'already investigated' using errcode = 'unique_violation', constraint = 'investigated_once';
  end if;
  return new;
end $$;
create trigger investigated_once before insert on investigation.investigation for each row execute function investigation.refuse_second_for_intake();
