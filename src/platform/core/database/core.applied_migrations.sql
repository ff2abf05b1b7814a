-- The program sees what the database has had, by name and hash, so that it can start without the owner's secret and still say that a step is
-- missing. It reaches the lists through this function only.
create function core.applied_migrations() returns table (name text, sha256 text)
  language sql stable security definer set search_path = migration, pg_temp as $$
  select a.name, a.sha256 from migration.applied a
  union all
  select r.name, r.sha256 from migration.repeatable r
  order by name
$$;
revoke execute on function core.applied_migrations() from public;
grant execute on function core.applied_migrations() to fortrogen_app;
