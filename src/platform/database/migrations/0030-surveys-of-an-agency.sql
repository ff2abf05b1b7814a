-- An agency asks many: a round of a questionnaire, the units that are asked, and what each delivers. An agency is a tenant of its own: its rows are kept
-- apart from every municipality's as theirs are from one another, and what it knows of a municipality is what that one has delivered.

alter table core.municipality
  drop constraint municipality_kind_check,
  add constraint municipality_kind_check check (kind in ('kommun', 'stadsdel', 'myndighet')),
  drop constraint municipality_code_check,
  add constraint municipality_code_check check (code ~ '^([0-9]{4}(-[0-9]{2})?|[0-9]{6}-[0-9]{4})$'),
  add constraint agency_has_its_own_number check ((kind = 'myndighet') = (code ~ '^[0-9]{6}-[0-9]{4}$'));
comment on table core.municipality is 'One tenant: a municipality (SCB code), a district of Stockholm or Göteborg (city code, dash, number), or an agency (organisation number).';

create table survey.round (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  questionnaire text not null check (questionnaire ~ '^[a-z][a-z0-9-]{0,63}$'),
  version smallint not null check (version > 0),
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  title text not null check (length(title) between 1 and 200),
  opens_on date not null,
  last_day date not null,
  closes_on date not null,
  contact text not null check (length(contact) between 1 and 500),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint round_ends_after_it_opens check (last_day >= opens_on),
  constraint round_closes_after_its_last_day check (closes_on >= last_day)
);
comment on table survey.round is 'That an agency asks a questionnaire of many: which version of it, from when, until when, and until when late answers are taken.';
comment on column survey.round.contact is 'Whom a unit asks: stands in invitations and on the pages.';
create index round_recorded_by on survey.round (municipality_id, recorded_by);

create table survey.unit (
  municipality_id smallint not null,
  id uuid not null,
  round_id uuid not null,
  code text not null check (code ~ '^[0-9]{4}(-[0-9]{2})?$'),
  name text not null check (length(name) between 1 and 200),
  storlek text check (length(storlek) between 1 and 100),
  nyckel text check (length(nyckel) between 1 and 100),
  skr_grupp text check (length(skr_grupp) between 1 and 100),
  lan text check (length(lan) between 1 and 100),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, round_id, code),
  foreign key (municipality_id, round_id) references survey.round,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.unit is 'A municipality or district that is asked: the frame of the round as it was when the round was set up.';
comment on column survey.unit.storlek is 'The groups that results are given by, as the frame said; null where it said none.';
create index unit_recorded_by on survey.unit (municipality_id, recorded_by);

create table survey.delivery (
  municipality_id smallint not null,
  unit_id uuid not null,
  number smallint not null check (number > 0),
  way text not null check (way in ('på sidan', 'signerad fil', 'signerat anrop', 'åt enheten')),
  content text not null check (length(content) between 2 and 1000000),
  digest bytea not null check (length(digest) = 32),
  serial integer not null check (serial > 0),
  signed_at timestamptz not null,
  is_late boolean not null,
  received_at timestamptz not null,
  recorded_by uuid,
  primary key (municipality_id, unit_id, number),
  unique (municipality_id, unit_id, digest),
  foreign key (municipality_id, unit_id) references survey.unit,
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint delivery_for_a_unit_says_by_whom check ((way = 'åt enheten') <= (recorded_by is not null))
);
comment on table survey.delivery is 'Answers as a unit signed and sent them; the last one of a unit counts.';
comment on column survey.delivery.content is 'The answer file, byte for byte as it was signed.';
comment on column survey.delivery.serial is 'The number that the sender gave it. A lower one is older and is not taken after a higher.';
comment on column survey.delivery.recorded_by is 'Who put it in by hand at the agency.';
create index delivery_received on survey.delivery (municipality_id, received_at);
create index delivery_recorded_by on survey.delivery (municipality_id, recorded_by) where recorded_by is not null;

-- A unit answers on pages too: its answer set stands with the agency, and nobody who writes in it has an account there.
alter table survey.answer_set
  add column unit_id uuid,
  alter column recorded_by drop not null,
  add foreign key (municipality_id, unit_id) references survey.unit,
  add constraint answer_set_says_who_began check (num_nonnulls(unit_id, recorded_by) = 1);
comment on column survey.answer_set.unit_id is 'The unit that answers by its link; null where the tenant answers for itself.';
alter table survey.answer_set drop constraint answer_set_municipality_id_questionnaire_last_day_key;
create unique index answer_set_of_the_tenant on survey.answer_set (municipality_id, questionnaire, last_day) where unit_id is null;
create unique index answer_set_of_the_unit on survey.answer_set (municipality_id, unit_id) where unit_id is not null;

do $$
declare t text;
begin
  foreach t in array array['page_save', 'signature'] loop
    execute format('alter table survey.%I alter column recorded_by drop not null, add column said_by text check (length(said_by) between 1 and 100),
      add constraint %I check (num_nonnulls(recorded_by, said_by) = 1)', t, t || '_says_by_whom');
    execute format('comment on column survey.%I.said_by is %L', t, 'Who wrote it, as they said themselves: somebody at a unit, who has no account with the agency.');
  end loop;
  foreach t in array array['round', 'unit', 'delivery'] loop
    perform core.keep_municipalities_apart(format('survey.%I', t)::regclass);
    execute format('grant select, insert on survey.%I to fortrogen_app', t);
  end loop;
end $$;
