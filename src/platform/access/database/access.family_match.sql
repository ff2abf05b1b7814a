-- Who of those who do casework may be the child or one of its guardians: whatever was ever said, also what somebody has since taken back, so that
-- nobody can make a match go away but the second person. By number; by a name that agrees only where a number is missing, and the child has an
-- open case.
create view access.family_match with (security_invoker = true) as
  with staff as materialized (
    select s.municipality_id, s.id, s.identity_number, (people.name_in_two(s.name))[1] as given_name, (people.name_in_two(s.name))[2] as family_name
    from access.staff s
    where s.active and exists (select 1 from access.staff_role r
      where r.municipality_id = s.municipality_id and r.staff_id = s.id and r.role in ('caseworker', 'team_leader'))),
  signs as materialized (
    select s.*, sign from staff s cross join lateral unnest(people.name_signs(s.given_name, s.family_name)) of_staff(sign) where s.given_name <> '')
  select c.municipality_id, c.child_id, s.id as staff_id, 'barnet' as relation, true as by_number, false as confirmed, c.recorded_by as said_by, c.recorded_at as said_at
  from staff s join people.person p on p.municipality_id = s.municipality_id and p.identity_number = s.identity_number
  join intake.case_file c on c.municipality_id = p.municipality_id and c.child_id = p.id
  union all
  select g.municipality_id, g.child_id, s.id, 'vårdnadshavare', true, true, g.recorded_by, g.recorded_at
  from staff s join people.person p on p.municipality_id = s.municipality_id and p.identity_number = s.identity_number
  join people.guardianship g on g.municipality_id = p.municipality_id and g.guardian_id = p.id
  union all
  select g.municipality_id, g.child_id, s.id, 'vårdnadshavare', true, false, g.recorded_by, g.recorded_at
  from staff s join people.guardian_claim g on g.municipality_id = s.municipality_id and g.identity_number = s.identity_number
  union all
  -- Of each open case by itself: names are taken apart for as many as there are of those, not for everybody who was ever known.
  select distinct o.municipality_id, o.child_id, s.id, d.relation, false, d.confirmed, d.said_by, d.said_at
  from intake.case_file o
  cross join lateral (
    select 'barnet' as relation, p.identity_number, p.given_name, p.family_name, o.recorded_by as said_by, o.recorded_at as said_at, false as confirmed
    from people.person p where p.municipality_id = o.municipality_id and p.id = o.child_id
    union all
    select 'vårdnadshavare', p.identity_number, g.given_name, g.family_name, g.recorded_by, g.recorded_at, true
    from people.guardianship g join people.person p on p.municipality_id = g.municipality_id and p.id = g.guardian_id
    where g.municipality_id = o.municipality_id and g.child_id = o.child_id
    union all
    select 'vårdnadshavare', g.identity_number, g.given_name, g.family_name, g.recorded_by, g.recorded_at, false
    from people.guardian_claim g where g.municipality_id = o.municipality_id and g.child_id = o.child_id) d
  cross join lateral unnest(people.name_signs(d.given_name, d.family_name)) of_said(sign)
  join signs s on s.municipality_id = o.municipality_id and s.sign = of_said.sign
  where o.is_open and (d.identity_number is null or s.identity_number is null)
    and people.names_agree(d.given_name, d.family_name, s.given_name, s.family_name);
grant select on access.family_match to fortrogen_app;
