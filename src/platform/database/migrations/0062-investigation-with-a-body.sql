-- An investigation with a body: a plan, areas as a structure that is loaded, what is found with its source, texts in versions that rest on it, and the
-- signature that locks them. Everything is added and nothing changed: a version follows the one before, a supplement comes after the signature.

-- The areas of an investigation: the neutral ones that are shipped, or a municipality's own in its own order and words. What is used never changes: another
-- wording is another structure, told apart by the fingerprint of its words; its areas are as many as it says, and none is added later.
create table investigation.structure (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  name text not null check (length(name) between 1 and 200),
  source text not null check (length(source) between 1 and 500),
  analysis_cites boolean not null,
  areas smallint not null check (areas between 1 and 40),
  logo_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, fingerprint),
  unique (municipality_id, id, areas),
  unique (municipality_id, id, analysis_cites),
  foreign key (municipality_id, logo_id) references files.file,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table investigation.structure is 'The areas that an investigation is written in, as they were loaded: a structure that is used never changes.';
comment on column investigation.structure.fingerprint is 'SHA-256 of name, source, areas in order with their words, and what the analysis must do.';
comment on column investigation.structure.analysis_cites is 'The analysis names the accounts and factors that it rests on; the database refuses one that does not.';
create index structure_recorded_by on investigation.structure (municipality_id, recorded_by);
create index structure_logo on investigation.structure (municipality_id, logo_id) where logo_id is not null;

create table investigation.structure_area (
  municipality_id smallint not null,
  structure_id uuid not null,
  code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 40),
  place smallint not null,
  areas smallint not null,
  heading text not null check (length(heading) between 1 and 200),
  help text check (length(help) between 1 and 2000),
  variable text check (variable ~ '^[a-z][a-z0-9_]{0,59}$'),
  primary key (municipality_id, structure_id, code),
  unique (municipality_id, structure_id, place),
  foreign key (municipality_id, structure_id, areas) references investigation.structure (municipality_id, id, areas),
  constraint area_has_a_place_among_those_there_are check (place between 1 and areas)
);
comment on column investigation.structure_area.variable is 'The public name of the variable that the area is followed up by, whatever its heading is.';
create index structure_area_structure on investigation.structure_area (municipality_id, structure_id, areas);

-- Which structure investigations are begun with from now on; the latest stands. Without a row: the neutral one.
create table investigation.structure_choice (
  municipality_id smallint not null,
  id uuid not null,
  structure_id uuid not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, structure_id) references investigation.structure,
  foreign key (municipality_id, recorded_by) references access.staff
);
create index structure_choice_structure on investigation.structure_choice (municipality_id, structure_id);
create index structure_choice_recorded_by on investigation.structure_choice (municipality_id, recorded_by);

-- An investigation is written in one structure, from its first plan or word on.
create table investigation.body (
  municipality_id smallint not null,
  investigation_id uuid not null,
  case_id uuid not null,
  structure_id uuid not null,
  analysis_cites boolean not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, investigation_id),
  unique (municipality_id, case_id, investigation_id),
  unique (municipality_id, case_id, investigation_id, structure_id, analysis_cites),
  foreign key (municipality_id, case_id, investigation_id) references investigation.investigation (municipality_id, case_id, id),
  foreign key (municipality_id, structure_id, analysis_cites) references investigation.structure (municipality_id, id, analysis_cites)
);
create index body_structure on investigation.body (municipality_id, structure_id, analysis_cites);

-- The plan: what is to be answered, from whom, when, and how the child takes part. A revision follows the one before.
create table investigation.investigation_plan (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  investigation_id uuid not null,
  planned_on date not null,
  questions text not null check (length(questions) between 1 and 20000),
  sources text not null check (length(sources) between 1 and 20000),
  timetable text not null check (length(timetable) between 1 and 20000),
  child_takes_part text not null check (length(child_takes_part) between 1 and 20000),
  follows_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, investigation_id, id),
  foreign key (municipality_id, case_id, investigation_id) references investigation.body (municipality_id, case_id, investigation_id),
  foreign key (municipality_id, investigation_id, follows_id) references investigation.investigation_plan (municipality_id, investigation_id, id)
);
create index investigation_plan_body on investigation.investigation_plan (municipality_id, case_id, investigation_id);
create unique index investigation_plan_once on investigation.investigation_plan (municipality_id, investigation_id) where follows_id is null;
create unique index investigation_plan_follows on investigation.investigation_plan (municipality_id, investigation_id, follows_id) where follows_id is not null;

