-- What each room publishes to the others: what may be counted (countable) and what must happen by when (due).
-- All views run with the reader's own rights, so row-level security holds through them.

create schema countable;
create schema due;

-- The steps that stand: those that no later row corrects, themselves or through the conversation that they came from.
create view participation.standing_step with (security_invoker = true) as
  select s.*
  from participation.step s
  where not exists (select 1 from participation.step n where n.municipality_id = s.municipality_id and n.case_id = s.case_id and n.corrects_id = s.id)
    and not exists (select 1 from participation.conversation n where n.municipality_id = s.municipality_id and n.case_id = s.case_id
      and n.corrects_id = s.conversation_id);
grant select on participation.standing_step to fortrogen_app;

create view countable.child with (security_invoker = true) as
  select p.municipality_id, p.id as child_id, case p.sex when 'kvinna' then 'flicka' when 'man' then 'pojke' else 'okänt' end as sex, p.birth_date
  from people.person p
  where p.birth_date is not null and exists (select 1 from intake.case_file c where c.municipality_id = p.municipality_id and c.child_id = p.id)
  union all
  select e.municipality_id, e.id, e.sex, e.birth_date
  from extract.child e
  where not exists (select 1 from intake.case_file c where c.municipality_id = e.municipality_id and c.child_id = e.id);
comment on view countable.child is 'Unique children. A child known both from the present case system and from casework has one id: the import and the casework give it the same.';

create view countable.intake with (security_invoker = true) as
  select i.municipality_id, i.id as intake_id, c.child_id, i.received_on, i.type, i.reporter_category as reporter, i.reasons,
    (a.assessed_at at time zone 'Europe/Stockholm')::timestamp(0) as protection_assessed_at, a.result as protection_result,
    d.decided_on as preliminary_decided_on, d.result as preliminary_result, d.investigation_id
  from intake.intake i
  join intake.case_file c on c.municipality_id = i.municipality_id and c.id = i.case_id
  left join lateral (select p.assessed_at, p.result from intake.protection_assessment p
    where p.municipality_id = i.municipality_id and p.case_id = i.case_id and p.intake_id = i.id order by p.assessed_at limit 1) a on true
  left join intake.preliminary_assessment f on f.municipality_id = i.municipality_id and f.intake_id = i.id
  left join intake.preliminary_decision d on d.municipality_id = f.municipality_id and d.preliminary_assessment_id = f.id
  where not exists (select 1 from intake.intake n where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id)
  union all
  select municipality_id, id, child_id, received_on, type, reporter, reasons, protection_assessed_at, protection_result, preliminary_decided_on,
    preliminary_result, investigation_id
  from extract.intake;

create view countable.investigation with (security_invoker = true) as
  select i.municipality_id, i.id as investigation_id, c.child_id, i.started_on, e.concluded_on as ended_on, x.extended_to, e.outcome,
    (e.heard_id is not null) as opinion_documented, (e.weighed_id is not null) as opinion_weighed, (e.best_interests_id is not null) as best_interests_assessed,
    t.told_on as child_told_on
  from investigation.investigation i
  join intake.case_file c on c.municipality_id = i.municipality_id and c.id = i.case_id
  left join investigation.conclusion e on e.municipality_id = i.municipality_id and e.investigation_id = i.id
  left join lateral (select max(extended_to) as extended_to from investigation.extension x
    where x.municipality_id = i.municipality_id and x.case_id = i.case_id and x.investigation_id = i.id) x on true
  left join lateral (select min(s.happened_on) as told_on from participation.standing_step s
    where s.municipality_id = i.municipality_id and s.case_id = i.case_id and s.phase_id = i.phase_id and s.step = 'berättad' and s.outcome = 'gjort') t on true
  union all
  select municipality_id, id, child_id, started_on, ended_on, extended_to, outcome, opinion_documented, opinion_weighed, best_interests_assessed, child_told_on
  from extract.investigation;

