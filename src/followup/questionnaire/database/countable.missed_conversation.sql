-- Why children were not heard: each reason once for each child and phase.
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
grant select on countable.missed_conversation to fortrogen_app;
