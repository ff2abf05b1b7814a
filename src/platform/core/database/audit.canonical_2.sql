-- The words of one event that a seal of form 2 covers.
set local role fortrogen_log;
create function audit.canonical_2(e audit.event) returns text language sql immutable parallel safe
  return audit.field(e.municipality_id::text) || audit.field(e.id::text) || audit.field(audit.moment(e.at)) || audit.field(e.actor_id::text)
    || audit.field(e.actor_role) || audit.field(e.session_id::text) || audit.field(e.request_id::text) || audit.field(e.action)
    || audit.field(e.kind) || audit.field(e.outcome) || audit.field(e.case_id::text) || audit.field(array_to_string(e.subject_ids, ','))
    || audit.field(host(e.source_address)) || audit.field(encode(e.attempt_hash, 'hex'));
revoke execute on function audit.canonical_2 from public;