create view countable.intervention with (security_invoker = true) as
  select i.municipality_id, i.id as intervention_id, c.child_id, i.investigation_id, i.type,
    i.type not in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende') as is_open,
    i.recipient, i.granted_on, p.started_on, e.ended_on, i.provision, p.child_information_used, p.child_information_passed_on, p.reason_not_passed_on,
    e.reason as reason_ended, e.goal_attainment
  from intervention.intervention i
  join intake.case_file c on c.municipality_id = i.municipality_id and c.id = i.case_id
  left join intervention.plan p on p.municipality_id = i.municipality_id and p.intervention_id = i.id
  left join intervention.ending e on e.municipality_id = i.municipality_id and e.intervention_id = i.id
  union all
  select municipality_id, id, child_id, investigation_id, type,
    type not in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende'),
    recipient, granted_on, started_on, ended_on, provision, child_information_used, child_information_passed_on, reason_not_passed_on, reason_ended, goal_attainment
  from extract.intervention;

create view countable.conversation with (security_invoker = true) as
  select s.municipality_id, s.id as conversation_id, c.child_id, p.kind as phase,
    case when p.kind = 'utredning' then p.subject_id end as investigation_id,
    case when p.kind in ('planering', 'uppföljning') then p.subject_id end as intervention_id,
    s.held_on, s.form, s.channel, s.status, nullif(array_to_string(s.methods, '|'), '') as methods
  from participation.conversation s
  join participation.phase p on p.municipality_id = s.municipality_id and p.case_id = s.case_id and p.id = s.phase_id
  join intake.case_file c on c.municipality_id = s.municipality_id and c.id = s.case_id
  where not exists (select 1 from participation.conversation n where n.municipality_id = s.municipality_id and n.case_id = s.case_id and n.corrects_id = s.id)
  union all
  select municipality_id, id, child_id, phase, investigation_id, intervention_id, held_on, form, channel, status, methods
  from extract.conversation;

create view countable.missed_conversation with (security_invoker = true) as
  select distinct s.municipality_id, c.child_id, p.kind as phase,
    case when p.kind = 'utredning' then p.subject_id end as investigation_id,
    case when p.kind in ('planering', 'uppföljning') then p.subject_id end as intervention_id,
    case when s.reason in ('skulle skada barnet eller utredningen', 'kunde inte nås') then 'annat' else s.reason end as reason
  from participation.standing_step s
  join participation.phase p on p.municipality_id = s.municipality_id and p.case_id = s.case_id and p.id = s.phase_id
  join intake.case_file c on c.municipality_id = s.municipality_id and c.id = s.case_id
  where s.step = 'hörd' and s.outcome = 'inte gjort'
  union all
  select municipality_id, child_id, phase, investigation_id, intervention_id, reason
  from extract.missed_conversation;

-- What the municipality can be asked about: the files it has delivered, or everything once it works in Förtrogen.
create view countable.delivered with (security_invoker = true) as
  select municipality_id, file from extract.delivered_file
  union
  select m.id, f.file
  from core.municipality m
  cross join (values ('barn'), ('aktualiseringar'), ('utredningar'), ('insatser'), ('samtal'), ('uteblivna_samtal')) f (file)
  where exists (select 1 from intake.case_file c where c.municipality_id = m.id);

-- ---------------------------------------------------------------- what must happen by when

