-- Whose case or family it is found to be: the last finding about each child and member of staff. What is found of a child holds for whoever is found to
-- be the same child (`people.double_outcome`).
create view access.own_family with (security_invoker = true) as
  select r.* from access.own_family_review r
  where r.outcome = 'egen familj' and not exists (select 1 from access.own_family_review n
    where n.municipality_id = r.municipality_id and n.child_id = r.child_id and n.staff_id = r.staff_id
      and (n.recorded_at, n.id) > (r.recorded_at, r.id))
  union all
  select r.municipality_id, r.id, o.id as child_id, r.staff_id, r.identity_number, r.outcome, r.source, r.source_detail, r.source_on, r.note,
    r.recorded_by, r.recorded_at
  from people.person o
  join people.person s on s.municipality_id = o.municipality_id and s.id <> o.id and (s.id = o.same_as or s.same_as in (o.id, o.same_as))
  join access.own_family_review r on r.municipality_id = s.municipality_id and r.child_id = s.id
  where r.outcome = 'egen familj' and not exists (select 1 from access.own_family_review n
    where n.municipality_id = r.municipality_id and n.child_id = r.child_id and n.staff_id = r.staff_id
      and (n.recorded_at, n.id) > (r.recorded_at, r.id));
grant select on access.own_family to fortrogen_app;
