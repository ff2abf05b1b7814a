-- What the population register says of somebody in a case, where it is something else than the case knows: a change that is proposed there. A protection that is
-- stronger is written at once, in every case; all else by somebody who works in the case.
create table people.population_notice (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('namn', 'folkbokföringsadress', 'vårdnadshavare', 'skydd', 'avliden', 'flyttat')),
  said jsonb not null,
  known text check (length(known) between 1 and 500),
  valid_from date,
  read_on date not null,
  way text not null check (way in ('fråga', 'fil')),
  digest bytea not null check (length(digest) = 32),
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, person_id) references people.person,
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint asked_by_somebody check ((way = 'fråga') = (recorded_by is not null))
);
comment on table people.population_notice is 'What the population register says otherwise than the case knows. It changes nothing by itself, but for a stronger protection.';
comment on column people.population_notice.digest is 'SHA-256 of who, what and since when: the same is told once in a case.';
create unique index population_notice_once on people.population_notice (municipality_id, case_id, person_id, digest);
create index population_notice_person on people.population_notice (municipality_id, person_id);
create index population_notice_recorded_by on people.population_notice (municipality_id, recorded_by) where recorded_by is not null;

create table people.population_outcome (
  municipality_id smallint not null,
  notice_id uuid not null,
  case_id uuid not null,
  outcome text not null check (outcome in ('inskrivet', 'läst')),
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (municipality_id, notice_id),
  foreign key (municipality_id, case_id, notice_id) references people.population_notice (municipality_id, case_id, id),
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table people.population_outcome is 'What became of it: written in, or read. By nobody where it was a protection, which is written at once.';
create index population_outcome_recorded_by on people.population_outcome (municipality_id, recorded_by) where recorded_by is not null;
create index population_outcome_notice on people.population_outcome (municipality_id, case_id, notice_id);

select core.keep_municipalities_apart(t) from unnest(array['people.population_notice', 'people.population_outcome']::regclass[]) t;
grant select, insert on people.population_notice, people.population_outcome to fortrogen_app;
