-- Open answers are coded by hand: a code book with versions, two who code without seeing each other, what settles where they differ, and quotes that
-- somebody has approved.

create table survey.code_book (
  municipality_id smallint not null,
  id uuid not null,
  round_id uuid not null,
  answer_column text not null check (answer_column ~ '^[a-z][a-z0-9_-]{0,79}$'),
  version smallint not null check (version > 0),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, round_id, answer_column, version),
  foreign key (municipality_id, round_id) references survey.round,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.code_book is 'The codes of one open question of a round, all of them anew in each version; the last version is the one to code by.';
create index code_book_recorded_by on survey.code_book (municipality_id, recorded_by);

create table survey.code (
  municipality_id smallint not null,
  code_book_id uuid not null,
  code text not null check (code ~ '^[a-zåäö0-9][a-zåäö0-9-]{0,29}$'),
  place smallint not null check (place > 0),
  meaning text not null check (length(meaning) between 1 and 300),
  example text check (length(example) between 1 and 500),
  includes text check (length(includes) between 1 and 500),
  excludes text check (length(excludes) between 1 and 500),
  primary key (municipality_id, code_book_id, code),
  unique (municipality_id, code_book_id, place),
  foreign key (municipality_id, code_book_id) references survey.code_book
);
comment on table survey.code is 'What a code means, what it takes in and what it does not.';

create table survey.coder (
  municipality_id smallint not null,
  round_id uuid not null,
  answer_column text not null check (answer_column ~ '^[a-z][a-z0-9_-]{0,79}$'),
  seat smallint not null check (seat in (1, 2)),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, round_id, answer_column, seat),
  unique (municipality_id, round_id, answer_column, recorded_by),
  foreign key (municipality_id, round_id) references survey.round,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.coder is 'Who codes an open question: two, and never the same person twice.';
create index coder_recorded_by on survey.coder (municipality_id, recorded_by);

create table survey.coder_done (
  municipality_id smallint not null,
  round_id uuid not null,
  answer_column text not null,
  seat smallint not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, round_id, answer_column, seat),
  foreign key (municipality_id, round_id, answer_column, seat) references survey.coder,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.coder_done is 'That a coder has coded all there was. When both have, each sees what the other wrote.';
create index coder_done_recorded_by on survey.coder_done (municipality_id, recorded_by);

create table survey.coding (
  municipality_id smallint not null,
  id uuid not null,
  answer_column text not null check (answer_column ~ '^[a-z][a-z0-9_-]{0,79}$'),
  unit_id uuid not null,
  seat smallint not null check (seat in (1, 2, 3)),
  number smallint not null check (number > 0),
  code_book_id uuid not null,
  digest bytea not null check (length(digest) = 32),
  reason text check (length(reason) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, unit_id, answer_column, seat, number),
  unique (municipality_id, id, code_book_id),
  foreign key (municipality_id, unit_id) references survey.unit,
  foreign key (municipality_id, code_book_id) references survey.code_book,
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint settled_coding_says_why check ((seat = 3) = (reason is not null))
);
comment on table survey.coding is 'An open answer as a coder read it; the last number of a seat counts. Seat 3 is what settles where the two differ, and why.';
comment on column survey.coding.digest is 'SHA-256 of the text that was read: a later delivery with another text is to be coded anew.';
create index coding_code_book on survey.coding (municipality_id, code_book_id);
create index coding_recorded_by on survey.coding (municipality_id, recorded_by);

create table survey.coding_code (
  municipality_id smallint not null,
  coding_id uuid not null,
  code_book_id uuid not null,
  code text not null,
  primary key (municipality_id, coding_id, code_book_id, code),
  foreign key (municipality_id, coding_id, code_book_id) references survey.coding (municipality_id, id, code_book_id),
  foreign key (municipality_id, code_book_id, code) references survey.code
);
comment on table survey.coding_code is 'The codes of a coding: one or several, of the version that it was coded by.';
create index coding_code_code on survey.coding_code (municipality_id, code_book_id, code);

create table survey.quote (
  municipality_id smallint not null,
  id uuid not null,
  answer_column text not null check (answer_column ~ '^[a-z][a-z0-9_-]{0,79}$'),
  unit_id uuid not null,
  digest bytea not null check (length(digest) = 32),
  text text not null check (length(text) between 1 and 1000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, unit_id) references survey.unit,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.quote is 'Words of an answer that may stand in a report when somebody has approved them. What is published says no unit.';
create index quote_unit on survey.quote (municipality_id, unit_id);
create index quote_recorded_by on survey.quote (municipality_id, recorded_by);

create table survey.quote_review (
  municipality_id smallint not null,
  quote_id uuid not null,
  number smallint not null check (number > 0),
  outcome text not null check (outcome in ('godkänt', 'avslaget')),
  reason text check (length(reason) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, quote_id, number),
  foreign key (municipality_id, quote_id) references survey.quote,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.quote_review is 'That somebody has read a quote and approved it or not; the last number counts.';
create index quote_review_recorded_by on survey.quote_review (municipality_id, recorded_by);

do $$
declare t text;
begin
  foreach t in array array['code_book', 'code', 'coder', 'coder_done', 'coding', 'coding_code', 'quote', 'quote_review'] loop
    perform core.keep_municipalities_apart(format('survey.%I', t)::regclass);
    execute format('grant select, insert on survey.%I to fortrogen_app', t);
  end loop;
end $$;
