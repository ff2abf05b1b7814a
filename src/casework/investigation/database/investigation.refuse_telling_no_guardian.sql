-- Whoever is told as a guardian that an investigation is open is one on that day: custody that has ended, or not begun, gives no right to know.
create function investigation.refuse_telling_no_guardian() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select 1 from intake.case_file f join people.standing_guardianship g on g.municipality_id = f.municipality_id and g.child_id = f.child_id
    where f.municipality_id = new.municipality_id and f.id = new.case_id and g.guardian_id = new.person_id
      and g.valid_from <= new.happened_on and (g.valid_to is null or g.valid_to >= new.happened_on)) then
    raise exception 'no guardian on the day' using errcode = 'FT082';
  end if;
  return new;
end $$;
create trigger told_is_guardian_that_day before insert on investigation.opened_information
  for each row execute function investigation.refuse_telling_no_guardian();
