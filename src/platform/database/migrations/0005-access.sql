-- Those who work with them: units, staff and roles, their sign-ons, and what somebody else must look at of what they did.

create schema access;

-- The units of the office: a case belongs to one, and its team leader distributes it.
create table access.unit (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, name)
);

-- Accounts. The sign-on makes them and gives the roles; nobody is taken away, only no longer active.
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

-- What an account may do, as the sign-on last said it.
create table access.staff_role (
  municipality_id smallint not null,
  staff_id uuid not null,
  role text not null check (role in ('caseworker', 'team_leader', 'analyst', 'operator')),
  primary key (municipality_id, staff_id, role),
  foreign key (municipality_id, staff_id) references access.staff
);

-- ---------------------------------------------------------------- sign-on

-- The cookie holds the municipality's code and a random token; only the token's hash is here. One person may have accounts in several municipalities
-- and sessions in several browsers: the sign-on must be able to end them all at once.
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
  provider_subject text,
  provider_sid text,
  source_address inet,
  browser text not null default '',
  primary key (municipality_id, id),
  unique (municipality_id, token_hash),
  foreign key (municipality_id, staff_id) references access.staff
);
comment on column access.session.provider_subject is 'Issuer and sub of the ID token: what a back-channel logout names. Null for the demo.';
comment on column access.session.provider_sid is 'The session at the provider (sid), where the provider says it.';
comment on column access.session.browser is 'Kind of browser and system, for the person''s own list of sign-ons; never the whole User-Agent.';
create index session_staff on access.session (municipality_id, staff_id);
create index session_expires on access.session (municipality_id, expires_at);

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

-- Logout tokens that have been used (OpenID Connect Back-Channel Logout 1.0, 2.6): each counts once. Only a hash of issuer and jti is kept.
create table access.logout_token (
  hash bytea primary key check (length(hash) = 32),
  expires_at timestamptz not null
);

-- A refused sign-on that names no municipality, where there are several, belongs to no municipality's log. It is kept here: when, why and from where,
-- never who (nothing of what was claimed is known to be true). The program can add and never read, change or take away; `fortrogen investigate` reads it.
create table access.unplaced_sign_on (
  id uuid primary key,
  at timestamptz not null,
  request_id uuid not null,
  outcome text not null check (outcome ~ '^[a-z-]{1,60}$'),
  source_address inet
);
comment on table access.unplaced_sign_on is 'Refused sign-ons of which nothing says for which municipality they were.';
create index unplaced_sign_on_at on access.unplaced_sign_on (at);

-- What somebody has begun to write and not sent: one row for each opened form, sealed with a key that is not in the database (AES-256-GCM), and seen
-- by its author alone: row-level security asks who works in the transaction, not only in which municipality. What was sent or thrown away stays a
-- while as an end: what is saved in flight does not come back as a draft, and whoever sends a changed form again is shown what was sent.
create table access.draft (
  municipality_id smallint not null,
  id uuid not null,
  staff_id uuid not null,
  path_hash bytea not null check (length(path_hash) = 32),
  sealed bytea not null check (length(sealed) between 29 and 400000),
  saved_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (municipality_id, staff_id, id),
  foreign key (municipality_id, staff_id) references access.staff
);
comment on column access.draft.path_hash is 'SHA-256 of the address of the form: a draft belongs to one form of one case.';
create index draft_expires on access.draft (municipality_id, expires_at);

-- ---------------------------------------------------------------- need-to-know, broken open and looked at

-- How many days after the closing those who worked in the case may finish. Dated and the municipality's own; without a row seven days, as long as
-- the one duty that outlives a closing: what the reporter is told within a week (19 kap. 6 § SoL).
create table access.finishing_period (
  municipality_id smallint not null references core.municipality,
  valid_from date not null,
  days smallint not null check (days between 0 and 30),
  primary key (municipality_id, valid_from)
);

-- Nobody works in a case about themselves or a child of their own; and nobody is shut out by what one other person says (decision 0011).
-- A match between somebody who works here and the child, or whoever is said to be its guardian, is put to a second person. Only what that
-- person has found, with a source, shuts out.
create table access.own_family_review (
  municipality_id smallint not null,
  id uuid not null,
  child_id uuid not null,
  staff_id uuid not null,
  identity_number text check (identity_number ~ '^[0-9]{12}$'),
  outcome text not null check (outcome in ('egen familj', 'inte egen familj')),
  source text not null check (length(source) > 0),
  source_detail text,
  source_on date not null,
  note text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, child_id) references people.person,
  foreign key (municipality_id, staff_id) references access.staff,
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint nobody_reviews_their_own_family check (recorded_by <> staff_id)
);
comment on column access.own_family_review.identity_number is 'The number that the member of staff had at the review: the finding follows the person to another account.';
create index own_family_review_child on access.own_family_review (municipality_id, child_id, staff_id, recorded_at desc);
create index own_family_review_staff on access.own_family_review (municipality_id, staff_id);
create index own_family_review_by on access.own_family_review (municipality_id, recorded_by);
create index own_family_review_number on access.own_family_review (municipality_id, identity_number) where identity_number is not null;

