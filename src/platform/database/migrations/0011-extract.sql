-- The open extract as it was delivered: one table per file, the sender's own identifiers beside ours.
-- id = md5('<code>/<file>/<sender''s id>')::uuid, so that the same delivery twice gives the same rows. Codes are the Swedish ones of the format.
-- The last columns of a table came with later versions of the format, and are optional there: who decided, and that an import is asked to stop.

create schema extract;

-- barn.csv
create table extract.child (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  external_id text not null,
  sex text not null check (sex in ('flicka', 'pojke', 'okänt')),
  birth_date date not null,
  identity_number text check (identity_number ~ '^[0-9]{12}$'),
  protected_identity boolean,
  country_of_birth text,
  interpreter_need text,
  disability text,
  unaccompanied text,
  primary key (municipality_id, id)
);
create unique index child_external on extract.child (municipality_id, external_id);
create index child_identity on extract.child (municipality_id, identity_number) where identity_number is not null;

-- aktualiseringar.csv
create table extract.intake (
  municipality_id smallint not null,
  id uuid not null,
  external_id text not null,
  child_id uuid not null,
  received_on date not null,
  type text not null check (type in ('anmälan', 'ansökan', 'annat sätt', 'begäran från annan myndighet', 'överflyttning')),
  reporter text,
  reasons text[],
  protection_assessed_at timestamp(0),
  protection_result text check (protection_result in ('inget omedelbart skydd', 'skydd behövs')),
  preliminary_decided_on date,
  preliminary_result text check (preliminary_result in ('inleda', 'inte inleda', 'pågående utredning finns')),
  investigation_id uuid,
  primary key (municipality_id, id)
);
create index intake_child on extract.intake (municipality_id, child_id);

-- utredningar.csv
create table extract.investigation (
  municipality_id smallint not null,
  id uuid not null,
  external_id text not null,
  child_id uuid not null,
  started_on date not null,
  ended_on date check (ended_on >= started_on),
  extended_to date,
  unit text,
  caseworker text,
  outcome text check (outcome in ('öppen insats', 'placering SoL', 'ansökan LVU', '22 § LVU', 'ingen insats behövs', 'samtycke saknas', 'hänvisning', 'återtagen', 'flyttad', 'annat')),
  opinion_documented boolean,
  opinion_weighed boolean,
  best_interests_assessed boolean,
  child_told_on date,
  decided_on date,
  decider text check (decider in ('tjänsteman', 'ordförande eller ledamot', 'utskott', 'nämnd')),
  decision_body text,
  decision_minutes text,
  decision_maker text,
  primary key (municipality_id, id)
);
create index investigation_child on extract.investigation (municipality_id, child_id);
create index investigation_period on extract.investigation (municipality_id, started_on, ended_on);

-- insatser.csv
create table extract.intervention (
  municipality_id smallint not null,
  id uuid not null,
  external_id text not null,
  child_id uuid not null,
  investigation_id uuid,
  type text not null check (type in ('kontaktperson', 'stöd till barn enskilt', 'stöd till barn i grupp', 'familjebehandling', 'föräldrastöd', 'öppenvårdsprogram',
    'insats till våldsutövare', 'annan öppen insats', 'familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende')),
  recipient text not null check (recipient in ('barnet', 'vårdnadshavare', 'familjen')),
  granted_on date not null,
  started_on date,
  ended_on date,
  provision text check (provision in ('egen', 'annan kommun', 'enskild')),
  child_information_used text check (child_information_used in ('ja', 'delvis', 'nej')),
  child_information_passed_on text check (child_information_passed_on in ('ja', 'delvis', 'nej')),
  reason_not_passed_on text,
  reason_ended text,
  goal_attainment text,
  decider text check (decider in ('tjänsteman', 'ordförande eller ledamot', 'utskott', 'nämnd')),
  decision_body text,
  decision_minutes text,
  decision_maker text,
  primary key (municipality_id, id)
);
create index intervention_child on extract.intervention (municipality_id, child_id);
create index intervention_granted on extract.intervention (municipality_id, granted_on);

-- samtal.csv
create table extract.conversation (
  municipality_id smallint not null,
  id uuid not null,
  external_id text not null,
  child_id uuid not null,
  phase text not null check (phase in ('förhandsbedömning', 'utredning', 'planering', 'uppföljning', 'placering')),
  investigation_id uuid,
  intervention_id uuid,
  held_on date not null,
  form text not null check (form in ('enskilt', 'med vårdnadshavare', 'observation')),
  channel text check (channel in ('fysiskt', 'digitalt', 'chatt', 'telefon', 'sms')),
  status text not null check (status in ('genomfört', 'erbjudet', 'avböjt', 'inställt')),
  methods text,
  primary key (municipality_id, id)
);
create index conversation_held on extract.conversation (municipality_id, held_on);
create index conversation_child on extract.conversation (municipality_id, child_id);

-- uteblivna_samtal.csv
create table extract.missed_conversation (
  municipality_id smallint not null,
  child_id uuid not null,
  phase text not null check (phase in ('förhandsbedömning', 'utredning', 'planering', 'uppföljning', 'placering')),
  investigation_id uuid,
  intervention_id uuid,
  reason text not null check (reason in ('vårdnadshavare samtycker inte', 'barnet vill inte', 'inställt', 'låg ålder', 'funktionsnedsättning', 'brist på stöd från ledningen', 'tidsbrist', 'annat')),
  unique nulls not distinct (municipality_id, child_id, phase, investigation_id, intervention_id, reason)
);

-- Which files the municipality has ever delivered: a question whose file never came is answered "uppgift saknas", never guessed.
create table extract.delivered_file (
  municipality_id smallint not null references core.municipality,
  file text not null check (file in ('barn', 'aktualiseringar', 'utredningar', 'insatser', 'samtal', 'uteblivna_samtal')),
  first_delivered_at timestamptz not null,
  last_delivered_at timestamptz not null,
  primary key (municipality_id, file)
);

-- One import: started, its progress, how it ended. Pages and the command line show the same row.
create table extract.import_run (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  started_at timestamptz not null,
  started_by uuid,
  source_name text not null,
  status text not null check (status in ('pågår', 'klar', 'fel i data', 'avbruten')),
  step text,
  rows_read bigint not null default 0,
  rows_total bigint,
  finished_at timestamptz,
  report jsonb,
  stop_asked_at timestamptz,
  stop_asked_by uuid,
  primary key (municipality_id, id)
);
comment on column extract.import_run.stop_asked_at is 'When somebody asked for the import to be stopped. The import looks at it twice a second.';
create index import_run_started on extract.import_run (municipality_id, started_at desc);

select core.keep_municipalities_apart(oid) from pg_class where relnamespace = 'extract'::regnamespace and relkind = 'r';
grant usage on schema extract to fortrogen_app;
grant select, insert, update, delete on extract.child, extract.intake, extract.investigation, extract.intervention, extract.conversation,
  extract.missed_conversation to fortrogen_app;
grant select, insert, update on extract.delivered_file, extract.import_run to fortrogen_app;
