-- The last word of each relative that is not withdrawn.
create view people.standing_relative with (security_invoker = true) as
  select r.* from people.relative r
  where r.change <> 'återtagen'
    and not exists (select 1 from people.relative n where n.municipality_id = r.municipality_id and n.case_id = r.case_id
      and n.relative_id = r.relative_id and n.corrects_id = r.id);
grant select on people.standing_relative to fortrogen_app;
