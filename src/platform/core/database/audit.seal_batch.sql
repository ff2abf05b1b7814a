-- Seals up to p_limit waiting events of the current municipality, in form 2; gives the number sealed. Writers never wait for it.
set local role fortrogen_log;
create function audit.seal_batch(p_sealed_at timestamptz, p_limit integer) returns integer
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
revoke execute on function audit.seal_batch from public;
grant execute on function audit.seal_batch to fortrogen_app;
