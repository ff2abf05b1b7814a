-- What an agency publishes of a round: asked for with the deliveries that it is made of, made by a job, kept as it was made.

create table survey.publication (
  municipality_id smallint not null,
  id uuid not null,
  round_id uuid not null,
  number smallint not null check (number > 0),
  form text not null check (form in ('som tryckt', 'skyddad')),
  contents text not null check (contents in ('alla tabeller', 'också efter kön och ålder', 'bara efter kön och ålder')),
  groupings text[] not null check (groupings <@ array['storlek', 'nyckel', 'skr_grupp', 'lan']),
  answers bytea not null check (length(answers) = 32),
  compared_id uuid,
  is_compared_with_print boolean not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, round_id, number),
  foreign key (municipality_id, round_id) references survey.round,
  foreign key (municipality_id, compared_id) references survey.publication,
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint publication_by_sex_and_age_is_protected check ((contents <> 'alla tabeller') <= (form = 'skyddad')),
  constraint publication_is_compared_once check (not (is_compared_with_print and compared_id is not null))
);
comment on table survey.publication is 'That a publication of a round was asked for: in which form, with what, and of which answers.';
comment on column survey.publication.answers is 'SHA-256 of the list of the deliveries that it is made of (survey.publication_delivery): the same answers have the same.';
comment on column survey.publication.compared_id is 'The publication of another round that it is compared with.';
create index publication_recorded_by on survey.publication (municipality_id, recorded_by);
create index publication_compared on survey.publication (municipality_id, compared_id) where compared_id is not null;

create table survey.publication_delivery (
  municipality_id smallint not null,
  publication_id uuid not null,
  unit_id uuid not null,
  number smallint not null,
  primary key (municipality_id, publication_id, unit_id),
  foreign key (municipality_id, publication_id) references survey.publication,
  foreign key (municipality_id, unit_id, number) references survey.delivery
);
comment on table survey.publication_delivery is 'The deliveries that a publication is made of: the last of each unit when it was asked for.';
create index publication_of_delivery on survey.publication_delivery (municipality_id, unit_id, number);

create table survey.publication_step (
  municipality_id smallint not null,
  publication_id uuid not null,
  percent smallint not null check (percent between 0 and 100),
  recorded_at timestamptz not null,
  primary key (municipality_id, publication_id, percent),
  foreign key (municipality_id, publication_id) references survey.publication
);
comment on table survey.publication_step is 'How far the making of a publication has come, in per cent.';

create table survey.publication_outcome (
  municipality_id smallint not null,
  publication_id uuid not null,
  is_publishable boolean not null,
  content text check (length(content) between 2 and 50000000),
  digest bytea check (length(digest) = 32),
  refused_because text check (length(refused_because) between 1 and 100000),
  program text not null check (length(program) between 1 and 100),
  recorded_at timestamptz not null,
  primary key (municipality_id, publication_id),
  foreign key (municipality_id, publication_id) references survey.publication,
  constraint publication_has_content_or_a_reason check (
    is_publishable = (content is not null) and is_publishable = (digest is not null) and is_publishable = (refused_because is null))
);
comment on table survey.publication_outcome is 'The publication as it was made, or why there is none.';
comment on column survey.publication_outcome.content is 'Tables, figures of the text, quality declaration and audit as JSON: every form is written of it.';
comment on column survey.publication_outcome.digest is 'SHA-256 of the content.';
comment on column survey.publication_outcome.program is 'Version of the program that made it.';

do $$
declare t text;
begin
  foreach t in array array['publication', 'publication_delivery', 'publication_step', 'publication_outcome'] loop
    perform core.keep_municipalities_apart(format('survey.%I', t)::regclass);
    execute format('grant select, insert on survey.%I to fortrogen_app', t);
  end loop;
end $$;
