-- What the child has said in a case, as it stands: the last version of each conversation, and of it what guardians may not be shown by itself. What was seen of
-- the child in an observation is nothing the child said.
create view intervention.statement with (security_invoker = true) as
  select t.municipality_id, t.case_id, t.id as conversation_id, p.part, p.words, t.held_on, t.recorded_at
  from participation.conversation t
  cross join lateral (values ('berättat', t.child_words), ('skyddat', t.withheld_from_guardians)) p (part, words)
  where p.words is not null and t.form <> 'observation'
    and not exists (select 1 from participation.conversation n
      where n.municipality_id = t.municipality_id and n.case_id = t.case_id and n.corrects_id = t.id);
grant select on intervention.statement to fortrogen_app;
