-- The case, from the report of concern to the closing. Every row carries the municipality and the case.
-- Journaled: the program may read and add, never change or take away. A correction is a new row that points at the old one (corrects_id).

create schema intake;
create schema participation;
create schema investigation;
create schema decision;
create schema intervention;

-- ---------------------------------------------------------------- the case

create table intake.case_file (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  child_id uuid not null,
  case_number text not null,
  unit_id uuid not null,
  opened_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_number),
  foreign key (municipality_id, child_id) references people.person,
  foreign key (municipality_id, unit_id) references access.unit
);
create index case_file_child on intake.case_file (municipality_id, child_id);
create index case_file_unit on intake.case_file (municipality_id, unit_id, opened_on);

create table intake.case_assignment (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  staff_id uuid not null,
  role text not null check (role in ('ansvarig', 'medhandläggare')),
  assigned_on date not null,
  ended_on date check (ended_on >= assigned_on),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, staff_id) references access.staff
);
create unique index case_assignment_one_responsible on intake.case_assignment (municipality_id, case_id) where role = 'ansvarig' and ended_on is null;
create index case_assignment_case on intake.case_assignment (municipality_id, case_id);
create index case_assignment_staff on intake.case_assignment (municipality_id, staff_id) where ended_on is null;
create index case_assignment_staff_all on intake.case_assignment (municipality_id, staff_id);

create table intake.case_closure (
  municipality_id smallint not null,
  case_id uuid not null,
  closed_on date not null,
  reason text not null check (reason in ('utredning inleds inte', 'ingen insats behövs', 'behov tillgodosett', 'barnet eller vårdnadshavaren avbröt', 'samtycke saknas', 'flyttat', 'fyllt 18 år', 'annan huvudman', 'avliden', 'överflyttat', 'annat')),
  note text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, case_id),
  foreign key (municipality_id, case_id) references intake.case_file
);

create table intake.note (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  happened_on date not null,
  text text not null check (length(text) between 1 and 20000),
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, case_id, corrects_id) references intake.note (municipality_id, case_id, id)
);
create index note_case on intake.note (municipality_id, case_id);
create index note_corrects on intake.note (municipality_id, case_id, corrects_id) where corrects_id is not null;

-- ---------------------------------------------------------------- participation: informed, heard, weighed, told

create table participation.phase (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('förhandsbedömning', 'utredning', 'planering', 'uppföljning', 'placering')),
  subject_id uuid not null,
  opened_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  unique (municipality_id, subject_id, kind),
  foreign key (municipality_id, case_id) references intake.case_file
);
comment on column participation.phase.subject_id is 'What the phase is about: the preliminary assessment, the investigation or the intervention.';

create table participation.conversation (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  phase_id uuid not null,
  held_on date not null,
  held_at time(0),
  form text not null check (form in ('enskilt', 'med vårdnadshavare', 'observation')),
  channel text not null check (channel in ('fysiskt', 'digitalt', 'chatt', 'telefon', 'sms')),
  status text not null check (status in ('genomfört', 'erbjudet', 'avböjt', 'inställt')),
  place text,
  participants text[] not null default '{}',
  aids text[] not null default '{}',
  methods text[] not null default '{}',
  information_given text,
  understood text check (understood in ('ja', 'delvis', 'nej', 'gick inte att bedöma')),
  child_words text,
  withheld_from_guardians text,
  withheld_reason text,
  next_step text,
  next_on date,
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, phase_id) references participation.phase (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, corrects_id) references participation.conversation (municipality_id, case_id, id),
  check (withheld_from_guardians is null or withheld_reason is not null)
);
comment on column participation.conversation.withheld_from_guardians is 'What the child said that guardians may not see (12 kap. 3 § OSL); kept apart from child_words so that it can be left out by column.';
create index conversation_case on participation.conversation (municipality_id, case_id);
create index conversation_phase on participation.conversation (municipality_id, case_id, phase_id);
create index conversation_held on participation.conversation (municipality_id, held_on);
create index conversation_corrects on participation.conversation (municipality_id, case_id, corrects_id) where corrects_id is not null;