-- What is found: a risk, a protection or somebody's account, each with its source. What the child has said in conversations stands there and is not
-- written again: the analysis rests on the conversation itself.
create table investigation.finding (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  investigation_id uuid not null,
  structure_id uuid not null,
  analysis_cites boolean not null,
  area_code text,
  kind text not null check (kind in ('risk', 'skydd', 'åsikt')),
  source text not null check (source in ('barnet', 'vårdnadshavare', 'närstående', 'professionell', 'handling', 'egen iakttagelse')),
  person_id uuid,
  source_name text check (length(source_name) between 1 and 200),
  found_on date not null,
  statement text not null check (length(statement) between 1 and 20000),
  withheld_from_guardians text check (length(withheld_from_guardians) between 1 and 20000),
  withheld_reason text check (length(withheld_reason) between 1 and 1000),
  follows_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, investigation_id, id),
  foreign key (municipality_id, case_id, investigation_id, structure_id, analysis_cites)
    references investigation.body (municipality_id, case_id, investigation_id, structure_id, analysis_cites),
  foreign key (municipality_id, structure_id, area_code) references investigation.structure_area (municipality_id, structure_id, code),
  foreign key (municipality_id, person_id) references people.person,
  foreign key (municipality_id, investigation_id, follows_id) references investigation.finding (municipality_id, investigation_id, id),
  constraint finding_of_a_guardian_says_which check ((source = 'vårdnadshavare') = (person_id is not null)),
  constraint finding_of_others_says_who check (source not in ('närstående', 'professionell', 'handling') or source_name is not null),
  constraint finding_withheld_says_why check (num_nonnulls(withheld_from_guardians, withheld_reason) in (0, 2))
);
comment on column investigation.finding.withheld_from_guardians is 'What guardians may not see (12 kap. 3 § OSL); a column of its own, so that it can be left out by column.';
create index finding_body on investigation.finding (municipality_id, case_id, investigation_id, structure_id, analysis_cites);
create index finding_area on investigation.finding (municipality_id, structure_id, area_code) where area_code is not null;
create index finding_person on investigation.finding (municipality_id, person_id) where person_id is not null;
create unique index finding_follows on investigation.finding (municipality_id, investigation_id, follows_id) where follows_id is not null;

