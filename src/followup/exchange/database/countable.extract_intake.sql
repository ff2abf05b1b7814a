-- As it is counted; what was delivered with the identifiers that it came with.
create view countable.extract_intake with (security_invoker = true) as
  select i.municipality_id, i.intake_id as id, i.intake_id::text as external_id, i.child_id, i.received_on, i.type, i.reporter, i.reasons, i.protection_assessed_at,
    i.protection_result, i.preliminary_decided_on, i.preliminary_result, i.investigation_id
  from countable.intake i
  where exists (select 1 from intake.intake own where own.municipality_id = i.municipality_id and own.id = i.intake_id)
  union all
  select municipality_id, id, external_id, child_id, received_on, type, reporter, reasons, protection_assessed_at, protection_result, preliminary_decided_on,
    preliminary_result, investigation_id
  from extract.intake;
grant select on countable.extract_intake to fortrogen_app;
