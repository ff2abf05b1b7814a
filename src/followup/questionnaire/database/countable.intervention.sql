-- Counted, and delivered in the open extract, as started from the day it began.
create view countable.intervention with (security_invoker = true) as
  select i.municipality_id, i.id as intervention_id, c.child_id, i.investigation_id, i.type,
    i.type not in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende') as is_open,
    i.recipient, i.granted_on, g.began_on as started_on, e.ended_on, i.provision, p.child_information_used, p.child_information_passed_on, p.reason_not_passed_on,
    coalesce(e.reason, 'började aldrig: ' || b.reason) as reason_ended, e.goal_attainment
  from intervention.intervention i
  join intake.case_file c on c.municipality_id = i.municipality_id and c.id = i.case_id
  left join intervention.plan p on p.municipality_id = i.municipality_id and p.intervention_id = i.id
  left join intervention.beginning g on g.municipality_id = i.municipality_id and g.intervention_id = i.id
  left join intervention.ending e on e.municipality_id = i.municipality_id and e.intervention_id = i.id
  left join intervention.not_begun b on b.municipality_id = i.municipality_id and b.intervention_id = i.id
  union all
  select municipality_id, id, child_id, investigation_id, type,
    type not in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende'),
    recipient, granted_on, started_on, ended_on, provision, child_information_used, child_information_passed_on, reason_not_passed_on, reason_ended, goal_attainment
  from extract.intervention;
grant select on countable.intervention to fortrogen_app;
