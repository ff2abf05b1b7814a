-- Whom the figures are about: children with a case here, from their birth, and those of the deliveries.
create view countable.child with (security_invoker = true) as
  select p.municipality_id, p.id as child_id, case p.sex when 'kvinna' then 'flicka' when 'man' then 'pojke' else 'okänt' end as sex, p.birth_date
  from people.person p
  where p.birth_date is not null and p.birth_date_known <> 'väntat' and exists (select 1 from intake.case_file c where c.municipality_id = p.municipality_id and c.child_id = p.id)
  union all
  select e.municipality_id, e.id, e.sex, e.birth_date
  from extract.child e
  where not exists (select 1 from intake.case_file c where c.municipality_id = e.municipality_id and c.child_id = e.id);
comment on view countable.child is 'Unique children. A child known both from the present case system and from casework has one id: the import and the casework give it the same.';
grant select on countable.child to fortrogen_app;
