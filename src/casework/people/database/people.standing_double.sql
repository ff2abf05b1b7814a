-- What was last said of two who may be one.
create view people.standing_double with (security_invoker = true) as
  select o.* from people.double_outcome o
  where not exists (select 1 from people.double_outcome n where n.municipality_id = o.municipality_id and n.one_id = o.one_id
    and n.other_id = o.other_id and n.corrects_id = o.id);
grant select on people.standing_double to fortrogen_app;
