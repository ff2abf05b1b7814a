-- The log outside the case: who read or changed what, when and why. Ids only, never words.
-- The program may only add to it, through functions; the tables belong to fortrogen_log, and nobody has UPDATE or DELETE on events or seals.

create schema audit authorization fortrogen_log;
set local role fortrogen_log;

create table audit.event (
  municipality_id smallint not null,
  id uuid not null,
  at timestamptz not null,
  actor_id uuid,
  actor_role text,
  session_id uuid,
  request_id uuid not null,
  action text not null,
  kind text not null check (kind in ('read', 'write', 'denied', 'failed', 'sign-on', 'system')),
  outcome text not null,
  case_id uuid,
  subject_ids uuid[] not null default '{}',
  source_address inet,
  attempt_hash bytea check (length(attempt_hash) = 32),
  primary key (municipality_id, id)
);
comment on table audit.event is 'One access or change. Kept apart from the case: no foreign keys, so that nothing can remove it.';
comment on column audit.event.source_address is 'Where on the network the request came from; null where it came from no network.';
comment on column audit.event.attempt_hash is 'SHA-256 of the row in audit.attempt, where there is one.';
create index event_case on audit.event (municipality_id, case_id, at desc) where case_id is not null;
create index event_actor on audit.event (municipality_id, actor_id, at desc);

-- What a refused request named: ids by field, never words. In a table of its own that the program cannot read: it is for those who
-- investigate (fortrogen investigate, as the owner), so that no page can ever show that somebody asked for a certain case.
create table audit.attempt (
  municipality_id smallint not null,
  event_id uuid not null,
  attempted jsonb not null check (jsonb_typeof(attempted) = 'object'),
  primary key (municipality_id, event_id)
);

-- Events written but not yet sealed. A row is seen only when its transaction is committed, so the sealer never leaves a gap.
create table audit.unsealed (
  municipality_id smallint not null,
  event_id uuid not null,
  primary key (municipality_id, event_id)
);

-- One link of the chain: the hash of the link before and of every event in the batch, in the order of event_ids. Form 1, of the first versions:
-- the link before and the events. Form 2: also the municipality, the number, the moment and the form, each field with its length, so that no two
-- different contents give the same text; and where an event came from and what it attempted.
create table audit.seal (
  municipality_id smallint not null,
  number bigint not null,
  previous_hash bytea not null check (length(previous_hash) = 32),
  hash bytea not null check (length(hash) = 32),
  event_ids uuid[] not null,
  sealed_at timestamptz not null,
  form smallint not null default 1 check (form in (1, 2)),
  primary key (municipality_id, number)
);

-- What was told outside of the log's heads, and what the checks of the log have found.
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

select core.keep_municipalities_apart(oid) from pg_class where relnamespace = 'audit'::regnamespace and relkind = 'r';
grant usage on schema audit to fortrogen_app;
grant select on audit.event, audit.unsealed, audit.seal, audit.head_export, audit.verification to fortrogen_app;
