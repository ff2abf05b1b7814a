-- What the municipality can be asked about: the files it has delivered, or everything once it works in Förtrogen.
create view countable.delivered with (security_invoker = true) as
  select municipality_id, file from extract.delivered_file
  union
  select m.id, f.file
  from core.municipality m
  cross join (values ('barn'), ('aktualiseringar'), ('utredningar'), ('insatser'), ('samtal'), ('uteblivna_samtal')) f (file)
  where exists (select 1 from intake.case_file c where c.municipality_id = m.id);
grant select on countable.delivered to fortrogen_app;
