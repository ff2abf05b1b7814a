-- What an investigation has seen at home, and which instruments were used in it; and that its analysis may rest on these, and on what a party has told.

create table investigation.home_visit (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  investigation_id uuid not null,
  visited_on date not null,
  visited_at time,
  announced text not null check (announced in ('anmält', 'oanmält')),
  why_unannounced text check (length(why_unannounced) between 1 and 2000),
  home text not null check (home in ('gemensamt hem', 'en vårdnadshavares hem', 'ett annat hem')),
  person_id uuid,
  home_of text check (length(home_of) between 1 and 200),
  outcome text not null check (outcome in ('genomfört', 'ingen öppnade', 'fick inte komma in')),
  ground text check (ground in ('samtycke', 'annan grund')),
  consent_of text check (length(consent_of) between 1 and 500),
  other_ground text check (length(other_ground) between 1 and 500),
  present text check (length(present) between 1 and 2000),
  child_there text check (child_there in ('ja', 'nej')),
  talked_with_child text check (talked_with_child in ('ja', 'nej')),
  seen text check (length(seen) between 1 and 20000),
  child_room text check (length(child_room) between 1 and 20000),
  withheld_from_guardians text check (length(withheld_from_guardians) between 1 and 20000),
  withheld_reason text check (length(withheld_reason) between 1 and 1000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, investigation_id, id),
  foreign key (municipality_id, case_id, investigation_id) references investigation.body (municipality_id, case_id, investigation_id),
  foreign key (municipality_id, person_id) references people.person,
  constraint visit_unannounced_says_why check ((announced = 'oanmält') = (why_unannounced is not null)),
  constraint visit_says_whose_home check (
    (home = 'en vårdnadshavares hem') = (person_id is not null) and (home = 'ett annat hem') = (home_of is not null)),
  constraint visit_inside_says_on_which_ground check (
    (outcome = 'genomfört') = (ground is not null)
    and (consent_of is not null) = (coalesce(ground, '') = 'samtycke') and (other_ground is not null) = (coalesce(ground, '') = 'annan grund')),
  constraint visit_inside_says_what_was_seen check (
    num_nonnulls(present, child_there, seen, child_room) = case when outcome = 'genomfört' then 4 else 0 end
    and (talked_with_child is not null) = (coalesce(child_there, 'nej') = 'ja')),
  constraint visit_withheld_says_why check (num_nonnulls(withheld_from_guardians, withheld_reason) in (0, 2))
);
comment on table investigation.home_visit is 'A visit to a home in an investigation: announced or not, on which ground, who was there and what was seen. What it says of the child is findings that point at it.';
create index home_visit_body on investigation.home_visit (municipality_id, case_id, investigation_id);
create index home_visit_person on investigation.home_visit (municipality_id, person_id) where person_id is not null;

alter table investigation.finding add column visit_id uuid;
alter table investigation.finding add foreign key (municipality_id, investigation_id, visit_id) references investigation.home_visit (municipality_id, investigation_id, id);
create index finding_visit on investigation.finding (municipality_id, investigation_id, visit_id) where visit_id is not null;

-- The instruments that a municipality uses, by name alone, each from a day and until one. What they ask and how they count is never kept here.
create table investigation.instrument (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  used_for text check (length(used_for) between 1 and 500),
  valid_from date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table investigation.instrument is 'An instrument that the municipality uses, by its name: never its items.';
create unique index instrument_once on investigation.instrument (municipality_id, lower(name), valid_from);
create index instrument_recorded_by on investigation.instrument (municipality_id, recorded_by);

create table investigation.instrument_ending (
  municipality_id smallint not null,
  instrument_id uuid not null,
  last_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, instrument_id),
  foreign key (municipality_id, instrument_id) references investigation.instrument,
  foreign key (municipality_id, recorded_by) references access.staff
);
create index instrument_ending_recorded_by on investigation.instrument_ending (municipality_id, recorded_by);

