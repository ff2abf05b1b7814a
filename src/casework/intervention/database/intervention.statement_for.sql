-- Each statement of the child in a case, beside each intervention there: what was chosen of it for the provider, if anything. A new version of the same words is
-- the same statement; `as_a_whole` is one that was handed over before statements were chosen of one by one.
create view intervention.statement_for with (security_invoker = true) as
  select s.municipality_id, s.case_id, i.id as intervention_id, s.conversation_id, s.part, s.words, s.held_on, s.recorded_at,
    c.id as choice_id, c.choice, c.given_words, coalesce(p.as_a_whole and s.recorded_at <= p.recorded_at, false) as as_a_whole
  from intervention.statement s
  join intervention.intervention i on i.municipality_id = s.municipality_id and i.case_id = s.case_id
  left join intervention.plan p on p.municipality_id = i.municipality_id and p.intervention_id = i.id
  left join lateral (
    with recursive version (id, corrects_id, words) as (
      select s.conversation_id, t.corrects_id, s.words
      from participation.conversation t where t.municipality_id = s.municipality_id and t.case_id = s.case_id and t.id = s.conversation_id
      union all
      select t.id, t.corrects_id, case s.part when 'skyddat' then t.withheld_from_guardians else t.child_words end
      from version v join participation.conversation t on t.municipality_id = s.municipality_id and t.case_id = s.case_id and t.id = v.corrects_id)
    select o.id, o.choice, o.given_words from version v
    join intervention.statement_choice o on o.municipality_id = s.municipality_id and o.case_id = s.case_id and o.intervention_id = i.id
      and o.conversation_id = v.id and o.part = s.part
    where v.words = s.words
    order by o.recorded_at desc, o.id desc limit 1) c on true;
grant select on intervention.statement_for to fortrogen_app;
