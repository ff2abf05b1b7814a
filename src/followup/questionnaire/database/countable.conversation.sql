-- Conversations with children, in their last words.
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
grant select on countable.conversation to fortrogen_app;
