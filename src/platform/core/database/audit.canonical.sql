-- The words of one event that a seal of form 1 covers, the same however the database is set up. Seals of that form are still checked.
set local role fortrogen_log;
create function audit.canonical(e audit.event) returns text language sql immutable parallel safe
  return concat_ws('|', e.municipality_id, e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    coalesce(e.actor_id::text, '-'), coalesce(e.actor_role, '-'), coalesce(e.session_id::text, '-'), e.request_id, e.action, e.kind,
    e.outcome, coalesce(e.case_id::text, '-'), array_to_string(e.subject_ids, ','));
revoke execute on function audit.canonical from public;
grant execute on function audit.canonical to fortrogen_app;
