-- What the readiness of the program and its metrics are read from: no municipality's data, only sums and moments.

-- Written to and taken back when somebody asks whether the program is ready: shows a database that cannot be written.
create unlogged table core.readiness (
  at timestamptz not null
);
comment on table core.readiness is 'Always empty: every row is rolled back. Of no municipality.';
grant insert on core.readiness to fortrogen_app;

-- How many imports say that they go on, in all municipalities.
create function extract.imports_running() returns bigint
  language sql stable security definer set search_path = extract, pg_temp as $$
  select count(*) from extract.import_run where status = 'pågår'
$$;
revoke execute on function extract.imports_running() from public;
grant execute on function extract.imports_running() to fortrogen_app;

-- The log as the operator watches it: how much waits to be sealed and since when, and when the newest seal was made.
set local role fortrogen_log;
create function audit.measures(out waiting bigint, out waiting_since timestamptz, out sealed_at timestamptz)
  language sql stable security definer set search_path = audit, core, pg_temp as $$
  select (select count(*) from audit.unsealed),
    (select min(e.at) from audit.unsealed u join audit.event e on e.municipality_id = u.municipality_id and e.id = u.event_id),
    (select max(newest.sealed_at) from core.municipality m cross join lateral (
      select s.sealed_at from audit.seal s where s.municipality_id = m.id order by s.number desc limit 1) newest)
$$;
revoke execute on function audit.measures() from public;
grant execute on function audit.measures() to fortrogen_app;
reset role;
