-- Open answers by code are published as tables are: kept as they were made, of codings that are named, and held against what is out already.
alter table survey.publication
  add column code_book_id uuid,
  add column codings bytea check (length(codings) = 32),
  add foreign key (municipality_id, code_book_id) references survey.code_book,
  drop constraint publication_contents_check,
  add constraint publication_contents_check
    check (contents in ('alla tabeller', 'också efter kön och ålder', 'bara efter kön och ålder', 'öppna svar efter kod')),
  add constraint publication_of_codes_names_them
    check ((contents = 'öppna svar efter kod') = (code_book_id is not null) and (code_book_id is null) = (codings is null)),
  add constraint publication_of_codes_is_not_compared
    check (code_book_id is null or (compared_id is null and not is_compared_with_print));
comment on column survey.publication.code_book_id is 'Where it is of open answers by code: the code book, and by it the question.';
comment on column survey.publication.codings is 'SHA-256 of which unit has which codes: the same codes have the same.';
create index publication_code_book on survey.publication (municipality_id, code_book_id) where code_book_id is not null;

create table survey.publication_coding (
  municipality_id smallint not null,
  publication_id uuid not null,
  coding_id uuid not null,
  primary key (municipality_id, publication_id, coding_id),
  foreign key (municipality_id, publication_id) references survey.publication,
  foreign key (municipality_id, coding_id) references survey.coding
);
comment on table survey.publication_coding is 'The codings that a publication of open answers is made of: for each unit the one whose codes were decided on.';
create index publication_of_coding on survey.publication_coding (municipality_id, coding_id);
select core.keep_municipalities_apart('survey.publication_coding');
grant select, insert on survey.publication_coding to fortrogen_app;
