-- As it is counted; what was delivered with the identifiers that it came with.
create view countable.extract_conversation with (security_invoker = true) as
  select s.municipality_id, s.conversation_id as id, s.conversation_id::text as external_id, s.child_id, s.phase, s.investigation_id, s.intervention_id, s.held_on,
    s.form, s.channel, s.status, s.methods
  from countable.conversation s
  where exists (select 1 from participation.conversation own where own.municipality_id = s.municipality_id and own.id = s.conversation_id)
  union all
  select municipality_id, id, external_id, child_id, phase, investigation_id, intervention_id, held_on, form, channel, status, methods
  from extract.conversation;
grant select on countable.extract_conversation to fortrogen_app;
