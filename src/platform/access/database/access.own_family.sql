-- Whose case or family it is found to be: the last finding about each child and member of staff.
create view access.own_family with (security_invoker = true) as
  select r.* from access.own_family_review r
  where r.outcome = 'egen familj' and not exists (select 1 from access.own_family_review n
    where n.municipality_id = r.municipality_id and n.child_id = r.child_id and n.staff_id = r.staff_id
      and (n.recorded_at, n.id) > (r.recorded_at, r.id));
grant select on access.own_family to fortrogen_app;
