-- Interventions: granted, planned with the child, begun, broken off and taken up again, followed up with the child, ended; or never begun.

create schema intervention;

-- What was granted.
create table intervention.intervention (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  investigation_id uuid not null,
  planning_phase_id uuid not null,
  type text not null check (type in ('kontaktperson', 'stöd till barn enskilt', 'stöd till barn i grupp', 'familjebehandling', 'föräldrastöd', 'öppenvårdsprogram',
    'insats till våldsutövare', 'annan öppen insats', 'familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende')),
  recipient text not null check (recipient in ('barnet', 'vårdnadshavare', 'familjen')),
  granted_on date not null,
  provision text not null check (provision in ('egen', 'annan kommun', 'enskild')),
  goals text not null check (length(goals) between 1 and 20000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, decision_id) references decision.decision (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, investigation_id) references investigation.investigation (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, planning_phase_id) references participation.phase (municipality_id, case_id, id)
);
create index intervention_decision on intervention.intervention (municipality_id, case_id, decision_id);
create index intervention_investigation on intervention.intervention (municipality_id, case_id, investigation_id);
create index intervention_planning on intervention.intervention (municipality_id, case_id, planning_phase_id);
create index intervention_granted on intervention.intervention (municipality_id, granted_on);

-- A decision grants one intervention.
create unique index granted_once on intervention.intervention (municipality_id, decision_id);

-- The plan made with the child, and what was passed on to the provider; the planning phase must be closed by its four steps first.
create table intervention.plan (
  municipality_id smallint not null,
  intervention_id uuid not null,
  case_id uuid not null,
  planning_phase_id uuid not null,
  follow_up_phase_id uuid not null,
  started_on date not null,
  provider text not null check (length(provider) > 0),
  goals text not null check (length(goals) between 1 and 20000),
  child_goals text,
  child_information_used text not null check (child_information_used in ('ja', 'delvis', 'nej')),
  child_information_passed_on text not null check (child_information_passed_on in ('ja', 'delvis', 'nej')),
  passed_on text,
  withheld text,
  reason_not_passed_on text check (reason_not_passed_on in ('saknar samtycke från vårdnadshavaren', 'saknar samtycke från barnet', 'sekretess mellan verksamheter', 'barnet har bett oss att inte berätta', 'inget att föra vidare', 'annat')),
  first_follow_up_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, intervention_id),
  unique (municipality_id, intervention_id, follow_up_phase_id),
  foreign key (municipality_id, case_id, intervention_id) references intervention.intervention (municipality_id, case_id, id),
  constraint plan_needs_closed_planning foreign key (municipality_id, case_id, planning_phase_id) references participation.phase_closure (municipality_id, case_id, phase_id),
  foreign key (municipality_id, case_id, follow_up_phase_id) references participation.phase (municipality_id, case_id, id),
  constraint plan_says_why_not_passed_on check (child_information_passed_on = 'ja' or reason_not_passed_on is not null)
);
create index plan_intervention on intervention.plan (municipality_id, case_id, intervention_id);
create index plan_planning on intervention.plan (municipality_id, case_id, planning_phase_id);
create index plan_follow_up on intervention.plan (municipality_id, case_id, follow_up_phase_id);

-- Carried out means begun, not planned (34 kap. 1 § SoL): the day an intervention began, was broken off and taken up again are rows of their own, and
-- so is each report to IVO and the auditors. A plan holds the day that is meant.
create table intervention.beginning (
  municipality_id smallint not null,
  intervention_id uuid not null,
  case_id uuid not null,
  began_on date not null,
  after_limit boolean,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, intervention_id),
  foreign key (municipality_id, case_id, intervention_id) references intervention.intervention (municipality_id, case_id, id)
);
comment on column intervention.beginning.after_limit is 'It began after the last day of the three months, as the rule not-executed says; null for what was written before there was such a row.';
create index beginning_intervention on intervention.beginning (municipality_id, case_id, intervention_id);
create index beginning_after_limit on intervention.beginning (municipality_id, case_id) where after_limit;
create trigger closed_case_takes_no_beginning before insert on intervention.beginning for each row execute function intake.refuse_writing_in_closed_case();

