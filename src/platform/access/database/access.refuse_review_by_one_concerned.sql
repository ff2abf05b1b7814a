-- The program checks who may be second person; so does the database, for whatever way a finding is written.
create function access.refuse_review_by_one_concerned() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from intake.case_file c, access.family_reviewers(c.municipality_id, c.unit_id, c.child_id, new.staff_id) w
      where c.municipality_id = new.municipality_id and c.child_id = new.child_id and w.staff_id = new.recorded_by) then
    raise exception 'not a second person' using errcode = 'FT011';
  end if;
  return new;
end $$;
create trigger second_person_finds_own_family before insert on access.own_family_review
  for each row execute function access.refuse_review_by_one_concerned();