create table participation.step (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  phase_id uuid not null,
  step text not null check (step in ('informerad', 'hörd', 'vägd', 'berättad')),
  outcome text not null check (outcome in ('gjort', 'inte gjort')),
  happened_on date not null,
  content text,
  understood text check (understood in ('ja', 'delvis', 'nej', 'gick inte att bedöma')),
  conversation_id uuid,
  reason text check (reason in ('vårdnadshavare samtycker inte', 'barnet vill inte', 'inställt', 'låg ålder', 'funktionsnedsättning', 'brist på stöd från ledningen', 'tidsbrist', 'skulle skada barnet eller utredningen', 'kunde inte nås', 'annat')),
  reason_text text,
  try_again_on date,
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  unique (municipality_id, phase_id, step, id),
  foreign key (municipality_id, case_id, phase_id) references participation.phase (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, conversation_id) references participation.conversation (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, corrects_id) references participation.step (municipality_id, case_id, id),
  constraint step_done_or_reason check ((outcome = 'inte gjort') = (reason is not null)),
  constraint step_done_says_how check (outcome = 'inte gjort' or conversation_id is not null or length(content) > 0),
  constraint step_other_reason_says_which check (reason <> 'annat' or length(reason_text) > 0),
  constraint step_try_again check (reason is null or reason not in ('inställt', 'barnet vill inte', 'tidsbrist', 'kunde inte nås') or try_again_on is not null),
  constraint step_try_again_later check (try_again_on > happened_on)
);
create index step_phase on participation.step (municipality_id, case_id, phase_id);
create index step_conversation on participation.step (municipality_id, case_id, conversation_id) where conversation_id is not null;
create index step_corrects on participation.step (municipality_id, case_id, corrects_id) where corrects_id is not null;

-- The gate: a phase is closed by a row that names all four steps. Without them there is no such row to write.
create table participation.phase_closure (
  municipality_id smallint not null,
  phase_id uuid not null,
  case_id uuid not null,
  closed_on date not null,
  informed_id uuid not null,
  heard_id uuid not null,
  weighed_id uuid not null,
  told_id uuid not null,
  informed_step text generated always as ('informerad') stored,
  heard_step text generated always as ('hörd') stored,
  weighed_step text generated always as ('vägd') stored,
  told_step text generated always as ('berättad') stored,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, phase_id),
  unique (municipality_id, case_id, phase_id),
  foreign key (municipality_id, case_id, phase_id) references participation.phase (municipality_id, case_id, id),
  constraint phase_needs_informed foreign key (municipality_id, phase_id, informed_step, informed_id) references participation.step (municipality_id, phase_id, step, id),
  constraint phase_needs_heard foreign key (municipality_id, phase_id, heard_step, heard_id) references participation.step (municipality_id, phase_id, step, id),
  constraint phase_needs_weighed foreign key (municipality_id, phase_id, weighed_step, weighed_id) references participation.step (municipality_id, phase_id, step, id),
  constraint phase_needs_told foreign key (municipality_id, phase_id, told_step, told_id) references participation.step (municipality_id, phase_id, step, id)
);

-- ---------------------------------------------------------------- intake

create table intake.intake (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  type text not null check (type in ('anmälan', 'ansökan', 'annat sätt', 'begäran från annan myndighet', 'överflyttning')),
  received_at timestamptz not null,
  received_on date not null,
  channel text not null check (channel in ('telefon', 'besök', 'brev', 'e-post', 'e-tjänst', 'säker digital kommunikation', 'annat')),
  reporter_category text not null,
  reporter_name text,
  reporter_contact text,
  reporter_mandated boolean not null,
  feedback_requested boolean not null default false,
  reasons text[] not null check (cardinality(reasons) > 0),
  violence boolean not null,
  concern text not null check (length(concern) between 1 and 20000),
  protection_due_on date,
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, case_id, corrects_id) references intake.intake (municipality_id, case_id, id),
  check (type <> 'anmälan' or protection_due_on is not null)
);
create index intake_case on intake.intake (municipality_id, case_id);
create index intake_received on intake.intake (municipality_id, received_on);
create index intake_corrects on intake.intake (municipality_id, case_id, corrects_id) where corrects_id is not null;

create table intake.protection_assessment (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  intake_id uuid not null,
  assessed_at timestamptz not null,
  result text not null check (result in ('inget omedelbart skydd', 'skydd behövs')),
  reasoning text not null check (length(reasoning) between 1 and 20000),
  measure text,
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, corrects_id) references intake.protection_assessment (municipality_id, case_id, id),
  constraint protection_needed_says_what check (result <> 'skydd behövs' or length(measure) > 0)
);
create index protection_assessment_intake on intake.protection_assessment (municipality_id, case_id, intake_id);
create index protection_assessment_corrects on intake.protection_assessment (municipality_id, case_id, corrects_id) where corrects_id is not null;

create table intake.preliminary_assessment (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  intake_id uuid not null,
  phase_id uuid not null,
  opened_on date not null,
  due_on date not null check (due_on >= opened_on),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  unique (municipality_id, intake_id),
  foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, phase_id) references participation.phase (municipality_id, case_id, id)
);
create index preliminary_assessment_intake on intake.preliminary_assessment (municipality_id, case_id, intake_id);
create index preliminary_assessment_phase on intake.preliminary_assessment (municipality_id, case_id, phase_id);

