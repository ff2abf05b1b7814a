-- Notes what a check of the log found.
set local role fortrogen_log;
create function audit.note_verification(p_at timestamptz, p_is_whole boolean, p_seals bigint, p_head bytea, p_expected integer) returns void
  language sql security definer set search_path = audit, core, pg_temp as $$
  insert into audit.verification (municipality_id, at, is_whole, seals, head, expected)
  values (core.current_municipality(), p_at, p_is_whole, p_seals, p_head, p_expected);
$$;
revoke execute on function audit.note_verification from public;
grant execute on function audit.note_verification to fortrogen_app;
