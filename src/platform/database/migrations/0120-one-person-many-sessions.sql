-- One person may have accounts in several municipalities and sessions in several browsers. The sign-on must be able to end them all at once.

alter table access.session
  add column provider_subject text,
  add column provider_sid text,
  add column source_address inet,
  add column browser text not null default '';
comment on column access.session.provider_subject is 'Issuer and sub of the ID token: what a back-channel logout names. Null for the demo.';
comment on column access.session.provider_sid is 'The session at the provider (sid), where the provider says it.';
comment on column access.session.browser is 'Kind of browser and system, for the person''s own list of sign-ons; never the whole User-Agent.';

-- The accounts of one person, in all municipalities: ids only. People of the demo (subject demo:1 …) are not the same from one demo to another.
create function access.accounts_of(p_subject text) returns table (municipality_id smallint, staff_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.municipality_id, s.id from core.municipality m
    join access.staff s on s.municipality_id = m.id and s.subject = p_subject
  where p_subject not like 'demo:%' order by s.municipality_id;
$$;

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

revoke execute on function access.accounts_of, access.sessions_of_provider from public;
grant execute on function access.accounts_of, access.sessions_of_provider to fortrogen_app;

-- Who has signed on and may work in several municipalities chooses one; until then nothing belongs to any municipality. Sealed with the
-- client's secret, taken once, gone after some minutes; not worth a backup (unlogged).
create unlogged table access.sign_on_choice (
  id uuid primary key,
  subject text not null,
  provider_subject text not null,
  provider_sid text,
  sealed text not null,
  expires_at timestamptz not null
);
grant select, insert, delete on access.sign_on_choice to fortrogen_app;

-- Logout tokens that have been used (OpenID Connect Back-Channel Logout 1.0, 2.6): each counts once. Only a hash of issuer and jti is kept.
create table access.logout_token (
  hash bytea primary key check (length(hash) = 32),
  expires_at timestamptz not null
);
grant select, insert, delete on access.logout_token to fortrogen_app;

-- An identity number is one person's: two open accounts of a municipality never have the same. A trigger and not a unique index, because accounts
-- that were made before this rule must not stop the upgrade; the operator sees them and closes the one that is not used.
create function access.refuse_number_of_another() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('fortrogen.access.identity-number'), new.municipality_id);
  if exists (select from access.staff s where s.municipality_id = new.municipality_id and s.identity_number = new.identity_number
      and s.active and s.subject <> new.subject) then
    raise exception using errcode = 'unique_violation', constraint = 'identity_number_is_one_persons',
      message = 'another open account has this identity number';
  end if;
  return new;
end $$;
create trigger identity_number_is_one_persons before insert or update of identity_number, active on access.staff
  for each row when (new.identity_number is not null and new.active) execute function access.refuse_number_of_another();
