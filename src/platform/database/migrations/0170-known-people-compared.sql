-- A number that is known beside another name, birth date or sex may be another person's: nobody is joined to a known person in silence. What was
-- known, what was typed and what became of it stand here; what is known of a person is changed only by such a row, with its source.

create table people.person_review (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  person_id uuid not null,
  case_id uuid not null,
  intake_id uuid,
  known jsonb not null,
  typed jsonb not null,
  taken text[] not null,
  kept text[] not null,
  source text check (source in ('folkbokföringen', 'id-handling', 'Migrationsverket', 'uppgift från någon', 'dom eller beslut av domstol',
    'avtal som socialnämnden har godkänt', 'anmälan om gemensam vårdnad')),
  source_detail text check (length(source_detail) between 1 and 200),
  source_on date,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references people.person,
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id),
  check ((source is null) = (source_on is null)),
  check (source is distinct from 'uppgift från någon' or source_detail is not null)
);
comment on table people.person_review is 'What was typed of a person who was already known, where it was not what is known: taken into what is known, or kept here only.';
create index person_review_person on people.person_review (municipality_id, person_id);
create index person_review_case on people.person_review (municipality_id, case_id, intake_id);
select core.keep_municipalities_apart('people.person_review');
grant select, insert on people.person_review to fortrogen_app;
