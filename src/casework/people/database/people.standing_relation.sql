-- The last word of each relation that is not withdrawn. Whether it holds on a day is for the reader: valid_from, valid_to.
create view people.standing_relation with (security_invoker = true) as
  select r.* from people.relation r
  where r.change <> 'återtagen'
    and not exists (select 1 from people.relation n where n.municipality_id = r.municipality_id and n.case_id = r.case_id and n.corrects_id = r.id);
grant select on people.standing_relation to fortrogen_app;
