-- The last word of each detail that is not withdrawn. Whether it holds on a day is for the reader: valid_from, valid_to.
create view people.standing_detail with (security_invoker = true) as
  select d.* from people.person_detail d
  where d.change <> 'återtagen'
    and not exists (select 1 from people.person_detail n where n.municipality_id = d.municipality_id and n.case_id = d.case_id
      and n.person_id = d.person_id and n.corrects_id = d.id);
grant select on people.standing_detail to fortrogen_app;
