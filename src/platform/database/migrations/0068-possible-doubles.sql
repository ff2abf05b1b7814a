-- One child may stand here twice: without number and with it, with a coordination number and a personal number, with two digits in each other's place.
-- Who may be the same is proposed (`people.propose_doubles`), somebody says whether it is, and both children's cases stay as they were written.
alter table people.person
  add column same_as uuid,
  add foreign key (municipality_id, same_as) references people.person,
  add constraint nobody_follows_themselves check (same_as <> id);
comment on column people.person.same_as is 'The row of the same person that leads: its number is the person''s. Kept by people.double_outcome (people.follow_double); nobody else writes it.';
create index person_same_as on people.person (municipality_id, same_as) where same_as is not null;

-- What is known of a person is changed by the program; who is the same as whom only by what is said of a double.
revoke insert, update on people.person from fortrogen_app;
grant insert (municipality_id, id, identity_number, birth_date, birth_date_known, given_name, family_name, sex, protected_identity, language,
    interpreter_need, disability, country_of_birth, unaccompanied, phone, recorded_by, recorded_at),
  update (identity_number, birth_date, birth_date_known, given_name, family_name, sex, protected_identity, language, interpreter_need, disability,
    country_of_birth, unaccompanied, phone) on people.person to fortrogen_app;

create table people.possible_double (
  municipality_id smallint not null,
  one_id uuid not null,
  other_id uuid not null,
  why text not null check (why in ('samma namn och födelsedag', 'samma namn och födelseår', 'nästan samma födelsedag', 'förväxlade siffror i numret',
    'samordningsnummer och personnummer', 'bara den ena har nummer')),
  found_at timestamptz not null,
  primary key (municipality_id, one_id, other_id),
  foreign key (municipality_id, one_id) references people.person,
  foreign key (municipality_id, other_id) references people.person,
  constraint double_is_of_two check (one_id < other_id)
);
comment on table people.possible_double is 'Two children with cases who may be one: proposed once, by indexes, when a case is opened or what is known of a child changes.';
create index possible_double_other on people.possible_double (municipality_id, other_id);

create table people.double_outcome (
  municipality_id smallint not null,
  id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  outcome text not null check (outcome in ('samma', 'inte samma')),
  leads_id uuid,
  decided_on date not null,
  reason text not null check (length(reason) between 1 and 2000),
  source text not null check (source in ('folkbokföringen', 'id-handling', 'Migrationsverket', 'uppgift från någon')),
  source_detail text check (length(source_detail) between 1 and 200),
  source_on date not null,
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, one_id, other_id, id),
  foreign key (municipality_id, one_id, other_id) references people.possible_double,
  foreign key (municipality_id, one_id, other_id, corrects_id) references people.double_outcome (municipality_id, one_id, other_id, id),
  constraint same_child_says_whose_words check ((outcome = 'samma') = (leads_id is not null)),
  constraint one_of_the_two_leads check (leads_id in (one_id, other_id)),
  constraint double_by_word_of_mouth_says_whose check (source <> 'uppgift från någon' or source_detail is not null)
);
comment on table people.double_outcome is 'Whether the two are one: who said so, when, by which source and why. A correction is a row that points back.';
comment on column people.double_outcome.leads_id is 'Whose name, day and number hold for both.';
-- Two who say it at once: the second is told.
create unique index double_settled_once on people.double_outcome (municipality_id, one_id, other_id) where corrects_id is null;
create index double_outcome_other on people.double_outcome (municipality_id, other_id);
create unique index double_outcome_follows on people.double_outcome (municipality_id, one_id, other_id, corrects_id) where corrects_id is not null;

select core.keep_municipalities_apart(t) from unnest(array['people.possible_double', 'people.double_outcome']::regclass[]) t;
grant select on people.possible_double to fortrogen_app;
grant select, insert on people.double_outcome to fortrogen_app;
