-- With the decision that granted it. No names: an employee by identifier. Of what was followed up with a measure, the latest day of each kind.
create view countable.extract_intervention with (security_invoker = true) as
  select i.municipality_id, i.intervention_id as id, i.intervention_id::text as external_id, i.child_id, i.investigation_id, i.type, i.recipient, i.granted_on,
    i.started_on, i.ended_on, i.provision, i.child_information_used, i.child_information_passed_on, i.reason_not_passed_on, i.reason_ended, i.goal_attainment,
    f.need_measured_on, f.support_measured_on, f.result_measured_on, f.measured_with, f.measured_compiled,
    m.decider, m.body as decision_body, m.minutes_number as decision_minutes, m.staff_id::text as decision_maker
  from countable.intervention i
  join intervention.intervention own on own.municipality_id = i.municipality_id and own.id = i.intervention_id
  left join decision.maker m on m.municipality_id = own.municipality_id and m.id = own.decision_id
  left join (
    select municipality_id, intervention_id,
      max(followed_up_on) filter (where 'problem och behov' = any (measured)) as need_measured_on,
      max(followed_up_on) filter (where 'stöd och insatser' = any (measured)) as support_measured_on,
      max(followed_up_on) filter (where 'resultat' = any (measured)) as result_measured_on,
      (array_agg(measured_with order by followed_up_on desc, id))[1] as measured_with,
      bool_or('sammanställning' = any (measured_use)) as measured_compiled
    from intervention.follow_up where cardinality(measured) > 0 group by municipality_id, intervention_id
  ) f on f.municipality_id = own.municipality_id and f.intervention_id = own.id
  union all
  select municipality_id, id, external_id, child_id, investigation_id, type, recipient, granted_on, started_on, ended_on, provision, child_information_used,
    child_information_passed_on, reason_not_passed_on, reason_ended, goal_attainment, need_measured_on, support_measured_on, result_measured_on, measured_with,
    measured_compiled, decider, decision_body, decision_minutes, decision_maker
  from extract.intervention;
grant select on countable.extract_intervention to fortrogen_app;
