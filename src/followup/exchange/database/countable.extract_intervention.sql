-- With the decision that granted it. No names: an employee by identifier.
create view countable.extract_intervention with (security_invoker = true) as
  select i.municipality_id, i.intervention_id as id, i.intervention_id::text as external_id, i.child_id, i.investigation_id, i.type, i.recipient, i.granted_on,
    i.started_on, i.ended_on, i.provision, i.child_information_used, i.child_information_passed_on, i.reason_not_passed_on, i.reason_ended, i.goal_attainment,
    m.decider, m.body as decision_body, m.minutes_number as decision_minutes, m.staff_id::text as decision_maker
  from countable.intervention i
  join intervention.intervention own on own.municipality_id = i.municipality_id and own.id = i.intervention_id
  left join decision.maker m on m.municipality_id = own.municipality_id and m.id = own.decision_id
  union all
  select municipality_id, id, external_id, child_id, investigation_id, type, recipient, granted_on, started_on, ended_on, provision, child_information_used,
    child_information_passed_on, reason_not_passed_on, reason_ended, goal_attainment, decider, decision_body, decision_minutes, decision_maker
  from extract.intervention;
grant select on countable.extract_intervention to fortrogen_app;
