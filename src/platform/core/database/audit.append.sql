-- Writes a line in the log of the current municipality, to be sealed soon; with what a refused request attempted, where it did. The one way in.
set local role fortrogen_log;
create function audit.append(
  p_id uuid, p_at timestamptz, p_actor_id uuid, p_actor_role text, p_session_id uuid, p_request_id uuid,
  p_action text, p_kind text, p_outcome text, p_case_id uuid, p_subject_ids uuid[],
  p_source_address inet default null, p_attempted jsonb default null
) returns void language sql security definer set search_path = audit, core, pg_temp as $$
  insert into audit.event (municipality_id, id, at, actor_id, actor_role, session_id, request_id, action, kind, outcome, case_id, subject_ids,
    source_address, attempt_hash)
  values (core.current_municipality(), p_id, p_at, p_actor_id, p_actor_role, p_session_id, p_request_id, p_action, p_kind, p_outcome, p_case_id,
    p_subject_ids, p_source_address, case when p_attempted is not null then audit.attempt_digest(p_id, p_attempted) end);
  insert into audit.unsealed (municipality_id, event_id) values (core.current_municipality(), p_id);
  insert into audit.attempt (municipality_id, event_id, attempted)
  select core.current_municipality(), p_id, p_attempted where p_attempted is not null;
$$;
revoke execute on function audit.append from public;
grant execute on function audit.append to fortrogen_app;
