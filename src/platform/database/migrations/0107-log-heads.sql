-- What was told outside of the log's heads, and what the checks of the log have found. Written through functions only, like the log itself.
set local role fortrogen_log;

create table audit.head_export (
  municipality_id smallint not null,
  at timestamptz not null,
  number bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (municipality_id, at)
);
comment on table audit.head_export is 'The last seal of the log, as it was signed and written outside of the database.';

create table audit.verification (
  municipality_id smallint not null,
  at timestamptz not null,
  is_whole boolean not null,
  seals bigint not null,
  head bytea not null check (length(head) = 32),
  expected integer not null check (expected >= 0),
  primary key (municipality_id, at)
);
comment on table audit.verification is 'What a check of the log found, and against how many heads told outside it was held.';

select core.keep_municipalities_apart('audit.head_export');
select core.keep_municipalities_apart('audit.verification');

create function audit.note_export(p_at timestamptz, p_number bigint, p_hash bytea) returns void
  language sql security definer set search_path = audit, core, pg_temp as $$
  insert into audit.head_export (municipality_id, at, number, hash) values (core.current_municipality(), p_at, p_number, p_hash);
$$;

create function audit.note_verification(p_at timestamptz, p_is_whole boolean, p_seals bigint, p_head bytea, p_expected integer) returns void
  language sql security definer set search_path = audit, core, pg_temp as $$
  insert into audit.verification (municipality_id, at, is_whole, seals, head, expected)
  values (core.current_municipality(), p_at, p_is_whole, p_seals, p_head, p_expected);
$$;

-- When heads were last told outside, whatever the municipality: so that of several web processes one does it, once an hour.
create function audit.last_export() returns timestamptz
  language sql stable security definer set search_path = audit, pg_temp as $$ select max(at) from audit.head_export $$;

revoke execute on all functions in schema audit from public;
grant select on audit.head_export, audit.verification to fortrogen_app;
grant execute on function audit.note_export, audit.note_verification, audit.last_export to fortrogen_app;
reset role;
