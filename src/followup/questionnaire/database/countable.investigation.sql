-- Investigations, with what is known of the child's part in them. What the child was told counts in the words that stand.
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
grant select on countable.investigation to fortrogen_app;
