-- Notes that the log's last seal was told outside.
set local role fortrogen_log;
create function audit.note_export(p_at timestamptz, p_number bigint, p_hash bytea) returns void
  language sql security definer set search_path = audit, core, pg_temp as $$
  insert into audit.head_export (municipality_id, at, number, hash) values (core.current_municipality(), p_at, p_number, p_hash);
$$;
revoke execute on function audit.note_export from public;
grant execute on function audit.note_export to fortrogen_app;
