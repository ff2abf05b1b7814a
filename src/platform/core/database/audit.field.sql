-- One field of what a seal of form 2 covers: its length in bytes, a colon, the value, a comma; "-," where it is null.
set local role fortrogen_log;
create function audit.field(value text) returns text language sql immutable parallel safe
  return coalesce(octet_length(value) || ':' || value, '-') || ',';
revoke execute on function audit.field from public;
