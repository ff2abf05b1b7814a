-- What an agency has published of a survey, as a municipality reads it in to compare its own answers with: protected figures of groups, never of one unit.
create table survey.known_publication (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  questionnaire text not null check (questionnaire ~ '^[a-z][a-z0-9-]{0,63}$'),
  published_by text not null check (length(published_by) between 1 and 300),
  content text not null check (length(content) between 2 and 8000000),
  storlek text check (length(storlek) between 1 and 100),
  nyckel text check (length(nyckel) between 1 and 100),
  skr_grupp text check (length(skr_grupp) between 1 and 100),
  lan text check (length(lan) between 1 and 100),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.known_publication is 'Published results of a survey, read in; the last of a source counts.';
comment on column survey.known_publication.content is 'The tables that were published, as they were read.';
comment on column survey.known_publication.storlek is 'The group of the publication that this municipality belongs to; so too the key, the SKR group and the region. Null where there is none.';
create index known_publication_of on survey.known_publication (municipality_id, questionnaire, recorded_at);
create index known_publication_recorded_by on survey.known_publication (municipality_id, recorded_by);
select core.keep_municipalities_apart('survey.known_publication'::regclass);
grant select, insert on survey.known_publication to fortrogen_app;