-- ---------------------------------------------------------------- investigation

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
create index investigation_case on investigation.investigation (municipality_id, case_id, intake_id);
create index investigation_phase on investigation.investigation (municipality_id, case_id, phase_id);
create index investigation_started on investigation.investigation (municipality_id, started_on);

create table intake.preliminary_decision (
  municipality_id smallint not null,
  preliminary_assessment_id uuid not null,
  case_id uuid not null,
  decided_on date not null,
  result text not null check (result in ('inleda', 'inte inleda', 'pågående utredning finns')),
  reasoning text not null check (length(reasoning) between 1 and 20000),
  contacts text,
  legal_provision text not null,
  investigation_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, preliminary_assessment_id),
  unique (municipality_id, case_id, preliminary_assessment_id),
  foreign key (municipality_id, case_id, preliminary_assessment_id) references intake.preliminary_assessment (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, investigation_id) references investigation.investigation (municipality_id, case_id, id),
  constraint preliminary_decision_names_investigation check ((result = 'inte inleda') = (investigation_id is null))
);
create index preliminary_decision_investigation on intake.preliminary_decision (municipality_id, case_id, investigation_id) where investigation_id is not null;

-- What the mandated reporter was told, or why not (19 kap. 6 § SoL).
create table intake.reporter_feedback (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  intake_id uuid not null,
  outcome text not null check (outcome in ('lämnad', 'olämpligt')),
  given_on date not null,
  content text not null check (length(content) > 0),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id)
);
create index reporter_feedback_intake on intake.reporter_feedback (municipality_id, case_id, intake_id);

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
create index best_interests_corrects on investigation.best_interests (municipality_id, case_id, corrects_id) where corrects_id is not null;

-- ---------------------------------------------------------------- decision

create table decision.decision (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  investigation_id uuid not null,
  decided_on date not null,
  outcome text not null check (outcome in ('bifall', 'avslag', 'ingen insats')),
  intervention_type text,
  legal_provision text not null check (length(legal_provision) > 0),
  reasoning text not null check (length(reasoning) between 1 and 20000),
  decision_maker_id uuid not null,
  delegation_point text not null check (length(delegation_point) > 0),
  presenter_id uuid,
  appeal text not null check (appeal in ('förvaltningsbesvär', 'laglighetsprövning', 'kan inte överklagas')),
  consent_basis text check (consent_basis in ('samtycke', 'barnet fyllt 15 år begär eller samtycker', 'barnet fyllt 12 år samtycker', 'nämnden beslutar trots att en vårdnadshavare inte samtycker')),
  consent_provision text,
  consent_reasoning text,
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  unique (municipality_id, investigation_id, id),
  foreign key (municipality_id, case_id, investigation_id) references investigation.investigation (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, corrects_id) references decision.decision (municipality_id, case_id, id),
  foreign key (municipality_id, decision_maker_id) references access.staff,
  foreign key (municipality_id, presenter_id) references access.staff,
  constraint granting_needs_consent_basis check (outcome <> 'bifall' or (consent_basis is not null and consent_provision is not null and intervention_type is not null)),
  constraint deciding_without_guardian_needs_reasons check (consent_basis is null or consent_basis = 'samtycke' or length(consent_reasoning) > 0)
);
create index decision_investigation on decision.decision (municipality_id, case_id, investigation_id);
create index decision_corrects on decision.decision (municipality_id, case_id, corrects_id) where corrects_id is not null;
create index decision_maker on decision.decision (municipality_id, decision_maker_id);
create index decision_presenter on decision.decision (municipality_id, presenter_id) where presenter_id is not null;

create table decision.consent (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  person_id uuid not null,
  capacity text not null check (capacity in ('vårdnadshavare', 'barnet')),
  answer text not null check (answer in ('samtycker', 'begär', 'samtycker inte', 'inte tillfrågad', 'förhindrad')),
  given_on date not null,
  form text not null check (form in ('muntligt', 'skriftligt')),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, decision_id, person_id),
  foreign key (municipality_id, case_id, decision_id) references decision.decision (municipality_id, case_id, id),
  foreign key (municipality_id, person_id) references people.person
);
create index consent_decision on decision.consent (municipality_id, case_id, decision_id);
create index consent_person on decision.consent (municipality_id, person_id);

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
  constraint conclusion_needs_decision foreign key (municipality_id, investigation_id, decision_id) references decision.decision (municipality_id, investigation_id, id),
  constraint conclusion_needs_best_interests foreign key (municipality_id, investigation_id, best_interests_id) references investigation.best_interests (municipality_id, investigation_id, id),
  constraint conclusion_needs_informed foreign key (municipality_id, phase_id, informed_step, informed_id) references participation.step (municipality_id, phase_id, step, id),
  constraint conclusion_needs_heard foreign key (municipality_id, phase_id, heard_step, heard_id) references participation.step (municipality_id, phase_id, step, id),
  constraint conclusion_needs_weighed foreign key (municipality_id, phase_id, weighed_step, weighed_id) references participation.step (municipality_id, phase_id, step, id)
);
create index conclusion_case on investigation.conclusion (municipality_id, case_id, investigation_id);
create index conclusion_concluded on investigation.conclusion (municipality_id, concluded_on);

