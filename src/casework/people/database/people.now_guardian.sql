-- Who is known today as the guardian that something was written of at a moment: a corrected number makes another person of the same guardian. The person
-- itself where nobody was a guardian by it then.
create function people.now_guardian(in_municipality smallint, in_child uuid, in_person uuid, written_at timestamptz) returns uuid
  language sql stable set search_path = pg_catalog, pg_temp as $$
  with recursive later as (
    (select g.id, g.guardian_id, 0 as step from people.guardianship g
      where g.municipality_id = in_municipality and g.child_id = in_child and g.guardian_id = in_person and g.recorded_at <= written_at
      order by g.recorded_at desc, g.id desc limit 1)
    union all
    select n.id, n.guardian_id, l.step + 1 from later l join people.guardianship n
      on n.municipality_id = in_municipality and n.child_id = in_child and n.corrects_id = l.id)
  select coalesce((select l.guardian_id from later l order by l.step desc limit 1), in_person)
$$;
grant execute on function people.now_guardian to fortrogen_app;
