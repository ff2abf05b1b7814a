-- What somebody has begun to write and not sent: one row for each opened form, sealed with a key that is not in the database (AES-256-GCM), and seen
-- by its author alone: row-level security asks who works in the transaction, not only in which municipality.

create function core.current_staff() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('fortrogen.staff', true), '')::uuid;
grant execute on function core.current_staff() to fortrogen_app;

drop table access.parked_form;
create table access.draft (
  municipality_id smallint not null,
  id uuid not null,
  staff_id uuid not null,
  path_hash bytea not null check (length(path_hash) = 32),
  sealed bytea not null check (length(sealed) between 29 and 400000),
  saved_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (municipality_id, staff_id, id),
  foreign key (municipality_id, staff_id) references access.staff
);
comment on column access.draft.path_hash is 'SHA-256 of the address of the form: a draft belongs to one form of one case.';
create index draft_expires on access.draft (municipality_id, expires_at);
alter table access.draft enable row level security;
create policy own_municipality on access.draft
  using (municipality_id = (select core.current_municipality()) and staff_id = (select core.current_staff()))
  with check (municipality_id = (select core.current_municipality()) and staff_id = (select core.current_staff()));
grant select, insert, update, delete on access.draft to fortrogen_app;

-- Takes away the drafts of the municipality whose time is over, without letting anybody see them. Gives the number.
create function access.purge_drafts(p_now timestamptz) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare n integer;
begin
  delete from access.draft where municipality_id = core.current_municipality() and expires_at < p_now;
  get diagnostics n = row_count;
  return n;
end $$;
revoke execute on function access.purge_drafts from public;
grant execute on function access.purge_drafts to fortrogen_app;
