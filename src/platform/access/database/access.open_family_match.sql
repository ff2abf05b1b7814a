-- What no second person has looked at since it was said.
create view access.open_family_match with (security_invoker = true) as
  select m.* from access.family_match m
  where m.said_at > coalesce((select max(r.recorded_at) from access.own_family_review r
    where r.municipality_id = m.municipality_id and r.child_id = m.child_id and r.staff_id = m.staff_id), '-infinity');
grant select on access.open_family_match to fortrogen_app;
