-- People, and those who work for them.

create schema people;

create table people.person (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  identity_number text check (identity_number ~ '^[0-9]{12}$'),
  birth_date date,
  given_name text not null check (length(given_name) between 1 and 100),
  family_name text not null check (length(family_name) between 1 and 100),
  sex text not null check (sex in ('kvinna', 'man', 'okänt')),
  protected_identity text not null default 'ingen' check (protected_identity in ('ingen', 'sekretessmarkering', 'skyddad folkbokföring', 'fingerade personuppgifter')),
  language text,
  interpreter_need boolean,
  disability text,
  country_of_birth text,
  unaccompanied boolean,
  phone text,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (municipality_id, id)
);
comment on column people.person.birth_date is 'Kept apart from the identity number, whose date part need not be the birth date (18 § folkbokföringslagen).';
create unique index person_identity_number on people.person (municipality_id, identity_number) where identity_number is not null;

create table people.guardianship (
  municipality_id smallint not null,
  id uuid not null,
  child_id uuid not null,
  guardian_id uuid not null,
  kind text not null check (kind in ('vårdnadshavare', 'särskilt förordnad vårdnadshavare', 'god man')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, child_id) references people.person,
  foreign key (municipality_id, guardian_id) references people.person,
  check (child_id <> guardian_id)
);
create index guardianship_child on people.guardianship (municipality_id, child_id);
create index guardianship_guardian on people.guardianship (municipality_id, guardian_id);

create schema access;

create table access.unit (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, name)
);

create table access.staff (
  municipality_id smallint not null,
  id uuid not null,
  subject text not null,
  name text not null,
  title text not null,
  unit_id uuid,
  identity_number text check (identity_number ~ '^[0-9]{12}$'),
  active boolean not null default true,
  signed_on_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, subject),
  foreign key (municipality_id, unit_id) references access.unit
);
comment on column access.staff.subject is 'Who the sign-on says it is: issuer and subject. Demo staff have "demo:<n>".';
create index staff_unit on access.staff (municipality_id, unit_id);

create table access.staff_role (
  municipality_id smallint not null,
  staff_id uuid not null,
  role text not null check (role in ('caseworker', 'team_leader', 'analyst', 'operator')),
  primary key (municipality_id, staff_id, role),
  foreign key (municipality_id, staff_id) references access.staff
);

-- The cookie holds the municipality's code and a random token; only the token's hash is here.
create table access.session (
  municipality_id smallint not null,
  id uuid not null,
  token_hash bytea not null check (length(token_hash) = 32),
  csrf_secret bytea not null check (length(csrf_secret) = 32),
  staff_id uuid not null,
  id_token text,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, token_hash),
  foreign key (municipality_id, staff_id) references access.staff
);
create index session_staff on access.session (municipality_id, staff_id);
create index session_expires on access.session (municipality_id, expires_at);

-- What a person had written when the session ended; given back to the same person after signing on again.
create table access.parked_form (
  municipality_id smallint not null,
  id uuid not null,
  staff_id uuid not null,
  path text not null,
  body jsonb not null,
  parked_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, staff_id) references access.staff
);
create index parked_form_staff on access.parked_form (municipality_id, staff_id);

do $$
declare t regclass;
begin
  for t in select c.oid::regclass from pg_class c where c.relnamespace in ('people'::regnamespace, 'access'::regnamespace) and c.relkind = 'r' loop
    perform core.keep_municipalities_apart(t);
  end loop;
end $$;

grant usage on schema people, access to fortrogen_app;
grant select, insert, update on people.person to fortrogen_app;
grant select, insert, update (valid_to) on people.guardianship to fortrogen_app;
grant select, insert, update on access.unit, access.staff, access.session to fortrogen_app;
grant select, insert, delete on access.staff_role to fortrogen_app;
grant select, insert, delete on access.parked_form to fortrogen_app;
grant delete on access.session to fortrogen_app;
