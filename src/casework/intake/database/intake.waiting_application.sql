-- Applications and the like that wait for an investigation: none of their own, none that went on when they came or was opened after, and no
-- outcome without one. What comes later on the day an investigation was concluded waits too. A report goes through its preliminary assessment instead.
create view intake.waiting_application with (security_invoker = true) as
  select i.municipality_id, i.case_id, i.id as intake_id, i.type, i.received_on
  from intake.intake i
  where i.type <> 'anmälan'
    and not exists (select 1 from investigation.investigation u
      left join investigation.conclusion e on e.municipality_id = u.municipality_id and e.case_id = u.case_id and e.investigation_id = u.id
      where u.municipality_id = i.municipality_id and u.case_id = i.case_id
        and (u.intake_id = i.id or e.investigation_id is null or e.concluded_on > i.received_on
          or (e.concluded_on = i.received_on and e.recorded_at >= i.recorded_at)))
    and not exists (select 1 from intake.application_outcome o where o.municipality_id = i.municipality_id and o.case_id = i.case_id and o.intake_id = i.id)
    and not exists (select 1 from intake.intake n where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id);
grant select on intake.waiting_application to fortrogen_app;
