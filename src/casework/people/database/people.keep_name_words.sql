-- Somebody is found by the words of their names: of a person as they are now, of a guardian as the row of guardianship has them.
create function people.keep_name_words() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  of_guardian constant boolean := tg_table_name = 'guardianship';
  person constant uuid := case when of_guardian then (to_jsonb(new) ->> 'child_id')::uuid else new.id end;
  guardianship constant uuid := case when of_guardian then new.id end;
begin
  delete from people.name_word w where w.municipality_id = new.municipality_id and w.person_id = person and w.guardianship_id is not distinct from guardianship;
  insert into people.name_word (municipality_id, word, person_id, guardianship_id)
  select distinct new.municipality_id, part, person, guardianship
  from unnest(people.name_parts(new.given_name || ' ' || new.family_name)) part;
  return null;
end $$;
create trigger words_of_a_person after insert or update of given_name, family_name on people.person for each row execute function people.keep_name_words();
create trigger words_of_a_guardian after insert on people.guardianship for each row execute function people.keep_name_words();
-- Whoever has no words yet gets them: those who were there before there were any, and all where a migration has emptied the table because
-- people.name_parts makes other words of a name.
do $$ begin
  insert into people.name_word (municipality_id, word, person_id, guardianship_id)
  select distinct n.municipality_id, part, n.person_id, n.guardianship_id
  from (select p.municipality_id, p.id as person_id, null::uuid as guardianship_id, p.given_name, p.family_name from people.person p
      where not exists (select 1 from people.name_word w where w.municipality_id = p.municipality_id and w.person_id = p.id and w.guardianship_id is null)
    union all
    select g.municipality_id, g.child_id, g.id, g.given_name, g.family_name from people.guardianship g
      where not exists (select 1 from people.name_word w where w.municipality_id = g.municipality_id and w.person_id = g.child_id and w.guardianship_id = g.id)) n
  cross join lateral unnest(people.name_parts(n.given_name || ' ' || n.family_name)) part;
end $$;
