-- The ground: municipalities, what is common to all rooms, and the rule that keeps municipalities apart.
-- Roles are made by src/platform/database/roles.ts before the first migration (they belong to the server, not to one database).

create schema core;

-- The municipality that this transaction works for; null when none is set, and then no row of any municipality is seen.
create function core.current_municipality() returns smallint
  language sql stable parallel safe
  return nullif(current_setting('fortrogen.municipality', true), '')::smallint;

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
select core.keep_municipalities_apart('core.idempotency');
create index idempotency_at on core.idempotency (municipality_id, at);

grant usage on schema core to fortrogen_app, fortrogen_log;
grant execute on function core.current_municipality() to fortrogen_app, fortrogen_log;
grant select on core.municipality to fortrogen_app, fortrogen_log;
grant select, insert, update (result), delete on core.idempotency to fortrogen_app;
