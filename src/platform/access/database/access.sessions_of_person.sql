-- A person sees and ends all of their own sign-ons, also those in other municipalities. Whose they are is decided here, from the person's own
-- account in the transaction's municipality: nobody can ask for another's.
create function access.sessions_of_person(p_staff_id uuid, p_now timestamptz)
  returns table (municipality_id smallint, municipality_name text, staff_id uuid, session_id uuid, started_at timestamptz, last_seen_at timestamptz,
    source_address inet, browser text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.municipality_id, m.name, s.staff_id, s.id, s.started_at, s.last_seen_at, s.source_address, s.browser
  from access.staff own
    join lateral (select own.municipality_id, own.id as staff_id
      union select a.municipality_id, a.staff_id from access.accounts_of(own.subject) a) account on true
    join access.session s on s.municipality_id = account.municipality_id and s.staff_id = account.staff_id
    join core.municipality m on m.id = s.municipality_id
  where own.municipality_id = core.current_municipality() and own.id = p_staff_id and s.ended_at is null and s.expires_at > p_now
  order by s.last_seen_at desc, s.id;
$$;
revoke execute on function access.sessions_of_person from public;
grant execute on function access.sessions_of_person to fortrogen_app;
