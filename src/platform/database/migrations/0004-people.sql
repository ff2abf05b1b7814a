-- People: children, their guardians, and what was ever said of either.

create schema people;

-- Anybody whom a case is about or who is a guardian of such a child, with what the population register says of them today.
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
-- A child without identity number is found again by name and birth date (decision 0019).
create index person_birth_date on people.person (municipality_id, birth_date);

-- Who is a child's guardian, as the responsible caseworker has confirmed it, with its source (decision 0011). A correction, an ending and a
-- withdrawal are new rows that point back.
create table people.guardianship (
  municipality_id smallint not null,
  id uuid not null,
  child_id uuid not null,
  guardian_id uuid not null,
  kind text not null check (kind in ('vårdnadshavare', 'särskilt förordnad vårdnadshavare', 'tillfällig vårdnadshavare', 'god man')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  recorded_by uuid,
  recorded_at timestamptz not null,
  change text not null check (change in ('bekräftad', 'rättad', 'upphörd', 'återtagen')),
  given_name text not null check (length(given_name) between 1 and 100),
  family_name text not null check (length(family_name) between 1 and 100),
  phone text,
  source text not null check (source in ('folkbokföringen', 'dom eller beslut av domstol', 'avtal som socialnämnden har godkänt',
    'anmälan om gemensam vårdnad', 'uppgift från någon')),
  source_detail text,
  source_on date not null,
  reason text,
  corrects_id uuid,
  primary key (municipality_id, id),
  unique (municipality_id, child_id, id),
  foreign key (municipality_id, child_id) references people.person,
  foreign key (municipality_id, guardian_id) references people.person,
  foreign key (municipality_id, child_id, corrects_id) references people.guardianship (municipality_id, child_id, id),
  check (child_id <> guardian_id),
  constraint guardianship_change_points_back check ((change = 'bekräftad') = (corrects_id is null)),
  constraint guardianship_end_has_a_day check (change <> 'upphörd' or valid_to is not null),
  constraint guardianship_withdrawn_says_why check (change <> 'återtagen' or length(reason) > 0),
  constraint guardianship_word_of_mouth_says_whose check (source <> 'uppgift från någon' or length(source_detail) > 0)
);
comment on column people.guardianship.given_name is 'The name as it was confirmed here: nothing of what the municipality knows of the person elsewhere is shown.';
comment on column people.guardianship.source_on is 'The day the source was read, or its own day: of the judgment, the agreement, what was said.';
create index guardianship_child on people.guardianship (municipality_id, child_id);
create index guardianship_guardian on people.guardianship (municipality_id, guardian_id);
create unique index guardianship_corrects on people.guardianship (municipality_id, child_id, corrects_id) where corrects_id is not null;

-- What a report says of guardians is a claim: it gives nobody rights and shuts nobody out.
create table people.guardian_claim (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  child_id uuid not null,
  case_id uuid,
  intake_id uuid,
  given_name text not null check (length(given_name) between 1 and 100),
  family_name text not null check (length(family_name) between 1 and 100),
  identity_number text check (identity_number ~ '^[0-9]{12}$'),
  phone text,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, child_id, id),
  foreign key (municipality_id, child_id) references people.person,
  check ((case_id is null) = (intake_id is null))
);
comment on table people.guardian_claim is 'Who a report named as guardian, in the words of the report. No person of the register and no right follows from it.';
comment on column people.guardian_claim.intake_id is 'The report that named the guardian; absent only for what was written before claims were kept apart.';
create index guardian_claim_child on people.guardian_claim (municipality_id, child_id);
create index guardian_claim_intake on people.guardian_claim (municipality_id, case_id, intake_id);
create index guardian_claim_number on people.guardian_claim (municipality_id, identity_number) where identity_number is not null;

-- What became of a claim: the guardianship that it led to, or why it was not right.
create table people.guardian_claim_answer (
  municipality_id smallint not null,
  claim_id uuid not null,
  child_id uuid not null,
  guardianship_id uuid,
  reason text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, claim_id),
  foreign key (municipality_id, child_id, claim_id) references people.guardian_claim (municipality_id, child_id, id),
  foreign key (municipality_id, child_id, guardianship_id) references people.guardianship (municipality_id, child_id, id),
  constraint claim_confirmed_or_says_why_not check ((guardianship_id is null) = (reason is not null and length(reason) > 0))
);
create index guardian_claim_answer_claim on people.guardian_claim_answer (municipality_id, child_id, claim_id);
create index guardian_claim_answer_guardianship on people.guardian_claim_answer (municipality_id, child_id, guardianship_id) where guardianship_id is not null;

-- A number that is known beside another name, birth date or sex may be another person's: nobody is joined to a known person in silence. What was
-- known, what was typed and what became of it stand here; what is known of a person is changed only by such a row, with its source.
create table people.person_review (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  person_id uuid not null,
  case_id uuid not null,
  intake_id uuid,
  known jsonb not null,
  typed jsonb not null,
  taken text[] not null,
  kept text[] not null,
  source text check (source in ('folkbokföringen', 'id-handling', 'Migrationsverket', 'uppgift från någon', 'dom eller beslut av domstol',
    'avtal som socialnämnden har godkänt', 'anmälan om gemensam vårdnad')),
  source_detail text check (length(source_detail) between 1 and 200),
  source_on date,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  move_id uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references people.person,
  check ((source is null) = (source_on is null)),
  check (source is distinct from 'uppgift från någon' or source_detail is not null)
);
comment on table people.person_review is 'What was typed of a person who was already known, where it was not what is known: taken into what is known, or kept here only.';
create index person_review_person on people.person_review (municipality_id, person_id);
create index person_review_case on people.person_review (municipality_id, case_id, intake_id);
create index person_review_move on people.person_review (municipality_id, move_id) where move_id is not null;

select core.keep_municipalities_apart(oid) from pg_class where relnamespace = 'people'::regnamespace and relkind = 'r';
grant usage on schema people to fortrogen_app;
-- Name, address, protection: facts of the population register, kept as they are today. All else is journaled.
grant select, insert, update on people.person to fortrogen_app;
grant select, insert on people.guardianship, people.guardian_claim, people.guardian_claim_answer, people.person_review to fortrogen_app;
