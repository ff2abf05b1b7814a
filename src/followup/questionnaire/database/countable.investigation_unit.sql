-- Which unit an investigation belongs to, for figures by unit: the case's unit, or the one that the delivery names.
create view countable.investigation_unit with (security_invoker = true) as
  select i.municipality_id, i.id as investigation_id, u.name as unit
  from investigation.investigation i
  join intake.case_file c on c.municipality_id = i.municipality_id and c.id = i.case_id
  join access.unit u on u.municipality_id = c.municipality_id and u.id = c.unit_id
  union all
  select municipality_id, id, unit from extract.investigation where unit is not null;
grant select on countable.investigation_unit to fortrogen_app;
