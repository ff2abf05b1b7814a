-- Who is a party in a case on a day: everybody who is the child's guardian that day, while the child is under 18, and the child from 15 (3 kap. 4 § SoL).
create function party.parties_on(p_municipality smallint, p_case uuid, p_day date) returns table (person_id uuid, is_child boolean)
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select g.guardian_id, false
  from intake.case_file f
  join people.person c on c.municipality_id = f.municipality_id and c.id = f.child_id
  join people.standing_guardianship g on g.municipality_id = f.municipality_id and g.child_id = f.child_id
    and g.valid_from <= p_day and (g.valid_to is null or g.valid_to >= p_day)
  where f.municipality_id = p_municipality and f.id = p_case
    and (c.birth_date is null or (c.birth_date + interval '18 years')::date > p_day)
  union
  select f.child_id, true
  from intake.case_file f
  join people.person c on c.municipality_id = f.municipality_id and c.id = f.child_id
  where f.municipality_id = p_municipality and f.id = p_case and (c.birth_date + interval '15 years')::date <= p_day
$$;
grant execute on function party.parties_on(smallint, uuid, date) to fortrogen_app;
