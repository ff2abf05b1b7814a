-- Investigations: four months, or more for special reasons; the best interests of the child; who is told that one is open.

create schema investigation;

-- What is investigated, from the day it was decided to open it.
create table investigation.investigation (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  intake_id uuid not null,
  phase_id uuid not null,
  started_on date not null,
  due_on date not null check (due_on >= started_on),
  purpose text not null check (length(purpose) between 1 and 20000),
  plan text,
  legal_provision text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, phase_id) references participation.phase (municipality_id, case_id, id)
);
comment on column investigation.investigation.due_on is 'What the rule said when the row was written. What is due now is asked of the rule.';
create index investigation_case on investigation.investigation (municipality_id, case_id, intake_id);
create index investigation_phase on investigation.investigation (municipality_id, case_id, phase_id);
create index investigation_started on investigation.investigation (municipality_id, started_on);

-- 20 kap. 4 § SoL: everybody concerned is told, not only the child (whose telling is a step of participation). The latest row of a person stands.
create table investigation.opened_information (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  investigation_id uuid not null,
  person_id uuid not null,
  outcome text not null check (outcome in ('informerad', 'särskilda skäl')),
  happened_on date not null,
  content text not null check (length(content) between 1 and 2000),
  review_on date,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, investigation_id) references investigation.investigation (municipality_id, case_id, id),
  foreign key (municipality_id, person_id) references people.person,
  constraint not_told_is_tried_again check ((outcome = 'särskilda skäl') = (review_on is not null)),
  constraint not_told_is_tried_again_later check (review_on > happened_on)
);
create index opened_information_investigation on investigation.opened_information (municipality_id, case_id, investigation_id);
create index opened_information_person on investigation.opened_information (municipality_id, person_id);
create trigger closed_case_takes_no_information before insert on investigation.opened_information for each row execute function intake.refuse_writing_in_closed_case();

-- More time than four months, for special reasons.
create table investigation.extension (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  investigation_id uuid not null,
  decided_on date not null,
  extended_to date not null,
  special_reasons text not null check (length(special_reasons) between 1 and 20000),
  legal_provision text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, investigation_id) references investigation.investigation (municipality_id, case_id, id),
  check (extended_to > decided_on)
);
create index extension_investigation on investigation.extension (municipality_id, case_id, investigation_id);

-- What is best for the child, assessed: once for each investigation, and corrected by a new row.
create table investigation.best_interests (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  investigation_id uuid not null,
  assessed_on date not null,
  risk_factors text,
  protective_factors text,
  assessment text not null check (length(assessment) between 1 and 20000),
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  unique (municipality_id, investigation_id, id),
  foreign key (municipality_id, case_id, investigation_id) references investigation.investigation (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, corrects_id) references investigation.best_interests (municipality_id, case_id, id)
);
create index best_interests_investigation on investigation.best_interests (municipality_id, case_id, investigation_id);
create unique index best_interests_corrects on investigation.best_interests (municipality_id, case_id, corrects_id) where corrects_id is not null;
create unique index best_interests_once on investigation.best_interests (municipality_id, investigation_id) where corrects_id is null;

-- An investigation is concluded by a row that names its decision, the best interests assessment and the child's part in it.
create table investigation.conclusion (
  municipality_id smallint not null,
  investigation_id uuid not null,
  case_id uuid not null,
  phase_id uuid not null,
  concluded_on date not null,
  outcome text not null check (outcome in ('öppen insats', 'placering SoL', 'ansökan LVU', '22 § LVU', 'ingen insats behövs', 'samtycke saknas', 'hänvisning', 'återtagen', 'flyttad', 'annat')),
  assessment text not null check (length(assessment) between 1 and 50000),
  decision_id uuid not null,
  best_interests_id uuid not null,
  informed_id uuid not null,
  heard_id uuid not null,
  weighed_id uuid not null,
  informed_step text generated always as ('informerad') stored,
  heard_step text generated always as ('hörd') stored,
  weighed_step text generated always as ('vägd') stored,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, investigation_id),
  foreign key (municipality_id, case_id, investigation_id) references investigation.investigation (municipality_id, case_id, id),
  constraint conclusion_needs_best_interests foreign key (municipality_id, investigation_id, best_interests_id) references investigation.best_interests (municipality_id, investigation_id, id),
  constraint conclusion_needs_informed foreign key (municipality_id, phase_id, informed_step, informed_id) references participation.step (municipality_id, phase_id, step, id),
  constraint conclusion_needs_heard foreign key (municipality_id, phase_id, heard_step, heard_id) references participation.step (municipality_id, phase_id, step, id),
  constraint conclusion_needs_weighed foreign key (municipality_id, phase_id, weighed_step, weighed_id) references participation.step (municipality_id, phase_id, step, id)
);
create index conclusion_case on investigation.conclusion (municipality_id, case_id, investigation_id);
create index conclusion_concluded on investigation.conclusion (municipality_id, concluded_on);

-- What stands before it points here.
alter table intake.preliminary_decision add foreign key (municipality_id, case_id, investigation_id) references investigation.investigation (municipality_id, case_id, id);

select core.keep_municipalities_apart(oid) from pg_class where relnamespace = 'investigation'::regnamespace and relkind = 'r';
grant usage on schema investigation to fortrogen_app;
grant select, insert on all tables in schema investigation to fortrogen_app;
