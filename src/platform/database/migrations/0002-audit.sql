-- The log outside the case: who read or changed what, when and why. Ids only, never words.
-- The program may only call audit.append; the tables belong to fortrogen_log and nobody has UPDATE or DELETE on events or seals.

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
  primary key (municipality_id, id)
);
comment on table audit.event is 'One access or change. Kept apart from the case: no foreign keys, so that nothing can remove it.';
create index event_case on audit.event (municipality_id, case_id, at desc) where case_id is not null;
create index event_actor on audit.event (municipality_id, actor_id, at desc);

-- Events written but not yet sealed. A row is seen only when its transaction is committed, so the sealer never leaves a gap.
create table audit.unsealed (
  municipality_id smallint not null,
  event_id uuid not null,
  primary key (municipality_id, event_id)
);

-- One link of the chain: the hash of the link before and of every event in the batch, in the order of event_ids.
create table audit.seal (
  municipality_id smallint not null,
  number bigint not null,
  previous_hash bytea not null check (length(previous_hash) = 32),
  hash bytea not null check (length(hash) = 32),
  event_ids uuid[] not null,
  sealed_at timestamptz not null,
  primary key (municipality_id, number)
);

create function audit.append(
  p_id uuid, p_at timestamptz, p_actor_id uuid, p_actor_role text, p_session_id uuid, p_request_id uuid,
  p_action text, p_kind text, p_outcome text, p_case_id uuid, p_subject_ids uuid[]
) returns void language sql security definer set search_path = audit, core, pg_temp as $$
  insert into audit.event (municipality_id, id, at, actor_id, actor_role, session_id, request_id, action, kind, outcome, case_id, subject_ids)
  values (core.current_municipality(), p_id, p_at, p_actor_id, p_actor_role, p_session_id, p_request_id, p_action, p_kind, p_outcome, p_case_id, p_subject_ids);
  insert into audit.unsealed (municipality_id, event_id) values (core.current_municipality(), p_id);
$$;

-- The words of one event that the hash covers, the same however the database is set up.
create function audit.canonical(e audit.event) returns text language sql immutable parallel safe
  return concat_ws('|', e.municipality_id, e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    coalesce(e.actor_id::text, '-'), coalesce(e.actor_role, '-'), coalesce(e.session_id::text, '-'), e.request_id, e.action, e.kind,
    e.outcome, coalesce(e.case_id::text, '-'), array_to_string(e.subject_ids, ','));

-- Seals up to p_limit waiting events of the current municipality; gives the number sealed. Writers never wait for it.
create function audit.seal_batch(p_sealed_at timestamptz, p_limit integer) returns integer
  language plpgsql security definer set search_path = audit, core, pg_temp as $$
declare
  tenant smallint := core.current_municipality();
  ids uuid[];
  last audit.seal;
  body bytea;
begin
  if tenant is null or not pg_try_advisory_xact_lock(hashtext('fortrogen.audit.seal'), tenant) then return 0; end if;
  with taken as (
    delete from audit.unsealed u
    where u.municipality_id = tenant and u.event_id in (
      select event_id from audit.unsealed where municipality_id = tenant order by event_id limit p_limit for update skip locked)
    returning u.event_id)
  select array_agg(event_id order by event_id) into ids from taken;
  if ids is null then return 0; end if;
  select * into last from audit.seal where municipality_id = tenant order by number desc limit 1;
  select convert_to(string_agg(audit.canonical(e), E'\n' order by e.id), 'UTF8') into body
    from audit.event e where e.municipality_id = tenant and e.id = any (ids);
  insert into audit.seal (municipality_id, number, previous_hash, hash, event_ids, sealed_at)
  values (tenant, coalesce(last.number, 0) + 1, coalesce(last.hash, decode(repeat('00', 32), 'hex')),
    sha256(coalesce(last.hash, decode(repeat('00', 32), 'hex')) || body), ids, p_sealed_at);
  return cardinality(ids);
end $$;

select core.keep_municipalities_apart('audit.event');
select core.keep_municipalities_apart('audit.unsealed');
select core.keep_municipalities_apart('audit.seal');

revoke execute on all functions in schema audit from public;
grant usage on schema audit to fortrogen_app;
grant select on audit.event, audit.seal, audit.unsealed to fortrogen_app;
grant execute on function audit.append, audit.seal_batch, audit.canonical to fortrogen_app;
reset role;