create table investigation.instrument_use (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  investigation_id uuid not null,
  instrument_id uuid not null,
  used_on date not null,
  used_by text not null check (length(used_by) between 1 and 200),
  about text not null check (about in ('barnet', 'en vårdnadshavare', 'familjen')),
  person_id uuid,
  summary text not null check (length(summary) between 1 and 5000),
  withheld_from_guardians text check (length(withheld_from_guardians) between 1 and 20000),
  withheld_reason text check (length(withheld_reason) between 1 and 1000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, investigation_id, id),
  foreign key (municipality_id, case_id, investigation_id) references investigation.body (municipality_id, case_id, investigation_id),
  foreign key (municipality_id, instrument_id) references investigation.instrument,
  foreign key (municipality_id, person_id) references people.person,
  constraint instrument_about_a_guardian_says_which check ((about = 'en vårdnadshavare') = (person_id is not null)),
  constraint instrument_withheld_says_why check (num_nonnulls(withheld_from_guardians, withheld_reason) in (0, 2))
);
comment on table investigation.instrument_use is 'That an instrument was used in an investigation: which, when, by whom and what it came to in words. Never its items or scores.';
create index instrument_use_body on investigation.instrument_use (municipality_id, case_id, investigation_id);
create index instrument_use_instrument on investigation.instrument_use (municipality_id, instrument_id);
create index instrument_use_person on investigation.instrument_use (municipality_id, person_id) where person_id is not null;

-- What an analysis rests on may be what a party has told, a visit or an instrument too.
alter table party.account add unique (municipality_id, case_id, investigation_id, id);
alter table investigation.citation add column account_id uuid, add column visit_id uuid, add column instrument_use_id uuid;
alter table investigation.citation
  add foreign key (municipality_id, case_id, investigation_id, account_id) references party.account (municipality_id, case_id, investigation_id, id),
  add foreign key (municipality_id, investigation_id, visit_id) references investigation.home_visit (municipality_id, investigation_id, id),
  add foreign key (municipality_id, investigation_id, instrument_use_id) references investigation.instrument_use (municipality_id, investigation_id, id),
  drop constraint citation_is_of_one_thing,
  add constraint citation_is_of_one_thing check (num_nonnulls(finding_id, conversation_id, account_id, visit_id, instrument_use_id) = 1);
create index citation_account on investigation.citation (municipality_id, case_id, investigation_id, account_id) where account_id is not null;
create index citation_visit on investigation.citation (municipality_id, investigation_id, visit_id) where visit_id is not null;
create index citation_instrument_use on investigation.citation (municipality_id, investigation_id, instrument_use_id) where instrument_use_id is not null;
alter table investigation.passage add column rests_on_account_id uuid, add column rests_on_visit_id uuid, add column rests_on_instrument_use_id uuid;
alter table investigation.passage
  add foreign key (municipality_id, case_id, investigation_id, rests_on_account_id) references party.account (municipality_id, case_id, investigation_id, id),
  add foreign key (municipality_id, investigation_id, rests_on_visit_id) references investigation.home_visit (municipality_id, investigation_id, id),
  add foreign key (municipality_id, investigation_id, rests_on_instrument_use_id) references investigation.instrument_use (municipality_id, investigation_id, id),
  drop constraint analysis_rests_on_something,
  add constraint analysis_rests_on_something check (section <> 'analys' or not analysis_cites
    or num_nonnulls(rests_on_finding_id, rests_on_conversation_id, rests_on_account_id, rests_on_visit_id, rests_on_instrument_use_id) > 0);
create index passage_rests_on_account on investigation.passage (municipality_id, case_id, investigation_id, rests_on_account_id) where rests_on_account_id is not null;
create index passage_rests_on_visit on investigation.passage (municipality_id, investigation_id, rests_on_visit_id) where rests_on_visit_id is not null;
create index passage_rests_on_instrument_use on investigation.passage (municipality_id, investigation_id, rests_on_instrument_use_id) where rests_on_instrument_use_id is not null;

select core.keep_municipalities_apart(('investigation.' || t)::regclass) from unnest(array['home_visit', 'instrument', 'instrument_ending', 'instrument_use']) t;
grant select, insert on investigation.home_visit, investigation.instrument, investigation.instrument_ending, investigation.instrument_use to fortrogen_app;
