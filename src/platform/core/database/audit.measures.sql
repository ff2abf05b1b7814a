-- The log as the operator watches it: how much waits to be sealed and since when, and when the newest seal was made.
set local role fortrogen_log;
create function audit.measures(out waiting bigint, out waiting_since timestamptz, out sealed_at timestamptz)
  language sql stable security definer set search_path = audit, core, pg_temp as $$
  select (select count(*) from audit.unsealed),
    (select min(e.at) from audit.unsealed u join audit.event e on e.municipality_id = u.municipality_id and e.id = u.event_id),
    (select max(newest.sealed_at) from core.municipality m cross join lateral (
      select s.sealed_at from audit.seal s where s.municipality_id = m.id order by s.number desc limit 1) newest)
$$;
revoke execute on function audit.measures from public;
grant execute on function audit.measures to fortrogen_app;
