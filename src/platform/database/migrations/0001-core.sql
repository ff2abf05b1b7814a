-- The ground: municipalities, what is common to all rooms, and the rule that keeps municipalities apart.
-- Roles are made by src/platform/database/roles.ts before the first migration (they belong to the server, not to one database).
--
-- Migrations 0001 to 0014 are the baseline (decision 0030): a schema in each, in the order in which they need each other. They are run once in
-- a new database; views and functions come after them, from the files beside their rooms. A foreign key to a schema that comes later stands there.

create schema core;

-- The municipality that this transaction works for; null when none is set, and then no row of any municipality is seen.
create function core.current_municipality() returns smallint
  language sql stable parallel safe
  return nullif(current_setting('fortrogen.municipality', true), '')::smallint;

-- Who works in this transaction; null when nobody was named.
create function core.current_staff() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('fortrogen.staff', true), '')::uuid;

create table core.municipality (
  id smallint generated always as identity primary key,
  code text not null unique check (code ~ '^[0-9]{4}(-[0-9]{2})?$'),
  name text not null,
  kind text not null check (kind in ('kommun', 'stadsdel')),
  population integer check (population > 0),
  is_demo boolean not null default false,
  added_at timestamptz not null default now()
);
comment on table core.municipality is 'One tenant: a municipality (SCB code) or a district of Stockholm or Göteborg (city code, dash, number).';

-- Turns row-level security on for a table whose first key column is municipality_id. Every migration calls it for every table it adds.
create function core.keep_municipalities_apart(target regclass) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format(
    'create policy own_municipality on %s using (municipality_id = (select core.current_municipality())) with check (municipality_id = (select core.current_municipality()))',
    target);
end $$;

-- What a finished action gave back, so that the same request sent twice acts once.
create table core.idempotency (
  municipality_id smallint not null references core.municipality,
  actor_id uuid not null,
  key uuid not null,
  action text not null,
  input_hash bytea not null,
  result jsonb,
  at timestamptz not null,
  primary key (municipality_id, actor_id, key)
);
create index idempotency_at on core.idempotency (municipality_id, at);

-- Written to and taken back when somebody asks whether the program is ready: shows a database that cannot be written.
create unlogged table core.readiness (
  at timestamptz not null
);
comment on table core.readiness is 'Always empty: every row is rolled back. Of no municipality.';

-- A demo may be removed, and its log with it (`fortrogen demo remove`, as the owner). What the log was stays to be seen: how long it was and how
-- it ended, so that a control value noted or exported before is never without an explanation.
create table core.removed_demo (
  id smallint primary key,
  code text not null,
  name text not null,
  removed_at timestamptz not null,
  log_events bigint not null check (log_events >= 0),
  log_seals bigint not null check (log_seals >= 0),
  log_head bytea check (length(log_head) = 32)
);
comment on table core.removed_demo is 'Demo municipalities that are gone. Nothing of what was in them remains.';

select core.keep_municipalities_apart('core.idempotency');
grant usage on schema core to fortrogen_app, fortrogen_log;
grant execute on function core.current_municipality() to fortrogen_app, fortrogen_log;
grant execute on function core.current_staff() to fortrogen_app;
grant select on core.municipality to fortrogen_app, fortrogen_log;
grant select, insert, update (result), delete on core.idempotency to fortrogen_app;
grant insert on core.readiness to fortrogen_app;
grant select on core.removed_demo to fortrogen_app;
