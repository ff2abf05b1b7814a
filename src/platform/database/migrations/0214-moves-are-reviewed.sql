-- A report that is moved away leaves a case that somebody may not want it in: the leader of the case it left looks at it afterwards.

alter table access.review_item add column move_id uuid,
  add foreign key (municipality_id, move_id) references intake.intake_move;
create index review_item_move on access.review_item (municipality_id, move_id) where move_id is not null;
alter table access.review_item drop constraint review_item_kind_check;
alter table access.review_item
  add constraint review_item_kind_check
    check (kind in ('tog ansvar själv', 'nådde tidigare ärenden', 'nödöppning', 'ovanlig sökning', 'flyttade det som kom in')),
  add check ((kind = 'flyttade det som kom in') = (move_id is not null));

drop view access.review;
create view access.review with (security_invoker = true) as
  select i.*, o.outcome, o.note, o.recorded_by as reviewed_by, o.recorded_at as reviewed_at,
    coalesce(o.outcome = 'utreds vidare', true) as is_open
  from access.review_item i
  left join lateral (select r.* from access.review_outcome r
    where r.municipality_id = i.municipality_id and r.item_id = i.id and r.staff_id = i.staff_id
    order by r.recorded_at desc, r.id desc limit 1) o on true;
grant select on access.review to fortrogen_app;
