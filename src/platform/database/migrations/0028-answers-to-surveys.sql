-- Answers to surveys about the office: a page at a time, by several people, each save a row. No row is about a child: who answers is the municipality.

create schema survey;

create table survey.answer_set (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  questionnaire text not null check (questionnaire ~ '^[a-z][a-z0-9-]{0,63}$'),
  version smallint not null check (version > 0),
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  last_day date not null,
  closes_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, questionnaire, last_day),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint survey_closes_after_its_last_day check (closes_on >= last_day)
);
comment on table survey.answer_set is 'That the municipality answers a questionnaire: which version of it, until when, and until when late answers are taken.';
create index answer_set_recorded_by on survey.answer_set (municipality_id, recorded_by);

create table survey.page_save (
  municipality_id smallint not null,
  answer_set_id uuid not null,
  page text not null check (page ~ '^[a-z][a-z0-9-]{0,63}$'),
  number smallint not null check (number > 0),
  answers jsonb not null check (jsonb_typeof(answers) = 'object' and length(answers::text) <= 200000),
  reason text check (length(reason) between 1 and 2000),
  contact jsonb not null check (jsonb_typeof(contact) = 'object' and length(contact::text) <= 10000),
  is_late boolean not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, answer_set_id, page, number),
  foreign key (municipality_id, answer_set_id) references survey.answer_set,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.page_save is 'What stands on a page of the form, each save a row; the last one holds.';
comment on column survey.page_save.reason is 'Why answers of the page are others than those proposed.';
comment on column survey.page_save.contact is 'Who answers. Kept apart: it is no answer and leaves with none.';
create index page_save_recorded_by on survey.page_save (municipality_id, recorded_by);

create table survey.filling (
  municipality_id smallint not null,
  answer_set_id uuid not null,
  number smallint not null check (number > 0),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, answer_set_id, number),
  foreign key (municipality_id, answer_set_id) references survey.answer_set,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.filling is 'That somebody had answers proposed from what the municipality has. Nothing is answered by it: a page is, when somebody saves it.';
create index filling_recorded_by on survey.filling (municipality_id, recorded_by);

create table survey.filled (
  municipality_id smallint not null,
  answer_set_id uuid not null,
  filling smallint not null,
  column_name text not null check (column_name ~ '^[a-z][a-z0-9_]{0,79}$'),
  value text check (length(value) between 1 and 4000),
  source text not null check (source in ('ärendena', 'registret', 'förra svaret')),
  explanation text not null check (length(explanation) between 1 and 2000),
  primary key (municipality_id, answer_set_id, filling, column_name),
  foreign key (municipality_id, answer_set_id, filling) references survey.filling
);
comment on table survey.filled is 'A proposed answer with where it comes from; without a value it says why there is none.';

create table survey.signature (
  municipality_id smallint not null,
  answer_set_id uuid not null,
  number smallint not null check (number > 0),
  content text not null check (length(content) between 2 and 300000),
  digest bytea not null check (length(digest) = 32),
  is_late boolean not null,
  message_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, answer_set_id, number),
  foreign key (municipality_id, answer_set_id) references survey.answer_set,
  foreign key (municipality_id, message_id) references messages.message,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.signature is 'The answers as the director signed them; those that are signed anew are another row, and the last one holds.';
comment on column survey.signature.digest is 'SHA-256 of the content.';
create unique index signature_message on survey.signature (municipality_id, message_id) where message_id is not null;
create index signature_recorded_by on survey.signature (municipality_id, recorded_by);

do $$
declare t regclass;
begin
  for t in select c.oid::regclass from pg_class c where c.relnamespace = 'survey'::regnamespace and c.relkind = 'r' loop
    perform core.keep_municipalities_apart(t);
    execute format('grant select, insert on %s to fortrogen_app', t);
  end loop;
end $$;
grant usage on schema survey to fortrogen_app;
