-- Applications that nobody has answered yet: not withdrawn, and in no investigation that was concluded when they had come. An application ends in a
-- grant, in a refusal that can be appealed (35 kap. 1 § SoL), or is withdrawn; that an investigation ends without an intervention is no answer to it.
create view intake.unanswered_application with (security_invoker = true) as
  select i.municipality_id, i.case_id, i.id as intake_id, i.received_on
  from intake.intake i
  where i.type = 'ansökan'
    and not exists (select 1 from investigation.conclusion e
      where e.municipality_id = i.municipality_id and e.case_id = i.case_id
        and (e.concluded_on > i.received_on or (e.concluded_on = i.received_on and e.recorded_at >= i.recorded_at)))
    and not exists (select 1 from intake.application_outcome o where o.municipality_id = i.municipality_id and o.case_id = i.case_id and o.intake_id = i.id)
    and not exists (select 1 from intake.intake n where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id);
grant select on intake.unanswered_application to fortrogen_app;
