-- As it is counted: a reason has no identifier.
create view countable.extract_missed_conversation with (security_invoker = true) as
  select municipality_id, child_id, phase, investigation_id, intervention_id, reason from countable.missed_conversation;
grant select on countable.extract_missed_conversation to fortrogen_app;
