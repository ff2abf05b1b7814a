-- What a guardian has told is of somebody who is or has been a guardian of this very child, as it stands: nobody of another case, nor who never was one.
create function investigation.refuse_finding_of_no_guardian() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select 1 from intake.case_file f join people.standing_guardianship g on g.municipality_id = f.municipality_id and g.child_id = f.child_id
      where f.municipality_id = new.municipality_id and f.id = new.case_id and g.guardian_id = new.person_id) then
    raise exception 'no guardian of the child' using errcode = 'FT077';
  end if;
  return new;
end $$;
create trigger finding_of_a_guardian before insert on investigation.finding for each row when (new.person_id is not null)
  execute function investigation.refuse_finding_of_no_guardian();
create trigger visit_at_a_guardian before insert on investigation.home_visit for each row when (new.person_id is not null)
  execute function investigation.refuse_finding_of_no_guardian();
create trigger instrument_about_a_guardian before insert on investigation.instrument_use for each row when (new.person_id is not null)
  execute function investigation.refuse_finding_of_no_guardian();
