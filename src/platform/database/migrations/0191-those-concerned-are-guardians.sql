-- A guardian who was withdrawn or is one no more waited to be told of an investigation, and one who was corrected waited twice: the view read every row
-- that was ever written. It reads the last word of each. The rest of the view is as in 0180.
create or replace view due.obligation with (security_invoker = true) as
  -- omedelbar skyddsbedömning
  select i.municipality_id, i.case_id, 'immediate-protection' as rule_id, i.id as subject_id, null::uuid as phase_id, i.received_on as since,
    jsonb_build_object('received_at', i.received_at) as facts
  from intake.intake i
  where i.type = 'anmälan'
    and not exists (select 1 from intake.protection_assessment a where a.municipality_id = i.municipality_id and a.case_id = i.case_id and a.intake_id = i.id)
    and not exists (select 1 from intake.intake n where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id)
  union all
  -- förhandsbedömning; vid våld inleds utredning utan dröjsmål
  select f.municipality_id, f.case_id, case when i.violence then 'violence-means-investigation' else 'preliminary-assessment' end, f.id, f.phase_id, f.opened_on,
    jsonb_build_object('received_at', i.received_at, 'extended_to', (select max(x.extended_to) from intake.preliminary_extension x
      where x.municipality_id = f.municipality_id and x.case_id = f.case_id and x.preliminary_assessment_id = f.id))
  from intake.preliminary_assessment f
  join intake.intake i on i.municipality_id = f.municipality_id and i.case_id = f.case_id and i.id = f.intake_id
  where not exists (select 1 from intake.preliminary_decision d where d.municipality_id = f.municipality_id and d.case_id = f.case_id and d.preliminary_assessment_id = f.id)
  union all
  -- återkoppling till anmälaren: begärd, och det finns något att berätta
  select i.municipality_id, i.case_id, 'feedback-to-reporter', i.id, null, coalesce(d.decided_on, i.received_on),
    jsonb_build_object('requested_on', coalesce(case when i.feedback_requested then i.received_on end, q.requested_on), 'decided_on', d.decided_on,
      'investigation_open', f.id is null or d.result = 'pågående utredning finns')
  from intake.intake i
  left join intake.preliminary_assessment f on f.municipality_id = i.municipality_id and f.case_id = i.case_id and f.intake_id = i.id
  left join intake.preliminary_decision d on d.municipality_id = f.municipality_id and d.case_id = f.case_id and d.preliminary_assessment_id = f.id
  left join intake.feedback_request q on q.municipality_id = i.municipality_id and q.case_id = i.case_id and q.intake_id = i.id
  where i.type = 'anmälan' and i.reporter_mandated and (i.feedback_requested or q.id is not null) and (f.id is null or d.preliminary_assessment_id is not null)
    and not exists (select 1 from intake.reporter_feedback r where r.municipality_id = i.municipality_id and r.case_id = i.case_id and r.intake_id = i.id)
    and not exists (select 1 from intake.intake n where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id)
  union all
  -- utredning inleds genast efter en ansökan
  select i.municipality_id, i.case_id, 'open-investigation-at-once', i.intake_id, null, i.received_on, jsonb_build_object('type', i.type)
  from intake.waiting_application i
  where not exists (select 1 from intake.case_closure k where k.municipality_id = i.municipality_id and k.case_id = i.case_id)
  union all
  -- utredning
  select i.municipality_id, i.case_id, 'investigation-time', i.id, i.phase_id, i.started_on,
    jsonb_build_object('extended_to', (select max(x.extended_to) from investigation.extension x
      where x.municipality_id = i.municipality_id and x.case_id = i.case_id and x.investigation_id = i.id))
  from investigation.investigation i
  where not exists (select 1 from investigation.conclusion e where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.investigation_id = i.id)
  union all
  -- de som berörs ska få veta att en utredning har inletts: barnet
  select i.municipality_id, i.case_id, 'information-that-opened', i.id, i.phase_id, i.started_on, jsonb_build_object('person_id', null, 'review_on', null)
  from investigation.investigation i
  where not exists (select 1 from participation.standing_step s where s.municipality_id = i.municipality_id and s.case_id = i.case_id and s.phase_id = i.phase_id and s.step = 'informerad')
    and not exists (select 1 from investigation.conclusion e where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.investigation_id = i.id)
  union all
  -- och varje vårdnadshavare; finns särskilda skäl prövas de igen en bestämd dag
  select i.municipality_id, i.case_id, 'information-that-opened', i.id, i.phase_id, i.started_on,
    jsonb_build_object('person_id', g.guardian_id, 'review_on', l.review_on)
  from investigation.investigation i
  join intake.case_file c on c.municipality_id = i.municipality_id and c.id = i.case_id
  join people.standing_guardianship g on g.municipality_id = c.municipality_id and g.child_id = c.child_id and g.valid_to is null
  left join lateral (select o.outcome, o.review_on from investigation.opened_information o
    where o.municipality_id = i.municipality_id and o.case_id = i.case_id and o.investigation_id = i.id and o.person_id = g.guardian_id
    order by o.recorded_at desc, o.id desc limit 1) l on true
  where l.outcome is distinct from 'informerad'
    and not exists (select 1 from investigation.conclusion e where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.investigation_id = i.id)
  union all
  -- barnet ska få veta vad som beslutades: efter förhandsbedömningen och efter utredningen
  select d.municipality_id, d.case_id, 'tell-the-child', f.id, f.phase_id, d.decided_on, '{}'
  from intake.preliminary_decision d
  join intake.preliminary_assessment f on f.municipality_id = d.municipality_id and f.case_id = d.case_id and f.id = d.preliminary_assessment_id
  where not exists (select 1 from participation.phase_closure c where c.municipality_id = f.municipality_id and c.case_id = f.case_id and c.phase_id = f.phase_id)
  union all
  select e.municipality_id, e.case_id, 'tell-the-child', e.investigation_id, e.phase_id, e.concluded_on, '{}'
  from investigation.conclusion e
  where not exists (select 1 from participation.phase_closure c where c.municipality_id = e.municipality_id and c.case_id = e.case_id and c.phase_id = e.phase_id)
  union all
  -- försök igen
  select s.municipality_id, s.case_id, 'try-again', s.id, s.phase_id, s.happened_on, jsonb_build_object('agreed_on', s.try_again_on, 'step', s.step)
  from participation.standing_step s
  where s.try_again_on is not null
    and not exists (select 1 from participation.standing_step n where n.municipality_id = s.municipality_id and n.case_id = s.case_id and n.step = s.step
      and n.recorded_at > s.recorded_at and (n.outcome = 'gjort' or n.phase_id = s.phase_id))
    and not exists (select 1 from intake.case_closure k where k.municipality_id = s.municipality_id and k.case_id = s.case_id)
  union all
  -- verkställa beslutet: från beslutet till att insatsen börjar, och det som då ska rapporteras
  select i.municipality_id, i.case_id, 'not-executed', i.id, i.planning_phase_id, i.granted_on,
    jsonb_build_object('granted_on', i.granted_on, 'interruption_id', null, 'interrupted_on', null, 'executed_on', g.began_on, 'gave_up_on', b.decided_on,
      'planned_on', p.started_on, 'legal_provision', d.legal_provision, 'last_reported_on', r.last_on, 'executed_reported', coalesce(r.executed, false))
  from intervention.intervention i
  join decision.decision d on d.municipality_id = i.municipality_id and d.case_id = i.case_id and d.id = i.decision_id
  left join intervention.plan p on p.municipality_id = i.municipality_id and p.case_id = i.case_id and p.intervention_id = i.id
  left join intervention.beginning g on g.municipality_id = i.municipality_id and g.case_id = i.case_id and g.intervention_id = i.id
  left join intervention.not_begun b on b.municipality_id = i.municipality_id and b.case_id = i.case_id and b.intervention_id = i.id
  left join lateral (select max(x.reported_on) filter (where x.kind = 'inte verkställt') as last_on, bool_or(x.kind = 'verkställt') as executed
    from intervention.execution_report x
    where x.municipality_id = i.municipality_id and x.case_id = i.case_id and x.intervention_id = i.id and x.interruption_id is null) r on true
  where (g.intervention_id is null and b.intervention_id is null)
    or (g.after_limit and not coalesce(r.executed, false)) or (b.after_limit and r.last_on is null)
  union all
  -- och på nytt efter ett avbrott
  select i.municipality_id, i.case_id, 'not-executed', i.id, i.planning_phase_id, a.interrupted_on,
    jsonb_build_object('granted_on', i.granted_on, 'interruption_id', a.id, 'interrupted_on', a.interrupted_on, 'executed_on', m.resumed_on, 'gave_up_on', e.ended_on,
      'planned_on', null, 'legal_provision', d.legal_provision, 'last_reported_on', r.last_on, 'executed_reported', coalesce(r.executed, false))
  from intervention.interruption a
  join intervention.intervention i on i.municipality_id = a.municipality_id and i.case_id = a.case_id and i.id = a.intervention_id
  join decision.decision d on d.municipality_id = i.municipality_id and d.case_id = i.case_id and d.id = i.decision_id
  left join intervention.resumption m on m.municipality_id = a.municipality_id and m.case_id = a.case_id and m.interruption_id = a.id
  left join intervention.ending e on e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.intervention_id = i.id
  left join lateral (select max(x.reported_on) filter (where x.kind = 'inte verkställt') as last_on, bool_or(x.kind = 'verkställt') as executed
    from intervention.execution_report x
    where x.municipality_id = a.municipality_id and x.case_id = a.case_id and x.interruption_id = a.id) r on true
  where (m.interruption_id is null and e.intervention_id is null) or (m.after_limit and not coalesce(r.executed, false))
  union all
  -- följa upp insatsen
  select p.municipality_id, p.case_id, 'follow-up-time', p.intervention_id, p.follow_up_phase_id, p.started_on,
    jsonb_build_object('started_on', coalesce(g.began_on, p.started_on), 'last_on', l.followed_up_on,
      'agreed_on', case when l.followed_up_on is null then p.first_follow_up_on else l.next_follow_up_on end)
  from intervention.plan p
  left join intervention.beginning g on g.municipality_id = p.municipality_id and g.case_id = p.case_id and g.intervention_id = p.intervention_id
  left join lateral (select f.followed_up_on, f.next_follow_up_on from intervention.follow_up f
    where f.municipality_id = p.municipality_id and f.case_id = p.case_id and f.intervention_id = p.intervention_id
    order by f.followed_up_on desc, f.recorded_at desc limit 1) l on true
  where not exists (select 1 from intervention.ending e where e.municipality_id = p.municipality_id and e.case_id = p.case_id and e.intervention_id = p.intervention_id)
    and not exists (select 1 from intervention.not_begun b where b.municipality_id = p.municipality_id and b.case_id = p.case_id and b.intervention_id = p.intervention_id)
  union all
  -- anmäla brådskande beslut till nämnden
  select m.municipality_id, m.case_id, 'urgent-decision-reported', m.case_id, null, min(m.decided_on), jsonb_build_object('next_meeting_on', min(m.next_meeting_on))
  from decision.maker m
  where m.decider = 'ordförande eller ledamot'
    and not exists (select 1 from decision.board_report r where r.municipality_id = m.municipality_id and r.maker_id = m.id)
  group by m.municipality_id, m.case_id;