create view due.obligation with (security_invoker = true) as
  -- omedelbar skyddsbedömning
  select i.municipality_id, i.case_id, 'immediate-protection' as rule_id, i.id as subject_id, null::uuid as phase_id, i.received_on as since, i.protection_due_on as due_on
  from intake.intake i
  where i.protection_due_on is not null
    and not exists (select 1 from intake.protection_assessment a where a.municipality_id = i.municipality_id and a.case_id = i.case_id and a.intake_id = i.id)
    and not exists (select 1 from intake.intake n where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id)
  union all
  -- förhandsbedömning
  select f.municipality_id, f.case_id, 'preliminary-assessment', f.id, f.phase_id, f.opened_on, f.due_on
  from intake.preliminary_assessment f
  where not exists (select 1 from intake.preliminary_decision d where d.municipality_id = f.municipality_id and d.case_id = f.case_id and d.preliminary_assessment_id = f.id)
  union all
  -- återkoppling till anmälaren
  select i.municipality_id, i.case_id, 'feedback-to-reporter', i.id, null, d.decided_on, d.decided_on + 7
  from intake.intake i
  join intake.preliminary_assessment f on f.municipality_id = i.municipality_id and f.case_id = i.case_id and f.intake_id = i.id
  join intake.preliminary_decision d on d.municipality_id = f.municipality_id and d.case_id = f.case_id and d.preliminary_assessment_id = f.id
  where i.feedback_requested and i.reporter_mandated
    and not exists (select 1 from intake.reporter_feedback r where r.municipality_id = i.municipality_id and r.case_id = i.case_id and r.intake_id = i.id)
  union all
  -- utredning inleds genast efter en ansökan
  select i.municipality_id, i.case_id, 'open-investigation-at-once', i.id, null, i.received_on, i.received_on
  from intake.intake i
  where i.type <> 'anmälan'
    and not exists (select 1 from investigation.investigation u where u.municipality_id = i.municipality_id and u.case_id = i.case_id)
    and not exists (select 1 from intake.case_closure k where k.municipality_id = i.municipality_id and k.case_id = i.case_id)
    and not exists (select 1 from intake.intake n where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id)
  union all
  -- utredning
  select i.municipality_id, i.case_id, 'investigation-time', i.id, i.phase_id, i.started_on,
    coalesce((select max(x.extended_to) from investigation.extension x where x.municipality_id = i.municipality_id and x.case_id = i.case_id and x.investigation_id = i.id), i.due_on)
  from investigation.investigation i
  where not exists (select 1 from investigation.conclusion e where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.investigation_id = i.id)
  union all
  -- barnet ska få veta att en utredning har inletts
  select i.municipality_id, i.case_id, 'information-that-opened', i.id, i.phase_id, i.started_on, i.started_on
  from investigation.investigation i
  where not exists (select 1 from participation.standing_step s where s.municipality_id = i.municipality_id and s.case_id = i.case_id and s.phase_id = i.phase_id and s.step = 'informerad')
    and not exists (select 1 from investigation.conclusion e where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.investigation_id = i.id)
  union all
  -- barnet ska få veta vad som beslutades: efter förhandsbedömningen och efter utredningen
  select d.municipality_id, d.case_id, 'tell-the-child', f.id, f.phase_id, d.decided_on, d.decided_on
  from intake.preliminary_decision d
  join intake.preliminary_assessment f on f.municipality_id = d.municipality_id and f.case_id = d.case_id and f.id = d.preliminary_assessment_id
  where not exists (select 1 from participation.phase_closure c where c.municipality_id = f.municipality_id and c.case_id = f.case_id and c.phase_id = f.phase_id)
  union all
  select e.municipality_id, e.case_id, 'tell-the-child', e.investigation_id, e.phase_id, e.concluded_on, e.concluded_on
  from investigation.conclusion e
  where not exists (select 1 from participation.phase_closure c where c.municipality_id = e.municipality_id and c.case_id = e.case_id and c.phase_id = e.phase_id)
  union all
  -- försök igen
  select s.municipality_id, s.case_id, 'try-again', s.id, s.phase_id, s.happened_on, s.try_again_on
  from participation.standing_step s
  where s.try_again_on is not null
    and not exists (select 1 from participation.standing_step n where n.municipality_id = s.municipality_id and n.case_id = s.case_id and n.step = s.step
      and n.recorded_at > s.recorded_at and (n.outcome = 'gjort' or n.phase_id = s.phase_id))
    and not exists (select 1 from intake.case_closure k where k.municipality_id = s.municipality_id and k.case_id = s.case_id)
  union all
  -- planera insatsen
  select i.municipality_id, i.case_id, 'not-executed', i.id, i.planning_phase_id, i.granted_on, (i.granted_on + interval '3 months')::date
  from intervention.intervention i
  where not exists (select 1 from intervention.plan p where p.municipality_id = i.municipality_id and p.case_id = i.case_id and p.intervention_id = i.id)
  union all
  -- följa upp insatsen
  select p.municipality_id, p.case_id, 'follow-up-time', p.intervention_id, p.follow_up_phase_id, p.started_on,
    coalesce((select f.next_follow_up_on from intervention.follow_up f where f.municipality_id = p.municipality_id and f.case_id = p.case_id and f.intervention_id = p.intervention_id
      order by f.followed_up_on desc, f.recorded_at desc limit 1), p.first_follow_up_on)
  from intervention.plan p
  where not exists (select 1 from intervention.ending e where e.municipality_id = p.municipality_id and e.case_id = p.case_id and e.intervention_id = p.intervention_id);
comment on view due.obligation is 'One row for each thing that must happen. rule_id names the rule in src/*/rules.ts; the sentence for the screen is made there.';

grant usage on schema countable, due to fortrogen_app;
grant select on all tables in schema countable, due to fortrogen_app;
