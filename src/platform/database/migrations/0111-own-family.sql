-- Nobody works in a case about themselves or a child of their own; and nobody is shut out by what one other person says (decision 0020).
-- A match between somebody who works here and the child, or whoever is said to be its guardian, is put to a second person. Only what that
-- person has found, with a source, shuts out.

create table access.own_family_review (
  municipality_id smallint not null,
  id uuid not null,
  child_id uuid not null,
  staff_id uuid not null,
  identity_number text check (identity_number ~ '^[0-9]{12}$'),
  outcome text not null check (outcome in ('egen familj', 'inte egen familj')),
  source text not null check (length(source) > 0),
  source_detail text,
  source_on date not null,
  note text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, child_id) references people.person,
  foreign key (municipality_id, staff_id) references access.staff,
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint nobody_reviews_their_own_family check (recorded_by <> staff_id)
);
comment on column access.own_family_review.identity_number is 'The number that the member of staff had at the review: the finding follows the person to another account.';
create index own_family_review_child on access.own_family_review (municipality_id, child_id, staff_id, recorded_at desc);
create index own_family_review_staff on access.own_family_review (municipality_id, staff_id);
create index own_family_review_by on access.own_family_review (municipality_id, recorded_by);
create index own_family_review_number on access.own_family_review (municipality_id, identity_number) where identity_number is not null;
select core.keep_municipalities_apart('access.own_family_review');
grant select, insert on access.own_family_review to fortrogen_app;

-- Whose case or family it is found to be: the last finding about each child and member of staff.
create view access.own_family with (security_invoker = true) as
  select r.* from access.own_family_review r
  where r.outcome = 'egen familj' and not exists (select 1 from access.own_family_review n
    where n.municipality_id = r.municipality_id and n.child_id = r.child_id and n.staff_id = r.staff_id
      and (n.recorded_at, n.id) > (r.recorded_at, r.id));

-- "Karin Maria Lindahl" and "Lindahl, Karin" are both karin|lindahl. For when a number is missing on either side.
create function access.name_key(p_name text) returns text language sql immutable parallel safe
  return case when position(',' in p_name) > 0
    then lower(split_part(btrim(split_part(p_name, ',', 2)), ' ', 1) || '|' || split_part(btrim(split_part(p_name, ',', 1)), ' ', -1))
    else lower(split_part(btrim(p_name), ' ', 1) || '|' || split_part(btrim(p_name), ' ', -1)) end;

create index person_name_key on people.person (municipality_id, access.name_key(given_name || ' ' || family_name));
create index guardianship_name_key on people.guardianship (municipality_id, access.name_key(given_name || ' ' || family_name));
create index guardian_claim_name_key on people.guardian_claim (municipality_id, access.name_key(given_name || ' ' || family_name));

-- Who of those who do casework may be the child or one of its guardians: whatever was ever said, also what somebody has since taken back, so that
-- nobody can make a match go away but the second person. By number; by name only where a number is missing, and the child has an open case.
create view access.family_match with (security_invoker = true) as
  with staff as not materialized (
    select s.municipality_id, s.id, s.identity_number, access.name_key(s.name) as name_key
    from access.staff s
    where s.active and exists (select 1 from access.staff_role r
      where r.municipality_id = s.municipality_id and r.staff_id = s.id and r.role in ('caseworker', 'team_leader'))),
  said as not materialized (
    select c.municipality_id, c.child_id, 'barnet' as relation, p.identity_number, access.name_key(p.given_name || ' ' || p.family_name) as name_key,
      c.recorded_by as said_by, c.recorded_at as said_at, false as confirmed
    from intake.case_file c join people.person p on p.municipality_id = c.municipality_id and p.id = c.child_id
    union all
    select g.municipality_id, g.child_id, 'vårdnadshavare', p.identity_number, access.name_key(g.given_name || ' ' || g.family_name), g.recorded_by, g.recorded_at, true
    from people.guardianship g join people.person p on p.municipality_id = g.municipality_id and p.id = g.guardian_id
    union all
    select g.municipality_id, g.child_id, 'vårdnadshavare', g.identity_number, access.name_key(g.given_name || ' ' || g.family_name), g.recorded_by, g.recorded_at, false
    from people.guardian_claim g)
  select d.municipality_id, d.child_id, s.id as staff_id, d.relation, true as by_number, d.confirmed, d.said_by, d.said_at
  from staff s join said d on d.municipality_id = s.municipality_id and d.identity_number = s.identity_number
  union all
  select d.municipality_id, d.child_id, s.id, d.relation, false, d.confirmed, d.said_by, d.said_at
  from staff s join said d on d.municipality_id = s.municipality_id and d.name_key = s.name_key
  where (d.identity_number is null or s.identity_number is null)
    and exists (select 1 from intake.case_file c where c.municipality_id = d.municipality_id and c.child_id = d.child_id
      and not exists (select 1 from intake.case_closure k where k.municipality_id = c.municipality_id and k.case_id = c.id));

-- What no second person has looked at since it was said.
create view access.open_family_match with (security_invoker = true) as
  select m.* from access.family_match m
  where m.said_at > coalesce((select max(r.recorded_at) from access.own_family_review r
    where r.municipality_id = m.municipality_id and r.child_id = m.child_id and r.staff_id = m.staff_id), '-infinity');

grant select on access.own_family, access.family_match, access.open_family_match to fortrogen_app;

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

-- The same for one match: neither the person it is about, under any account, nor anybody who has said that it is so.
create function access.family_reviewers(p_municipality smallint, p_unit uuid, p_child uuid, p_staff uuid) returns table (staff_id uuid, leads boolean)
  language sql stable as $$
  select n.staff_id, n.leads from access.second_persons(p_municipality, p_unit, p_child, array(
    select p_staff
    union select o.id from access.staff s join access.staff o on o.municipality_id = s.municipality_id and o.identity_number = s.identity_number
      where s.municipality_id = p_municipality and s.id = p_staff
    union select m.said_by from access.open_family_match m
      where m.municipality_id = p_municipality and m.child_id = p_child and m.staff_id = p_staff and m.said_by is not null)) n;
$$;
grant execute on function access.second_persons, access.family_reviewers to fortrogen_app;

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
