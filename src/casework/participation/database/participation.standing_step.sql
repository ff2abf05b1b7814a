-- The steps that stand: those that no later row corrects, themselves or through the conversation that they came from.
create view participation.standing_step with (security_invoker = true) as
  select s.*
  from participation.step s
  where not exists (select 1 from participation.step n where n.municipality_id = s.municipality_id and n.case_id = s.case_id and n.corrects_id = s.id)
    and not exists (select 1 from participation.conversation n where n.municipality_id = s.municipality_id and n.case_id = s.case_id
      and n.corrects_id = s.conversation_id);
grant select on participation.standing_step to fortrogen_app;
