-- Who of those who do casework may be the child or one of its guardians: whatever was ever said, also what somebody has since taken back, so that
-- nobody can make a match go away but the second person. By number; by a name that agrees only where a number is missing, and the child has an
-- open case.
create view access.family_match with (security_invoker = true) as
  with staff as not materialized (
    select s.municipality_id, s.id, s.identity_number, (people.name_in_two(s.name))[1] as given_name, (people.name_in_two(s.name))[2] as family_name
    from access.staff s
    where s.active and exists (select 1 from access.staff_role r
      where r.municipality_id = s.municipality_id and r.staff_id = s.id and r.role in ('caseworker', 'team_leader'))),
  said as not materialized (
    select c.municipality_id, c.child_id, 'barnet' as relation, p.identity_number, p.given_name, p.family_name,
      c.recorded_by as said_by, c.recorded_at as said_at, false as confirmed
    from intake.case_file c join people.person p on p.municipality_id = c.municipality_id and p.id = c.child_id
    union all
    select g.municipality_id, g.child_id, 'vårdnadshavare', p.identity_number, g.given_name, g.family_name, g.recorded_by, g.recorded_at, true
    from people.guardianship g join people.person p on p.municipality_id = g.municipality_id and p.id = g.guardian_id
    union all
    select g.municipality_id, g.child_id, 'vårdnadshavare', g.identity_number, g.given_name, g.family_name, g.recorded_by, g.recorded_at, false
    from people.guardian_claim g)
  select d.municipality_id, d.child_id, s.id as staff_id, d.relation, true as by_number, d.confirmed, d.said_by, d.said_at
  from staff s join said d on d.municipality_id = s.municipality_id and d.identity_number = s.identity_number
  union all
  select distinct d.municipality_id, d.child_id, s.id, d.relation, false, d.confirmed, d.said_by, d.said_at
  from said d cross join lateral unnest(people.name_signs(d.given_name, d.family_name)) of_said(sign)
  join (staff s cross join lateral unnest(people.name_signs(s.given_name, s.family_name)) of_staff(sign))
    on s.municipality_id = d.municipality_id and of_staff.sign = of_said.sign
  where (d.identity_number is null or s.identity_number is null) and s.given_name <> ''
    and people.names_agree(d.given_name, d.family_name, s.given_name, s.family_name)
    and exists (select 1 from intake.case_file c where c.municipality_id = d.municipality_id and c.child_id = d.child_id
      and not exists (select 1 from intake.case_closure k where k.municipality_id = c.municipality_id and k.case_id = c.id));
grant select on access.family_match to fortrogen_app;
