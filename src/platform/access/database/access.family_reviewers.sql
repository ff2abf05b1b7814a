-- Second persons for one match of somebody who works here with a child's family: neither the person it is about, under any account, nor anybody
-- who has said that it is so.
create function access.family_reviewers(p_municipality smallint, p_unit uuid, p_child uuid, p_staff uuid) returns table (staff_id uuid, leads boolean)
  language sql stable as $$
  select n.staff_id, n.leads from access.second_persons(p_municipality, p_unit, p_child, array(
    select p_staff
    union select o.id from access.staff s join access.staff o on o.municipality_id = s.municipality_id and o.identity_number = s.identity_number
      where s.municipality_id = p_municipality and s.id = p_staff
    union select m.said_by from access.open_family_match m
      where m.municipality_id = p_municipality and m.child_id = p_child and m.staff_id = p_staff and m.said_by is not null)) n;
$$;
grant execute on function access.family_reviewers to fortrogen_app;
