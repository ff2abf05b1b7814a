-- What a team leader looks at, each with the last that was found; open until somebody has found it to be in order, or not.
create view access.review with (security_invoker = true) as
  select i.*, o.outcome, o.note, o.recorded_by as reviewed_by, o.recorded_at as reviewed_at,
    coalesce(o.outcome = 'utreds vidare', true) as is_open
  from access.review_item i
  left join lateral (select r.* from access.review_outcome r
    where r.municipality_id = i.municipality_id and r.item_id = i.id and r.staff_id = i.staff_id
    order by r.recorded_at desc, r.id desc limit 1) o on true;
grant select on access.review to fortrogen_app;