-- ---------------------------------------------------------------- intervention

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
  foreign key (municipality_id, case_id, intervention_id) references intervention.intervention (municipality_id, case_id, id),
  constraint plan_needs_closed_planning foreign key (municipality_id, case_id, planning_phase_id) references participation.phase_closure (municipality_id, case_id, phase_id),
  foreign key (municipality_id, case_id, follow_up_phase_id) references participation.phase (municipality_id, case_id, id),
  constraint plan_says_why_not_passed_on check (child_information_passed_on = 'ja' or reason_not_passed_on is not null)
);
create index plan_intervention on intervention.plan (municipality_id, case_id, intervention_id);
create index plan_planning on intervention.plan (municipality_id, case_id, planning_phase_id);
create index plan_follow_up on intervention.plan (municipality_id, case_id, follow_up_phase_id);

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
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, intervention_id) references intervention.intervention (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, corrects_id) references intervention.follow_up (municipality_id, case_id, id)
);
create index follow_up_intervention on intervention.follow_up (municipality_id, case_id, intervention_id);
create index follow_up_corrects on intervention.follow_up (municipality_id, case_id, corrects_id) where corrects_id is not null;

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
  constraint ending_needs_closed_follow_up foreign key (municipality_id, case_id, follow_up_phase_id) references participation.phase_closure (municipality_id, case_id, phase_id)
);
create index ending_intervention on intervention.ending (municipality_id, case_id, intervention_id);
create index ending_follow_up on intervention.ending (municipality_id, case_id, follow_up_phase_id);

-- ---------------------------------------------------------------- gates that reach over several rows

-- A case is closed only when nothing in it is open; a closed case takes no new phase. Both lock the case row, so they cannot pass each other.
create function intake.refuse_closing_open_case() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intake.case_file where municipality_id = new.municipality_id and id = new.case_id for update;
  if exists (select 1 from participation.phase p left join participation.phase_closure c on (c.municipality_id, c.phase_id) = (p.municipality_id, p.id)
             where p.municipality_id = new.municipality_id and p.case_id = new.case_id and c.phase_id is null) then
    raise exception 'case has an open phase' using errcode = 'FT001';
  end if;
  if exists (select 1 from intervention.intervention i left join intervention.ending e on (e.municipality_id, e.intervention_id) = (i.municipality_id, i.id)
             where i.municipality_id = new.municipality_id and i.case_id = new.case_id and e.intervention_id is null) then
    raise exception 'case has an ongoing intervention' using errcode = 'FT002';
  end if;
  if exists (select 1 from intake.intake i left join intake.protection_assessment a on (a.municipality_id, a.case_id, a.intake_id) = (i.municipality_id, i.case_id, i.id)
             where i.municipality_id = new.municipality_id and i.case_id = new.case_id and i.type = 'anmälan' and a.id is null) then
    raise exception 'case has a report without protection assessment' using errcode = 'FT003';
  end if;
  return new;
end $$;
create trigger closing_needs_everything_closed before insert on intake.case_closure for each row execute function intake.refuse_closing_open_case();

create function participation.refuse_phase_in_closed_case() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intake.case_file where municipality_id = new.municipality_id and id = new.case_id for update;
  if exists (select 1 from intake.case_closure where municipality_id = new.municipality_id and case_id = new.case_id) then
    raise exception 'case is closed' using errcode = 'FT004';
  end if;
  return new;
end $$;
create trigger closed_case_takes_no_phase before insert on participation.phase for each row execute function participation.refuse_phase_in_closed_case();

-- ---------------------------------------------------------------- rights

do $$
declare t regclass;
begin
  for t in select c.oid::regclass from pg_class c
    where c.relnamespace in ('intake'::regnamespace, 'participation'::regnamespace, 'investigation'::regnamespace, 'decision'::regnamespace, 'intervention'::regnamespace)
      and c.relkind = 'r' loop
    perform core.keep_municipalities_apart(t);
    execute format('grant select, insert on %s to fortrogen_app', t);
  end loop;
end $$;
grant usage on schema intake, participation, investigation, decision, intervention to fortrogen_app;
grant update (ended_on) on intake.case_assignment to fortrogen_app;
