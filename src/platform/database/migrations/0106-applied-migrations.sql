-- The program sees which migrations the database has had, so that it can start without the owner's secret and still say that a step is
-- missing. It reaches the list through this function only.
create function core.applied_migrations() returns table (name text, sha256 text)
  language sql stable security definer set search_path = migration, pg_temp as $$
  select a.name, a.sha256 from migration.applied a order by a.name
$$;
revoke execute on function core.applied_migrations() from public;
grant execute on function core.applied_migrations() to fortrogen_app;
