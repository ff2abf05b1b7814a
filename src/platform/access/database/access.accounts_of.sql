-- The accounts of one person, in all municipalities: ids only. People of the demo (subject demo:1 …) are not the same from one demo to another.
create function access.accounts_of(p_subject text) returns table (municipality_id smallint, staff_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.municipality_id, s.id from core.municipality m
    join access.staff s on s.municipality_id = m.id and s.subject = p_subject
  where p_subject not like 'demo:%' order by s.municipality_id;
$$;
revoke execute on function access.accounts_of from public;
grant execute on function access.accounts_of to fortrogen_app;
