-- Questionnaires that a tenant writes itself. What is written is kept save by save; what is published is a version that never changes, and its text is the
-- one source of what was asked.

create table survey.questionnaire_draft (
  municipality_id smallint not null references core.municipality,
  questionnaire text not null check (questionnaire ~ '^[a-z][a-z0-9-]{0,63}$'),
  version smallint not null check (version > 0),
  number smallint not null check (number > 0),
  content text not null check (length(content) between 1 and 1000000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, questionnaire, version, number),
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.questionnaire_draft is 'A questionnaire as somebody saved it while it was written, faults and all; the last number is what stands.';
comment on column survey.questionnaire_draft.content is 'The questionnaire''s file, letter for letter.';
create index questionnaire_draft_recorded_by on survey.questionnaire_draft (municipality_id, recorded_by);

create table survey.questionnaire_version (
  municipality_id smallint not null,
  questionnaire text not null check (questionnaire ~ '^[a-z][a-z0-9-]{0,63}$'),
  version smallint not null check (version > 0),
  draft smallint not null check (draft > 0),
  content text not null check (length(content) between 1 and 1000000),
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, questionnaire, version),
  unique (municipality_id, fingerprint),
  foreign key (municipality_id, questionnaire, version, draft) references survey.questionnaire_draft,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.questionnaire_version is 'A questionnaire as it was published: answers are kept with its fingerprint, and it never says anything else.';
comment on column survey.questionnaire_version.draft is 'The save that was published.';
create index questionnaire_version_draft on survey.questionnaire_version (municipality_id, questionnaire, version, draft);
create index questionnaire_version_recorded_by on survey.questionnaire_version (municipality_id, recorded_by);

create table survey.questionnaire_withdrawal (
  municipality_id smallint not null,
  questionnaire text not null check (questionnaire ~ '^[a-z][a-z0-9-]{0,63}$'),
  version smallint not null check (version > 0),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, questionnaire, version),
  foreign key (municipality_id, questionnaire, version) references survey.questionnaire_version,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.questionnaire_withdrawal is 'That a version that nobody has begun to answer is not to be answered.';
create index questionnaire_withdrawal_recorded_by on survey.questionnaire_withdrawal (municipality_id, recorded_by);

create table survey.questionnaire_texts (
  municipality_id smallint not null references core.municipality,
  questionnaire text not null check (questionnaire ~ '^[a-z][a-z0-9-]{0,63}$'),
  version smallint not null check (version > 0),
  number smallint not null check (number > 0),
  content text not null check (length(content) between 1 and 2000000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, questionnaire, version, number),
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.questionnaire_texts is 'The texts of a questionnaire in other languages, of one''s own or of one that comes with the program; the last number holds. Answers are the form''s own words in every language.';
comment on column survey.questionnaire_texts.content is 'CSV: a row for each text, a column for each language.';
create index questionnaire_texts_recorded_by on survey.questionnaire_texts (municipality_id, recorded_by);

do $$
declare t text;
begin
  foreach t in array array['questionnaire_draft', 'questionnaire_version', 'questionnaire_withdrawal', 'questionnaire_texts'] loop
    perform core.keep_municipalities_apart(format('survey.%I', t)::regclass);
    execute format('grant select, insert on survey.%I to fortrogen_app', t);
  end loop;
  -- Whoever answers by a personal link reads what is asked, never a draft of it.
  foreach t in array array['questionnaire_version', 'questionnaire_texts'] loop
    perform core.let_in(format('survey.%I', t)::regclass, 'respondent', 'select');
  end loop;
end $$;
