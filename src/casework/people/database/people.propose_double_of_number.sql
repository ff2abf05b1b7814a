-- A number that was typed of a child with a case and is another's: the two may be one. Proposed by whom is said nowhere, and told to nobody who may not know of both.
create function people.propose_double_of_number(in_child uuid, in_other uuid) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  m constant smallint := core.current_municipality();
begin
  insert into people.possible_double (municipality_id, one_id, other_id, likeness, found_at)
  select m, least(c.id, o.id), greatest(c.id, o.id), 'samma nummer uppgivet', statement_timestamp()
  from people.person c join people.person o on o.municipality_id = m and o.id = in_other and o.id <> c.id
  where c.municipality_id = m and c.id = in_child and c.identity_number is null and c.same_as is null and o.same_as is null
    and exists (select 1 from intake.case_file f where f.municipality_id = m and f.child_id = c.id)
    and exists (select 1 from intake.case_file f where f.municipality_id = m and f.child_id = o.id)
  on conflict do nothing;
end $$;
revoke execute on function people.propose_double_of_number from public;
grant execute on function people.propose_double_of_number to fortrogen_app;