-- That an intervention was broken off: three months run from that day until it begins again.
create table intervention.interruption (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  intervention_id uuid not null,
  interrupted_on date not null,
  reason text not null check (length(reason) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, intervention_id) references intervention.intervention (municipality_id, case_id, id),
  constraint interruption_needs_beginning foreign key (municipality_id, intervention_id) references intervention.beginning
);
create index interruption_intervention on intervention.interruption (municipality_id, case_id, intervention_id);
create index interruption_beginning on intervention.interruption (municipality_id, intervention_id);
create trigger closed_case_takes_no_interruption before insert on intervention.interruption for each row execute function intake.refuse_writing_in_closed_case();

-- That it began again.
create table intervention.resumption (
  municipality_id smallint not null,
  interruption_id uuid not null,
  case_id uuid not null,
  resumed_on date not null,
  after_limit boolean not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, interruption_id),
  foreign key (municipality_id, case_id, interruption_id) references intervention.interruption (municipality_id, case_id, id)
);
create index resumption_interruption on intervention.resumption (municipality_id, case_id, interruption_id);
create index resumption_after_limit on intervention.resumption (municipality_id, case_id) where after_limit;
create trigger closed_case_takes_no_resumption before insert on intervention.resumption for each row execute function intake.refuse_writing_in_closed_case();

-- What was reported to IVO and the auditors: that a decision is not carried out, or that it now is (34 kap. 1–2 §§ SoL).
create table intervention.execution_report (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  intervention_id uuid not null,
  interruption_id uuid,
  kind text not null check (kind in ('inte verkställt', 'verkställt')),
  reported_on date not null,
  reason text check (length(reason) between 1 and 2000),
  executed_on date,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, intervention_id) references intervention.intervention (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, interruption_id) references intervention.interruption (municipality_id, case_id, id),
  constraint execution_report_says_why_or_when check (case kind when 'verkställt' then executed_on is not null else reason is not null end)
);
create index execution_report_intervention on intervention.execution_report (municipality_id, case_id, intervention_id);
create index execution_report_interruption on intervention.execution_report (municipality_id, case_id, interruption_id) where interruption_id is not null;

-- "Följ upp med barnet" is met by the child alone: a follow-up names the record that the child was heard in it, or why not; each record serves one
-- follow-up. What is followed up or has ended has begun.
create table intervention.follow_up (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  intervention_id uuid not null,
  followed_up_on date not null,
  carried_out_as_planned text not null check (carried_out_as_planned in ('ja', 'delvis', 'nej')),
  child_view text,
  goal_attainment text not null check (goal_attainment in ('uppnått helt', 'uppnått delvis', 'inte uppnått', 'försämrats', 'för tidigt att säga')),
  change_needed text not null check (change_needed in ('nej', 'ändrad insats', 'utökad insats', 'avsluta')),
  summary text not null check (length(summary) between 1 and 20000),
  next_follow_up_on date,
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  heard_phase_id uuid,
  heard_id uuid,
  heard_step text generated always as ('hörd') stored,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, intervention_id) references intervention.intervention (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, corrects_id) references intervention.follow_up (municipality_id, case_id, id),
  constraint follow_up_needs_beginning foreign key (municipality_id, intervention_id) references intervention.beginning,
  constraint follow_up_needs_its_phase foreign key (municipality_id, intervention_id, heard_phase_id)
    references intervention.plan (municipality_id, intervention_id, follow_up_phase_id),
  constraint follow_up_needs_heard foreign key (municipality_id, heard_phase_id, heard_step, heard_id)
    references participation.step (municipality_id, phase_id, step, id)
);
create index follow_up_intervention on intervention.follow_up (municipality_id, case_id, intervention_id);
create index follow_up_corrects on intervention.follow_up (municipality_id, case_id, corrects_id) where corrects_id is not null;
create index follow_up_beginning on intervention.follow_up (municipality_id, intervention_id);
create index follow_up_phase on intervention.follow_up (municipality_id, intervention_id, heard_phase_id);
create unique index follow_up_heard on intervention.follow_up (municipality_id, heard_phase_id, heard_step, heard_id) where corrects_id is null;
-- Not valid: what was followed up before the rule stands as it is.
alter table intervention.follow_up
  add constraint follow_up_needs_the_child check (heard_phase_id is not null and heard_id is not null) not valid;

