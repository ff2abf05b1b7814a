-- What stands in the line of the log for what a refused request attempted.
set local role fortrogen_log;
create function audit.attempt_digest(p_event_id uuid, p_attempted jsonb) returns bytea language sql immutable parallel safe
  return sha256(convert_to(p_event_id::text || ':' || p_attempted::text, 'UTF8'));
revoke execute on function audit.attempt_digest from public;
