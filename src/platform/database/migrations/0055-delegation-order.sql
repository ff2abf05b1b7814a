-- The board's delegation order (6 kap. 37 § and 7 kap. 5 § KL) as versions that are never altered: each change is a new version, and the version that the board
-- has adopted holds from its day. What a caseworker decides on delegation points at the version and the point that allowed it.
create table decision.delegation_version (
  municipality_id smallint not null references core.municipality,
  number smallint not null check (number > 0),
  name text not null check (length(name) between 1 and 200),
  is_example boolean not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, number),
  foreign key (municipality_id, recorded_by) references access.staff
);
create index delegation_version_recorded_by on decision.delegation_version (municipality_id, recorded_by);
comment on table decision.delegation_version is 'The delegation order as it was written at one time: a proposal until the board has adopted it (decision.delegation_adoption).';
comment on column decision.delegation_version.is_example is 'It is the example that comes with the program, or a change of it that nobody has made the municipality''s own.';

create table decision.delegation_point (
  municipality_id smallint not null,
  version smallint not null,
  point text not null check (point ~ '^[0-9A-Za-z]+([.][0-9A-Za-z]+)*$' and length(point) <= 20),
  decision_type text not null check (decision_type in ('inleda utredning', 'inte inleda utredning', 'förlänga förhandsbedömning', 'förlänga utredning',
    'avsluta utredning utan insats', 'bevilja insats', 'avslå ansökan om insats', 'bevilja placering', 'uppföljning utan samtycke', 'övervägande av vård',
    'ansökan om vård enligt LVU', 'omedelbart omhändertagande')),
  grounds text[] not null,
  interventions text[] not null,
  most_months smallint check (most_months between 1 and 240),
  most_kronor integer check (most_kronor between 0 and 10000000),
  level text not null check (level in ('handläggare', 'förste socialsekreterare', 'enhetschef', 'utskott', 'nämnd')),
  qualified boolean not null,
  restriction text check (length(restriction) between 1 and 500),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, version, point),
  foreign key (municipality_id, version) references decision.delegation_version,
  -- What the law leaves to the board or a committee alone no municipality can delegate (30 kap. 6-9 §§ SoL; src/casework/decision/rules.ts, a test compares).
  constraint reserved_is_not_delegated check (level in ('utskott', 'nämnd') or not (
    decision_type in ('övervägande av vård', 'ansökan om vård enligt LVU', 'omedelbart omhändertagande')
    or 'one-guardian-refuses' = any (grounds)
    or interventions && array['familjehem', 'nätverkshem', 'jourhem']
    or (decision_type = 'bevilja placering' and cardinality(interventions) = 0)))
);
comment on column decision.delegation_point.grounds is 'The legal grounds that it is for; none: all of them.';
comment on column decision.delegation_point.interventions is 'The types of intervention that it is for; none: all of them.';
comment on column decision.delegation_point.qualified is 'Only somebody with the degree of 25 kap. 1 § SoL.';

create table decision.delegation_adoption (
  municipality_id smallint not null,
  version smallint not null,
  valid_from date not null,
  decided_on date not null,
  body text not null check (length(body) between 1 and 200),
  minutes_number text not null check (length(minutes_number) between 1 and 50),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, version),
  foreign key (municipality_id, version) references decision.delegation_version,
  constraint order_holds_from_its_decision check (valid_from >= decided_on),
  constraint order_has_been_decided check (decided_on <= (recorded_at at time zone 'Europe/Stockholm')::date)
);
create index delegation_adoption_from on decision.delegation_adoption (municipality_id, valid_from, version);

-- On which level an employee decides, and whether the degree of 25 kap. 1 § SoL is there: dated, the latest row of a day holds, and nobody says it of themselves.
create table decision.staff_mandate (
  municipality_id smallint not null,
  staff_id uuid not null,
  number smallint not null check (number > 0),
  valid_from date not null,
  level text not null check (level in ('handläggare', 'förste socialsekreterare', 'enhetschef', 'ingen')),
  qualified boolean not null,
  degree text check (length(degree) between 1 and 200),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, staff_id, number),
  foreign key (municipality_id, staff_id) references access.staff,
  constraint mandate_is_given_by_another check (recorded_by <> staff_id),
  constraint qualified_says_which_degree check (not qualified or degree is not null)
);
comment on column decision.staff_mandate.level is 'ingen: decides nothing on delegation from that day.';

alter table decision.maker
  add column delegation_version smallint,
  add constraint maker_delegated_by_point foreign key (municipality_id, delegation_version, delegation_point)
    references decision.delegation_point (municipality_id, version, point),
  add constraint maker_version_has_point check (delegation_version is null or (delegation_point is not null and decider = 'tjänsteman'));
create index maker_delegation on decision.maker (municipality_id, delegation_version, delegation_point) where delegation_version is not null;
comment on column decision.maker.delegation_version is 'The version of the delegation order whose point allowed it; null for what was decided before there was one.';

alter table decision.decision
  add column granted_months smallint check (granted_months between 1 and 240),
  add column granted_kronor integer check (granted_kronor between 0 and 10000000);
comment on column decision.decision.granted_kronor is 'What it costs in a month, as far as it was said.';

select core.keep_municipalities_apart(t) from unnest(array['decision.delegation_version', 'decision.delegation_point', 'decision.delegation_adoption',
  'decision.staff_mandate']::regclass[]) t;
grant select, insert on decision.delegation_version, decision.delegation_point, decision.delegation_adoption, decision.staff_mandate to fortrogen_app;
