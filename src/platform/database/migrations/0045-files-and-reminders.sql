-- Files that are kept: what a file is stands in a row, what it holds in pieces beside it. A room's own row points at its file.
-- The register of routines is the first that has files; it also says who answers for a routine and whom its review is reminded to.

create schema files;

create table files.file (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  name text not null check (length(name) between 1 and 150 and name !~ '[[:cntrl:]/\\]'),
  kind text not null check (kind in ('pdf', 'docx', 'odt', 'text')),
  size integer not null check (size between 1 and 20971520),
  sha256 bytea not null check (length(sha256) = 32),
  scan text not null check (scan in ('ren', 'inte genomsökt')),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table files.file is 'A file that came in: its name, what it is by its content, and whether it was looked through for harmful code.';
comment on column files.file.kind is 'By the content, never by the name.';
comment on column files.file.size is 'Bytes.';
comment on column files.file.sha256 is 'SHA-256 of the bytes: a download that does not agree with it is broken off.';
comment on column files.file.scan is 'ren: a scanner found nothing; inte genomsökt: none was set up when it came. What a scanner refuses is not kept.';
create index file_recorded_by on files.file (municipality_id, recorded_by);

create table files.piece (
  municipality_id smallint not null,
  file_id uuid not null,
  number smallint not null check (number >= 0),
  content bytea not null check (length(content) between 1 and 1048576),
  primary key (municipality_id, file_id, number),
  foreign key (municipality_id, file_id) references files.file
);
comment on table files.piece is 'The bytes of a file, a megabyte in each row: nobody who reads a list of files reads what they hold.';
-- Documents are packed already.
alter table files.piece alter column content set storage external;

select core.keep_municipalities_apart('files.file');
select core.keep_municipalities_apart('files.piece');
grant usage on schema files to fortrogen_app;
grant select, insert on files.file, files.piece to fortrogen_app;

alter table register.version
  add column responsible text check (length(responsible) between 1 and 200),
  add column reminder_address text check (length(reminder_address) between 3 and 254 and reminder_address !~ '[[:cntrl:][:space:]<>,;]'),
  add column file_id uuid,
  add foreign key (municipality_id, file_id) references files.file,
  drop constraint version_kind_check,
  add constraint version_kind_check check (kind in ('ny', 'rättad', 'reviderad', 'granskad', 'med fil', 'upphörd')),
  drop constraint version_is_found_somewhere,
  add constraint version_is_found_somewhere check (num_nonnulls(link, place, file_id) > 0);
create index version_file on register.version (municipality_id, file_id) where file_id is not null;
comment on column register.version.kind is 'rättad, granskad and med fil stand in the place of the row before; reviderad is decided anew from its day; upphörd ends it.';
comment on column register.version.responsible is 'Which function answers for it; never a person by name.';
comment on column register.version.reminder_address is 'Whom its review is reminded to, by e-mail; null: nobody.';
comment on column register.version.file_id is 'The document itself. One that is decided anew has none until its new words are attached; the earlier row keeps its own.';

create table register.reminder (
  municipality_id smallint not null,
  document_id uuid not null,
  review_on date not null,
  stage text not null check (stage in ('inför', 'på dagen')),
  message_id uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, document_id, review_on, stage),
  foreign key (municipality_id, document_id) references register.document,
  foreign key (municipality_id, message_id) references messages.message
);
comment on table register.reminder is 'That the review of a document on a day was reminded of, before it and on it: each once. One message may remind of several documents.';
create index reminder_message on register.reminder (municipality_id, message_id);
select core.keep_municipalities_apart('register.reminder');
grant select, insert on register.reminder to fortrogen_app;
