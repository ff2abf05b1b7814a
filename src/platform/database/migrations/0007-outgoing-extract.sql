-- What leaves as the open extract: the delivered rows and the casework's, with the same columns as schema extract.
-- A row of the casework has its own identifier as the sender's; a child that was delivered keeps the identifier it came with.

create view countable.extract_child with (security_invoker = true) as
  select p.municipality_id, p.id,
    coalesce((select e.external_id from extract.child e where e.municipality_id = p.municipality_id and e.id = p.id), p.id::text) as external_id,
    case p.sex when 'kvinna' then 'flicka' when 'man' then 'pojke' else 'okänt' end as sex, p.birth_date, p.identity_number,
    p.protected_identity <> 'ingen' as protected_identity, p.country_of_birth,
    case when p.interpreter_need then 'ja' when not p.interpreter_need then 'nej' end as interpreter_need, p.disability,
    case when p.unaccompanied then 'ja' when not p.unaccompanied then 'nej' end as unaccompanied
  from people.person p
  where p.birth_date is not null and exists (select 1 from intake.case_file c where c.municipality_id = p.municipality_id and c.child_id = p.id)
  union all
  select municipality_id, id, external_id, sex, birth_date, identity_number, protected_identity, country_of_birth, interpreter_need, disability, unaccompanied
  from extract.child e
  where not exists (select 1 from intake.case_file c where c.municipality_id = e.municipality_id and c.child_id = e.id);

create view countable.extract_intake with (security_invoker = true) as
  select i.municipality_id, i.intake_id as id, i.intake_id::text as external_id, i.child_id, i.received_on, i.type, i.reporter, i.reasons, i.protection_assessed_at,
    i.protection_result, i.preliminary_decided_on, i.preliminary_result, i.investigation_id
  from countable.intake i
  where exists (select 1 from intake.intake own where own.municipality_id = i.municipality_id and own.id = i.intake_id)
  union all
  select municipality_id, id, external_id, child_id, received_on, type, reporter, reasons, protection_assessed_at, protection_result, preliminary_decided_on,
    preliminary_result, investigation_id
  from extract.intake;

create view countable.extract_investigation with (security_invoker = true) as
  select i.municipality_id, i.investigation_id as id, i.investigation_id::text as external_id, i.child_id, i.started_on, i.ended_on, i.extended_to,
    u.name as unit, r.staff_id::text as caseworker, i.outcome, i.opinion_documented, i.opinion_weighed, i.best_interests_assessed, i.child_told_on
  from countable.investigation i
  join investigation.investigation own on own.municipality_id = i.municipality_id and own.id = i.investigation_id
  join intake.case_file c on c.municipality_id = own.municipality_id and c.id = own.case_id
  join access.unit u on u.municipality_id = c.municipality_id and u.id = c.unit_id
  left join intake.case_assignment r on r.municipality_id = c.municipality_id and r.case_id = c.id and r.role = 'ansvarig' and r.ended_on is null
  union all
  select municipality_id, id, external_id, child_id, started_on, ended_on, extended_to, unit, caseworker, outcome, opinion_documented, opinion_weighed,
    best_interests_assessed, child_told_on
  from extract.investigation;

create view countable.extract_intervention with (security_invoker = true) as
  select i.municipality_id, i.intervention_id as id, i.intervention_id::text as external_id, i.child_id, i.investigation_id, i.type, i.recipient, i.granted_on,
    i.started_on, i.ended_on, i.provision, i.child_information_used, i.child_information_passed_on, i.reason_not_passed_on, i.reason_ended, i.goal_attainment
  from countable.intervention i
  where exists (select 1 from intervention.intervention own where own.municipality_id = i.municipality_id and own.id = i.intervention_id)
  union all
  select municipality_id, id, external_id, child_id, investigation_id, type, recipient, granted_on, started_on, ended_on, provision, child_information_used,
    child_information_passed_on, reason_not_passed_on, reason_ended, goal_attainment
  from extract.intervention;

create view countable.extract_conversation with (security_invoker = true) as
  select s.municipality_id, s.conversation_id as id, s.conversation_id::text as external_id, s.child_id, s.phase, s.investigation_id, s.intervention_id, s.held_on,
    s.form, s.channel, s.status, s.methods
  from countable.conversation s
  where exists (select 1 from participation.conversation own where own.municipality_id = s.municipality_id and own.id = s.conversation_id)
  union all
  select municipality_id, id, external_id, child_id, phase, investigation_id, intervention_id, held_on, form, channel, status, methods
  from extract.conversation;

create view countable.extract_missed_conversation with (security_invoker = true) as
  select municipality_id, child_id, phase, investigation_id, intervention_id, reason from countable.missed_conversation;

grant select on all tables in schema countable to fortrogen_app;
