-- What leaves as the open extract: the delivered rows and the casework's, with the same columns as schema extract.
-- A row of the casework has its own identifier as the sender's; a child that was delivered keeps the identifier it came with.
create view countable.extract_child with (security_invoker = true) as
  select p.municipality_id, p.id,
    coalesce((select e.external_id from extract.child e where e.municipality_id = p.municipality_id and e.id = p.id), p.id::text) as external_id,
    case p.sex when 'kvinna' then 'flicka' when 'man' then 'pojke' else 'okänt' end as sex, p.birth_date, p.identity_number,
    p.protected_identity <> 'ingen' as protected_identity, p.country_of_birth,
    case when p.interpreter_need then 'ja' when not p.interpreter_need then 'nej' end as interpreter_need, p.disability,
    case when p.unaccompanied then 'ja' when not p.unaccompanied then 'nej' end as unaccompanied
  from people.person p
  where p.birth_date is not null and p.birth_date_known <> 'väntat' and exists (select 1 from intake.case_file c where c.municipality_id = p.municipality_id and c.child_id = p.id)
  union all
  select municipality_id, id, external_id, sex, birth_date, identity_number, protected_identity, country_of_birth, interpreter_need, disability, unaccompanied
  from extract.child e
  where not exists (select 1 from intake.case_file c where c.municipality_id = e.municipality_id and c.child_id = e.id);
grant select on countable.extract_child to fortrogen_app;