-- A text of the investigation, in versions: of an area, or under one of the headings that every investigation has.
create table investigation.passage (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  investigation_id uuid not null,
  structure_id uuid not null,
  analysis_cites boolean not null,
  section text not null check (section in ('område', 'barnets åsikt', 'hur åsikten vägs', 'barnets bästa', 'konsekvenser', 'analys', 'förslag')),
  area_code text,
  place text generated always as (case when area_code is null then section else 'område ' || area_code end) stored,
  text text not null check (length(text) between 1 and 50000),
  withheld_from_guardians text check (length(withheld_from_guardians) between 1 and 20000),
  withheld_reason text check (length(withheld_reason) between 1 and 1000),
  rests_on_finding_id uuid,
  rests_on_conversation_id uuid,
  follows_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, investigation_id, id),
  unique (municipality_id, investigation_id, section, id),
  unique (municipality_id, investigation_id, place, id),
  foreign key (municipality_id, case_id, investigation_id, structure_id, analysis_cites)
    references investigation.body (municipality_id, case_id, investigation_id, structure_id, analysis_cites),
  foreign key (municipality_id, structure_id, area_code) references investigation.structure_area (municipality_id, structure_id, code),
  foreign key (municipality_id, investigation_id, rests_on_finding_id) references investigation.finding (municipality_id, investigation_id, id),
  foreign key (municipality_id, case_id, rests_on_conversation_id) references participation.conversation (municipality_id, case_id, id),
  foreign key (municipality_id, investigation_id, place, follows_id) references investigation.passage (municipality_id, investigation_id, place, id),
  constraint passage_of_an_area_says_which check ((section = 'område') = (area_code is not null)),
  constraint passage_withheld_says_why check (num_nonnulls(withheld_from_guardians, withheld_reason) in (0, 2)),
  constraint analysis_rests_on_something check (section <> 'analys' or not analysis_cites or num_nonnulls(rests_on_finding_id, rests_on_conversation_id) > 0)
);
comment on column investigation.passage.withheld_from_guardians is 'What guardians may not see (12 kap. 3 § OSL); a column of its own, so that it can be left out by column.';
comment on column investigation.passage.rests_on_finding_id is 'The first that it rests on; the rest stand in investigation.citation.';
create index passage_body on investigation.passage (municipality_id, case_id, investigation_id, structure_id, analysis_cites);
create index passage_area on investigation.passage (municipality_id, structure_id, area_code) where area_code is not null;
create index passage_rests_on_finding on investigation.passage (municipality_id, investigation_id, rests_on_finding_id) where rests_on_finding_id is not null;
create index passage_rests_on_conversation on investigation.passage (municipality_id, case_id, rests_on_conversation_id) where rests_on_conversation_id is not null;
create unique index passage_once on investigation.passage (municipality_id, investigation_id, place) where follows_id is null;
create unique index passage_follows on investigation.passage (municipality_id, investigation_id, place, follows_id) where follows_id is not null;

-- What an analysis rests on: what was found, and what the child has said.
create table investigation.citation (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  investigation_id uuid not null,
  passage_id uuid not null,
  finding_id uuid,
  conversation_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, investigation_id, passage_id) references investigation.passage (municipality_id, investigation_id, id),
  foreign key (municipality_id, investigation_id, finding_id) references investigation.finding (municipality_id, investigation_id, id),
  foreign key (municipality_id, case_id, conversation_id) references participation.conversation (municipality_id, case_id, id),
  constraint citation_is_of_one_thing check (num_nonnulls(finding_id, conversation_id) = 1)
);
create index citation_passage on investigation.citation (municipality_id, investigation_id, passage_id);
create index citation_finding on investigation.citation (municipality_id, investigation_id, finding_id) where finding_id is not null;
create index citation_conversation on investigation.citation (municipality_id, case_id, conversation_id) where conversation_id is not null;

-- The responsible caseworker signs: from then on nothing in the body is added or followed by another version.
create table investigation.signature (
  municipality_id smallint not null,
  investigation_id uuid not null,
  case_id uuid not null,
  signed_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, investigation_id),
  unique (municipality_id, case_id, investigation_id),
  foreign key (municipality_id, case_id, investigation_id) references investigation.body (municipality_id, case_id, investigation_id)
);

-- What is corrected or added when it is signed: dated, beside what was signed.
create table investigation.supplement (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  investigation_id uuid not null,
  added_on date not null,
  concerns text not null check (length(concerns) between 1 and 200),
  text text not null check (length(text) between 1 and 20000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, investigation_id) references investigation.signature (municipality_id, case_id, investigation_id)
);
create index supplement_signature on investigation.supplement (municipality_id, case_id, investigation_id);

select core.keep_municipalities_apart(('investigation.' || t)::regclass)
  from unnest(array['structure', 'structure_area', 'structure_choice', 'body', 'investigation_plan', 'finding', 'passage', 'citation', 'signature', 'supplement']) t;
grant select, insert on investigation.structure, investigation.structure_area, investigation.structure_choice, investigation.body, investigation.investigation_plan,
  investigation.finding, investigation.passage, investigation.citation, investigation.signature, investigation.supplement to fortrogen_app;
