-- Somebody is a guardian of a child once on a day: as one kind, from one source.
create function people.refuse_overlapping_guardianship() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from people.standing_guardianship g
    where g.municipality_id = new.municipality_id and g.child_id = new.child_id and g.guardian_id = new.guardian_id and g.id <> new.id
      and daterange(g.valid_from, g.valid_to, '[]') && daterange(new.valid_from, new.valid_to, '[]')) then
    raise exception 'guardian twice on a day' using errcode = 'FT081';
  end if;
  return null;
end $$;
create trigger guardian_once_on_a_day after insert on people.guardianship
  for each row when (new.change <> 'återtagen') execute function people.refuse_overlapping_guardianship();