-- For how many hours need-to-know may be broken open, and whether also for other units' cases (decision 0012). Dated and the municipality's own; without
-- a row four hours and yes. No hours: not at all.
create table access.emergency_rule (
  municipality_id smallint not null references core.municipality,
  valid_from date not null,
  hours smallint not null check (hours between 0 and 24),
  other_units boolean not null,
  primary key (municipality_id, valid_from)
);

-- Need-to-know broken open for some hours, with a reason.
create table access.emergency_opening (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  staff_id uuid not null,
  reason text not null check (reason in ('barnet kan behöva skydd nu', 'jour eller beredskap', 'ansvarig kan inte nås', 'annat')),
  explanation text not null check (length(explanation) between 1 and 2000),
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, staff_id) references access.staff,
  constraint emergency_lasts_hours check (ends_at > opened_at and ends_at <= opened_at + interval '24 hours')
);
create index emergency_opening_case on access.emergency_opening (municipality_id, case_id, staff_id);
create index emergency_opening_staff on access.emergency_opening (municipality_id, staff_id, ends_at);

-- An emergency that was ended before its hours were over, by whoever opened it or by the team leader.
create table access.emergency_ending (
  municipality_id smallint not null,
  opening_id uuid not null,
  case_id uuid not null,
  ended_at timestamptz not null,
  recorded_by uuid not null,
  primary key (municipality_id, opening_id),
  foreign key (municipality_id, case_id, opening_id) references access.emergency_opening (municipality_id, case_id, id),
  foreign key (municipality_id, recorded_by) references access.staff
);
create index emergency_ending_opening on access.emergency_ending (municipality_id, case_id, opening_id);
create index emergency_ending_by on access.emergency_ending (municipality_id, recorded_by);

-- What a team leader looks at afterwards: access that people gave themselves, emergencies, unusual searching, a report that was moved out of a case,
-- and what whoever registers must not be told: that somebody registered a child of the same name and birth date as a known one.
create table access.review_item (
  municipality_id smallint not null,
  id uuid not null,
  kind text not null check (kind in ('tog ansvar själv', 'nådde tidigare ärenden', 'nödöppning', 'ovanlig sökning',
    'flyttade det som kom in', 'kan vara samma barn')),
  staff_id uuid not null,
  unit_id uuid,
  case_id uuid,
  opening_id uuid,
  on_day date not null,
  recorded_at timestamptz not null,
  move_id uuid,
  primary key (municipality_id, id),
  unique (municipality_id, id, staff_id),
  foreign key (municipality_id, staff_id) references access.staff,
  foreign key (municipality_id, unit_id) references access.unit,
  foreign key (municipality_id, case_id, opening_id) references access.emergency_opening (municipality_id, case_id, id),
  check ((kind = 'ovanlig sökning') = (case_id is null)),
  check ((kind = 'nödöppning') = (opening_id is not null)),
  check ((kind = 'flyttade det som kom in') = (move_id is not null))
);
create index review_item_staff on access.review_item (municipality_id, staff_id);
create index review_item_unit on access.review_item (municipality_id, unit_id, recorded_at desc);
create index review_item_case on access.review_item (municipality_id, case_id, opening_id);
create unique index review_item_search on access.review_item (municipality_id, staff_id, on_day) where kind = 'ovanlig sökning';
create index review_item_move on access.review_item (municipality_id, move_id) where move_id is not null;

-- What somebody found who looked at it: never the one whom it is about.
create table access.review_outcome (
  municipality_id smallint not null,
  id uuid not null,
  item_id uuid not null,
  staff_id uuid not null,
  outcome text not null check (outcome in ('utan anmärkning', 'utreds vidare', 'obehörig åtkomst')),
  note text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, item_id, staff_id) references access.review_item (municipality_id, id, staff_id),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint nobody_reviews_their_own_access check (recorded_by <> staff_id),
  constraint review_says_what_was_found check (outcome = 'utan anmärkning' or length(note) > 0)
);
create index review_outcome_item on access.review_outcome (municipality_id, item_id, staff_id);
create index review_outcome_by on access.review_outcome (municipality_id, recorded_by);

-- ---------------------------------------------------------------- rights

select core.keep_municipalities_apart(t) from unnest(array['access.unit', 'access.staff', 'access.staff_role', 'access.session', 'access.finishing_period',
  'access.own_family_review', 'access.emergency_rule', 'access.emergency_opening', 'access.emergency_ending', 'access.review_item',
  'access.review_outcome']::regclass[]) t;
alter table access.draft enable row level security;
create policy own_municipality on access.draft
  using (municipality_id = (select core.current_municipality()) and staff_id = (select core.current_staff()))
  with check (municipality_id = (select core.current_municipality()) and staff_id = (select core.current_staff()));

grant usage on schema access to fortrogen_app;
grant select, insert, update on access.unit, access.staff to fortrogen_app;
grant select, insert, delete on access.staff_role, access.sign_on_choice, access.logout_token to fortrogen_app;
grant select, insert, update, delete on access.session, access.draft to fortrogen_app;
grant insert on access.unplaced_sign_on to fortrogen_app;
grant select, insert on access.own_family_review, access.emergency_opening, access.emergency_ending, access.review_item, access.review_outcome to fortrogen_app;
-- The municipality's own rules: the owner of the database writes them (docs/operations.md).
grant select on access.finishing_period, access.emergency_rule to fortrogen_app;
