-- Who is born stays born: nothing turns a child back into one that is expected, of whom nothing need be assessed. Another day of who is expected is told before it is put so.
create function people.refuse_unborn_again() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from people.person_review v where v.municipality_id = new.municipality_id and v.person_id = new.id and v.change = 'född')
    or exists (select 1 from people.guardianship g where g.municipality_id = new.municipality_id and g.child_id = new.id)
    or exists (select 1 from intake.case_file f where f.municipality_id = new.municipality_id and f.child_id = new.id and (
      exists (select 1 from intake.protection_assessment a where a.municipality_id = f.municipality_id and a.case_id = f.id)
      or exists (select 1 from intake.preliminary_assessment a where a.municipality_id = f.municipality_id and a.case_id = f.id)
      or exists (select 1 from participation.phase a where a.municipality_id = f.municipality_id and a.case_id = f.id))) then
    raise exception 'the child is born' using errcode = 'FT153';
  end if;
  return new;
end $$;
create trigger born_stays_born before update of birth_date_known on people.person for each row
  when (new.birth_date_known = 'väntat' and old.birth_date_known <> 'väntat') execute function people.refuse_unborn_again();
