-- The open sessions that came from one session at the provider (p_sid), from all of a person's (p_sub), or from that person's one session (both),
-- in all municipalities: ids only.
create function access.sessions_of_provider(p_issuer text, p_sub text, p_sid text)
  returns table (municipality_id smallint, staff_id uuid, session_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.municipality_id, s.staff_id, s.id from access.session s
  where s.ended_at is null and coalesce(p_sub, p_sid) is not null and starts_with(s.provider_subject, p_issuer || '|')
    and (p_sub is null or s.provider_subject = p_issuer || '|' || p_sub) and (p_sid is null or s.provider_sid = p_sid)
  order by s.municipality_id, s.id;
$$;
revoke execute on function access.sessions_of_provider from public;
grant execute on function access.sessions_of_provider to fortrogen_app;
