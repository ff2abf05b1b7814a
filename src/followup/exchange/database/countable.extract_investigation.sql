-- With the caseworker who is responsible, or was when the case was closed, and the decision that ended the investigation. No names: an employee
-- by identifier.
create view countable.extract_investigation with (security_invoker = true) as
  select i.municipality_id, i.investigation_id as id, i.investigation_id::text as external_id, i.child_id, i.started_on, i.ended_on, i.extended_to,
    u.name as unit, r.staff_id::text as caseworker, i.outcome, i.opinion_documented, i.opinion_weighed, i.best_interests_assessed, i.child_told_on,
    d.decided_on, d.decider, d.body as decision_body, d.minutes_number as decision_minutes, d.staff_id::text as decision_maker
  from countable.investigation i
  join investigation.investigation own on own.municipality_id = i.municipality_id and own.id = i.investigation_id
  join intake.case_file c on c.municipality_id = own.municipality_id and c.id = own.case_id
  join access.unit u on u.municipality_id = c.municipality_id and u.id = c.unit_id
  left join lateral (select a.staff_id from intake.case_assignment a
    left join intake.assignment_ending e on e.municipality_id = a.municipality_id and e.case_id = a.case_id and e.assignment_id = a.id
    where a.municipality_id = c.municipality_id and a.case_id = c.id and a.role = 'ansvarig' and (a.ended_on is null or e.reason = 'ärendet är avslutat')
    limit 1) r on true
  left join lateral (select m.decided_on, m.decider, m.body, m.minutes_number, m.staff_id from decision.decision f
    join decision.maker m on m.municipality_id = f.municipality_id and m.id = f.id
    where f.municipality_id = own.municipality_id and f.case_id = own.case_id and f.investigation_id = own.id
    order by f.recorded_at desc, f.id desc limit 1) d on true
  union all
  select municipality_id, id, external_id, child_id, started_on, ended_on, extended_to, unit, caseworker, outcome, opinion_documented, opinion_weighed,
    best_interests_assessed, child_told_on, decided_on, decider, decision_body, decision_minutes, decision_maker
  from extract.investigation;
grant select on countable.extract_investigation to fortrogen_app;
