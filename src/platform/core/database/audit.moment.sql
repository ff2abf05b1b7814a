-- A moment in the words that a seal of form 2 covers, the same however the database is set up.
set local role fortrogen_log;
create function audit.moment(at timestamptz) returns text language sql immutable parallel safe
  return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
revoke execute on function audit.moment from public;
