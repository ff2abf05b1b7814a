-- The last word of each guardianship that is not withdrawn. Whether it holds on a day is for the reader: valid_from, valid_to.
create view people.standing_guardianship with (security_invoker = true) as
  select g.* from people.guardianship g
  where g.change <> 'återtagen'
    and not exists (select 1 from people.guardianship n where n.municipality_id = g.municipality_id and n.child_id = g.child_id and n.corrects_id = g.id);
grant select on people.standing_guardianship to fortrogen_app;
