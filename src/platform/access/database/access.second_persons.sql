-- Those who may be second person for something in a unit about a child (or about nobody's): the unit's team leaders; is there none, the other team
-- leaders of the municipality; is there none of them either, caseworkers who have no part in the child's cases. Never those in p_except, nor
-- anybody whose own family it is. So there is always somebody, and it never is the one concerned.
create function access.second_persons(p_municipality smallint, p_unit uuid, p_child uuid, p_except uuid[]) returns table (staff_id uuid, leads boolean)
  language sql stable as $$
  with able as (
    select s.id, s.unit_id, bool_or(r.role = 'team_leader') as leads
    from access.staff s join access.staff_role r on r.municipality_id = s.municipality_id and r.staff_id = s.id and r.role in ('caseworker', 'team_leader')
    where s.municipality_id = p_municipality and s.active and s.id <> all (p_except)
      and not exists (select 1 from access.own_family f where f.municipality_id = s.municipality_id and f.child_id = p_child
        and (f.staff_id = s.id or f.identity_number = s.identity_number))
    group by s.id, s.unit_id),
  ranked as (
    select a.id, a.leads, case when a.leads and a.unit_id = p_unit then 1 when a.leads then 2 else 3 end as place
    from able a
    where a.leads or not exists (select 1 from intake.case_file c join intake.case_assignment x on x.municipality_id = c.municipality_id and x.case_id = c.id
      where c.municipality_id = p_municipality and c.child_id = p_child and x.staff_id = a.id and x.ended_on is null))
  select r.id, r.leads from ranked r where r.place = (select min(place) from ranked);
$$;
grant execute on function access.second_persons to fortrogen_app;
