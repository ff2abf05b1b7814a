-- The log says more and proves more: where a request came from, what a refused one attempted, and a seal that covers its own number and moment.
set local role fortrogen_log;

alter table audit.event add column source_address inet, add column attempt_hash bytea check (length(attempt_hash) = 32);
comment on column audit.event.source_address is 'Where on the network the request came from; null where it came from no network.';
comment on column audit.event.attempt_hash is 'SHA-256 of the row in audit.attempt, where there is one.';

-- What a refused request named: ids by field, never words. In a table of its own that the program cannot read: it is for those who
-- investigate (fortrogen investigate, as the owner), so that no page can ever show that somebody asked for a certain case.
create table audit.attempt (
  municipality_id smallint not null,
  event_id uuid not null,
  attempted jsonb not null check (jsonb_typeof(attempted) = 'object'),
  primary key (municipality_id, event_id)
);
select core.keep_municipalities_apart('audit.attempt');

-- 1: the hash covers the link before and the events (0002). 2: also the municipality, the number, the moment and the form, each field with
-- its length, so that no two different contents give the same text; and the fields that this migration adds.
alter table audit.seal add column form smallint not null default 1 check (form in (1, 2));

-- One field of what a seal of form 2 covers: its length in bytes, a colon, the value, a comma; "-," where it is null.
create function audit.field(value text) returns text language sql immutable parallel safe
  return coalesce(octet_length(value) || ':' || value, '-') || ',';

create function audit.moment(at timestamptz) returns text language sql immutable parallel safe
  return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

create function audit.canonical_2(e audit.event) returns text language sql immutable parallel safe
  return audit.field(e.municipality_id::text) || audit.field(e.id::text) || audit.field(audit.moment(e.at)) || audit.field(e.actor_id::text)
    || audit.field(e.actor_role) || audit.field(e.session_id::text) || audit.field(e.request_id::text) || audit.field(e.action)
    || audit.field(e.kind) || audit.field(e.outcome) || audit.field(e.case_id::text) || audit.field(array_to_string(e.subject_ids, ','))
    || audit.field(host(e.source_address)) || audit.field(encode(e.attempt_hash, 'hex'));

create function audit.attempt_digest(p_event_id uuid, p_attempted jsonb) returns bytea language sql immutable parallel safe
  return sha256(convert_to(p_event_id::text || ':' || p_attempted::text, 'UTF8'));

drop function audit.append(uuid, timestamptz, uuid, text, uuid, uuid, text, text, text, uuid, uuid[]);
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

-- As in 0002, in form 2.
create or replace function audit.seal_batch(p_sealed_at timestamptz, p_limit integer) returns integer
  language plpgsql security definer set search_path = audit, core, pg_temp as $$
declare
  tenant smallint := core.current_municipality();
  ids uuid[];
  last audit.seal;
  previous bytea;
  head text;
  body text;
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
  previous := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
  head := audit.field('fortrogen seal 2') || audit.field(tenant::text) || audit.field((coalesce(last.number, 0) + 1)::text)
    || audit.field(audit.moment(p_sealed_at)) || audit.field(cardinality(ids)::text);
  select string_agg(audit.canonical_2(e), E'\n' order by e.id) into body
    from audit.event e where e.municipality_id = tenant and e.id = any (ids);
  insert into audit.seal (municipality_id, number, previous_hash, hash, event_ids, sealed_at, form)
  values (tenant, coalesce(last.number, 0) + 1, previous, sha256(previous || convert_to(head || E'\n' || body, 'UTF8')), ids, p_sealed_at, 2);
  return cardinality(ids);
end $$;

revoke execute on all functions in schema audit from public;
grant execute on function audit.append to fortrogen_app;
reset role;
