-- The version of the delegation order that held on a day; null where the municipality had adopted none.
create function decision.delegation_on(m smallint, day date) returns smallint language sql stable set search_path = pg_catalog, pg_temp as $$
  select a.version from decision.delegation_adoption a where a.municipality_id = m and a.valid_from <= day order by a.valid_from desc, a.version desc limit 1
$$;
grant execute on function decision.delegation_on to fortrogen_app;
