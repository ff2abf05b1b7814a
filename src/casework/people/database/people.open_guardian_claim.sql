-- Claims, with all their columns, that nobody has answered and that no confirmed guardian makes needless; each guardian once, in the latest words. One claim is left out for
-- another only where the names are the same, not where they may be.
create view people.open_guardian_claim with (security_invoker = true) as
  select distinct on (c.municipality_id, c.child_id, coalesce(c.identity_number, people.name_key(c.given_name, c.family_name))) c.*
  from people.guardian_claim c
  where not exists (select 1 from people.guardian_claim_answer a where a.municipality_id = c.municipality_id and a.child_id = c.child_id and a.claim_id = c.id)
    and not exists (select 1 from people.standing_guardianship g
      join people.person p on p.municipality_id = g.municipality_id and p.id = g.guardian_id
      where g.municipality_id = c.municipality_id and g.child_id = c.child_id
        and (p.identity_number = c.identity_number
          or (c.identity_number is null and people.name_key(g.given_name, g.family_name) = people.name_key(c.given_name, c.family_name))))
  order by c.municipality_id, c.child_id, coalesce(c.identity_number, people.name_key(c.given_name, c.family_name)), c.recorded_at desc, c.id;
grant select on people.open_guardian_claim to fortrogen_app;
