-- When heads were last told outside, whatever the municipality: so that of several web processes one does it, once an hour.
set local role fortrogen_log;
create function audit.last_export() returns timestamptz
  language sql stable security definer set search_path = audit, pg_temp as $$ select max(at) from audit.head_export $$;
revoke execute on function audit.last_export from public;
grant execute on function audit.last_export to fortrogen_app;