-- An intervention ends by a row that names its closed follow-up phase.
create table intervention.ending (
  municipality_id smallint not null,
  intervention_id uuid not null,
  case_id uuid not null,
  follow_up_phase_id uuid not null,
  ended_on date not null,
  reason text not null check (reason in ('behov tillgodosett', 'barnet eller vårdnadshavaren avbröt', 'flyttat', 'fyllt 18 år', 'annan insats', 'annan huvudman', 'avliden', 'annat')),
  goal_attainment text not null check (goal_attainment in ('uppnått helt', 'uppnått delvis', 'inte uppnått', 'försämrats')),
  summary text not null check (length(summary) between 1 and 20000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, intervention_id),
  foreign key (municipality_id, case_id, intervention_id) references intervention.intervention (municipality_id, case_id, id),
  constraint ending_needs_closed_follow_up foreign key (municipality_id, case_id, follow_up_phase_id) references participation.phase_closure (municipality_id, case_id, phase_id),
  constraint ending_needs_beginning foreign key (municipality_id, intervention_id) references intervention.beginning
);
create index ending_intervention on intervention.ending (municipality_id, case_id, intervention_id);
create index ending_follow_up on intervention.ending (municipality_id, case_id, follow_up_phase_id);

-- An intervention that never begins ends in a way of its own: without having started, without goals attained, but not without the child. It names the
-- closed phase that it ended in (planning, or follow-up when a plan was made that came to nothing) and the step in which the child was told.
create table intervention.not_begun (
  municipality_id smallint not null,
  intervention_id uuid not null,
  case_id uuid not null,
  phase_id uuid not null,
  told_id uuid not null,
  told_step text generated always as ('berättad') stored,
  decided_on date not null,
  reason text not null check (reason in ('vårdnadshavare tackar nej', 'barnet tackar nej', 'behovet finns inte längre', 'annan insats',
    'utföraren kan inte och familjen avstår', 'flyttat', 'fyllt 18 år', 'annan huvudman', 'avliden', 'annat')),
  explanation text not null check (length(explanation) between 1 and 20000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  after_limit boolean,
  primary key (municipality_id, intervention_id),
  foreign key (municipality_id, case_id, intervention_id) references intervention.intervention (municipality_id, case_id, id),
  constraint not_begun_needs_closed_phase foreign key (municipality_id, case_id, phase_id) references participation.phase_closure (municipality_id, case_id, phase_id),
  constraint not_begun_needs_told foreign key (municipality_id, phase_id, told_step, told_id) references participation.step (municipality_id, phase_id, step, id)
);
comment on column intervention.not_begun.after_limit is 'It was given up after the last day of the three months, as the rule not-executed says; null for what was written before there was such a column.';
create index not_begun_intervention on intervention.not_begun (municipality_id, case_id, intervention_id);
create index not_begun_phase on intervention.not_begun (municipality_id, case_id, phase_id);
create index not_begun_told on intervention.not_begun (municipality_id, phase_id, told_step, told_id);
create index not_begun_after_limit on intervention.not_begun (municipality_id, case_id) where after_limit;

select core.keep_municipalities_apart(oid) from pg_class where relnamespace = 'intervention'::regnamespace and relkind = 'r';
grant usage on schema intervention to fortrogen_app;
grant select, insert on all tables in schema intervention to fortrogen_app;
