-- What came in, in its last words, of children who are born (what came before the birth on the day that it was known), with its first protection assessment and what the preliminary assessment led to.
create view countable.intake with (security_invoker = true) as
  select i.municipality_id, i.id as intake_id, c.child_id, greatest(i.received_on, v.source_on) as received_on, i.type, i.reporter_category as reporter, i.reasons,
    (a.assessed_at at time zone 'Europe/Stockholm')::timestamp(0) as protection_assessed_at, a.result as protection_result,
    d.decided_on as preliminary_decided_on, d.result as preliminary_result, d.investigation_id
  from intake.intake i
  join intake.case_file c on c.municipality_id = i.municipality_id and c.id = i.case_id
  join people.person p on p.municipality_id = c.municipality_id and p.id = c.child_id and p.birth_date_known <> 'väntat'
  left join people.person_review v on v.municipality_id = c.municipality_id and v.person_id = c.child_id and v.change = 'född'
  left join lateral (select p.assessed_at, p.result from intake.protection_assessment p
    where p.municipality_id = i.municipality_id and p.case_id = i.case_id and p.intake_id = i.id order by p.assessed_at limit 1) a on true
  left join intake.preliminary_assessment f on f.municipality_id = i.municipality_id and f.intake_id = i.id
  left join intake.preliminary_decision d on d.municipality_id = f.municipality_id and d.preliminary_assessment_id = f.id
  where not exists (select 1 from intake.intake n where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id)
  union all
  select municipality_id, id, child_id, received_on, type, reporter, reasons, protection_assessed_at, protection_result, preliminary_decided_on,
    preliminary_result, investigation_id
  from extract.intake;
grant select on countable.intake to fortrogen_app;
