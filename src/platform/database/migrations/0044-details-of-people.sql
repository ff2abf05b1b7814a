-- What a case knows of somebody beside the name: addresses and telephones over time, language and interpreter, how one speaks with them, earlier names,
-- other numbers. Each is of the case that has written it. A correction, an end and a withdrawal are rows that point back.
create table people.person_detail (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('folkbokföringsadress', 'vistelseadress', 'särskild postadress', 'telefon', 'e-post', 'språk', 'tolk',
    'kommunikation', 'tidigare namn', 'samordningsnummer', 'reservnummer')),
  detail text not null check (length(detail) between 1 and 300),
  valid_from date not null,
  valid_to date,
  change text not null check (change in ('bekräftad', 'rättad', 'upphörd', 'återtagen')),
  reason text check (length(reason) between 1 and 2000),
  source text not null check (source in ('folkbokföringen', 'id-handling', 'Migrationsverket', 'uppgift från någon')),
  source_detail text check (length(source_detail) between 1 and 200),
  source_on date not null,
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, person_id, id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, person_id) references people.person,
  foreign key (municipality_id, case_id, person_id, corrects_id) references people.person_detail (municipality_id, case_id, person_id, id),
  constraint detail_ends_after_it_began check (valid_to >= valid_from),
  constraint detail_change_points_back check ((change = 'bekräftad') = (corrects_id is null)),
  constraint detail_end_has_a_day check (change <> 'upphörd' or valid_to is not null),
  constraint detail_withdrawn_says_why check ((change = 'återtagen') = (reason is not null)),
  constraint detail_by_word_of_mouth_says_whose check (source <> 'uppgift från någon' or source_detail is not null)
);
comment on table people.person_detail is 'What a case knows of somebody in it, with from, to and source: never shown in a case that may not know of this one.';
comment on column people.person_detail.detail is 'An address, a number, a language, an interpreter, a name: in the words of the source.';
create index person_detail_person on people.person_detail (municipality_id, person_id);
create unique index person_detail_corrects on people.person_detail (municipality_id, case_id, person_id, corrects_id) where corrects_id is not null;
create trigger closed_case_takes_no_detail before insert on people.person_detail for each row execute function intake.refuse_writing_in_closed_case();
select core.keep_municipalities_apart('people.person_detail'::regclass);
grant select, insert on people.person_detail to fortrogen_app;
