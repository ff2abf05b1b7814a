-- The municipality's interventions as dated data: those that are given after an individual needs assessment, and those that the board has decided to offer without (11 kap. 5 § SoL).
-- Of what is given without, nothing is written about anybody here: there is no case and no journal, only how many times and how many visits in a month.
create table intervention.offer (
  municipality_id smallint not null references core.municipality,
  offer_id uuid not null,
  number smallint not null check (number > 0),
  offer_name text not null check (length(offer_name) between 1 and 200),
  type text not null check (type in ('kontaktperson', 'stöd till barn enskilt', 'stöd till barn i grupp', 'familjebehandling', 'föräldrastöd', 'öppenvårdsprogram',
    'insats till våldsutövare', 'annan öppen insats', 'familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende', 'rådgivning', 'öppen verksamhet')),
  assessment text not null check (assessment in ('med', 'utan')),
  documentation text check (documentation in ('dokumenteras', 'rådgivning', 'utan identitet')),
  conditions text check (length(conditions) between 1 and 2000),
  special_reasons text check (length(special_reasons) between 1 and 2000),
  decided_on date,
  minutes_number text check (length(minutes_number) between 1 and 50),
  valid_from date not null,
  ends boolean not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, offer_id, number),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint some_always_need_assessment check (assessment = 'med' or type not in ('kontaktperson', 'familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende')),
  constraint what_is_granted_has_a_type check (assessment = 'utan' or type not in ('rådgivning', 'öppen verksamhet')),
  constraint offered_without_is_decided check (num_nonnulls(documentation, conditions, decided_on, minutes_number) = case when assessment = 'utan' then 4 else 0 end),
  constraint without_identity_says_why check ((special_reasons is not null) = (documentation is not null and documentation = 'utan identitet')),
  constraint advice_is_advice check (documentation is null or (documentation = 'rådgivning') = (type = 'rådgivning')),
  constraint offered_from_its_decision check (valid_from >= decided_on),
  constraint offer_has_been_decided check (decided_on <= (recorded_at at time zone 'Europe/Stockholm')::date)
);
create index offer_recorded_by on intervention.offer (municipality_id, recorded_by);
comment on table intervention.offer is 'An intervention that the municipality has: a version from a day, never altered. The latest that has come holds, until one that ends it.';
comment on column intervention.offer.documentation is 'Without assessment: how carrying it out is written down (14 kap. 3-5 §§ SoL).';

create table intervention.offer_count (
  municipality_id smallint not null,
  offer_id uuid not null,
  offer_number smallint not null,
  month date not null check (extract(day from month) = 1),
  number smallint not null check (number > 0),
  times integer not null check (times between 0 and 100000),
  visits integer not null check (visits between 0 and 1000000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, offer_id, month, number),
  foreign key (municipality_id, offer_id, offer_number) references intervention.offer,
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint month_has_begun check (month <= (recorded_at at time zone 'Europe/Stockholm')::date)
);
create index offer_count_recorded_by on intervention.offer_count (municipality_id, recorded_by);
create index offer_count_offer on intervention.offer_count (municipality_id, offer_id, offer_number);
comment on table intervention.offer_count is 'How often something without needs assessment was given in a month, and to how many visits: figures and nothing about anybody. The latest number of a month holds.';

select core.keep_municipalities_apart(t) from unnest(array['intervention.offer', 'intervention.offer_count']::regclass[]) t;
grant select, insert on intervention.offer, intervention.offer_count to fortrogen_app;
