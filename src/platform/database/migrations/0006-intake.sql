-- The case, and what comes in to it: from the report of concern to the closing. Every row carries the municipality and the case.
-- Journaled, here and in the rooms that follow: the program may read and add, never change or take away. A correction is a new row that points at the
-- old one (corrects_id). The days that are due are the ones that the rule gave when the row was written; what is due now is asked of the rule.

create schema intake;

-- A closed case is read, not written in: only a correction of what stands there, and what the reporter is told, may still be added. A trigger on each
-- table that this holds for, beside the table.
-- The key share lock waits for a closing that is going on (which locks the case row), and lets other writers pass.
create function intake.refuse_writing_in_closed_case() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intake.case_file where municipality_id = new.municipality_id and id = new.case_id for key share;
  if exists (select 1 from intake.case_closure where municipality_id = new.municipality_id and case_id = new.case_id) then
    raise exception 'case is closed' using errcode = 'FT004';
  end if;
  return new;
end $$;

-- ---------------------------------------------------------------- the case

-- A child's case: one is open at a time, however many reports come in.
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
  unique (municipality_id, id, child_id),
  foreign key (municipality_id, child_id) references people.person,
  foreign key (municipality_id, unit_id) references access.unit
);
create index case_file_child on intake.case_file (municipality_id, child_id);
create index case_file_unit on intake.case_file (municipality_id, unit_id, opened_on);

-- Who works in the case, and who is responsible: need-to-know is read from here.
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
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, staff_id) references access.staff
);
create unique index case_assignment_one_responsible on intake.case_assignment (municipality_id, case_id) where role = 'ansvarig' and ended_on is null;
create index case_assignment_case on intake.case_assignment (municipality_id, case_id);
create index case_assignment_staff on intake.case_assignment (municipality_id, staff_id) where ended_on is null;
create index case_assignment_staff_all on intake.case_assignment (municipality_id, staff_id);
create trigger closed_case_takes_no_assignment before insert on intake.case_assignment for each row when (new.ended_on is null) execute function intake.refuse_writing_in_closed_case();

-- Whoever no longer works in a case no longer sees it (decision 0009). An ending is a row of its own with its reason and who wrote it;
-- the date in the assignment, which need-to-know reads, is set from it, once. The program itself changes no assignment.
create table intake.assignment_ending (
  municipality_id smallint not null,
  assignment_id uuid not null,
  case_id uuid not null,
  ended_on date not null,
  reason text not null check (reason in ('uppdraget är klart', 'byter arbetsuppgifter', 'slutar', 'är borta en längre tid', 'jäv', 'annat',
    'någon annan är ansvarig', 'ny roll i ärendet', 'ärendet är avslutat')),
  note text,
  finishes_by date,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, assignment_id),
  foreign key (municipality_id, case_id, assignment_id) references intake.case_assignment (municipality_id, case_id, id),
  constraint assignment_other_reason_says_which check (reason <> 'annat' or length(note) > 0),
  constraint finishing_is_short_and_after_closing check (finishes_by is null or (reason = 'ärendet är avslutat' and finishes_by between ended_on and ended_on + 30))
);
comment on column intake.assignment_ending.finishes_by is 'The last day on which whoever worked in the case when it was closed may still read it and finish what a closed case still takes.';
create index assignment_ending_assignment on intake.assignment_ending (municipality_id, case_id, assignment_id);

-- That the case was closed, on which day and why.
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

-- What else happened, in the journal.
create table intake.note (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  happened_on date not null,
  text text not null check (length(text) between 1 and 20000),
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  happened_at time(0),
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, case_id, corrects_id) references intake.note (municipality_id, case_id, id)
);
create index note_case on intake.note (municipality_id, case_id);
create unique index note_corrects on intake.note (municipality_id, case_id, corrects_id) where corrects_id is not null;
create trigger closed_case_takes_no_note before insert on intake.note for each row when (new.corrects_id is null) execute function intake.refuse_writing_in_closed_case();

-- That an extract of a case's journal was made: which version, for whom, by whom, and the reasons that the law asks for. The file itself is not
-- kept: it is made from what is journaled (decision 0022).
create table intake.journal_extract (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  case_id uuid not null,
  child_id uuid not null,
  version text not null check (version in ('fullständig', 'vårdnadshavare')),
  guardianship_id uuid,
  reporter text check (reporter in ('visas', 'utelämnas')),
  reporter_reason text check (length(reporter_reason) between 1 and 2000),
  harm_reasoning text check (length(harm_reasoning) between 1 and 2000),
  child_view text check (child_view in ('samtycker', 'vill inte', 'har inte tillfrågats')),
  child_view_reason text check (length(child_view_reason) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, child_id) references intake.case_file (municipality_id, id, child_id),
  -- Of a confirmed guardian of this child: never of a claim, never of somebody else.
  foreign key (municipality_id, child_id, guardianship_id) references people.guardianship (municipality_id, child_id, id),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint extract_for_guardian_says_for_whom check ((version = 'vårdnadshavare') = (guardianship_id is not null)),
  constraint extract_for_guardian_says_why check ((version = 'vårdnadshavare') = (harm_reasoning is not null and reporter is not null)),
  constraint extract_without_reporter_says_why check (reporter is distinct from 'utelämnas' or reporter_reason is not null),
  constraint extract_against_child_says_why check (child_view is null or child_view = 'samtycker' or child_view_reason is not null)
);
comment on table intake.journal_extract is 'That an extract of the journal was made: version, for which guardian, and the reasons (12 kap. 3 § and 26 kap. 5 § OSL).';
comment on column intake.journal_extract.harm_reasoning is 'Why it cannot be assumed that the child suffers considerable harm if the guardian learns it (12 kap. 3 § OSL).';
comment on column intake.journal_extract.child_view is 'What a child of fifteen or more says of it; null for a younger one.';
create index journal_extract_case on intake.journal_extract (municipality_id, case_id, child_id);
create index journal_extract_guardianship on intake.journal_extract (municipality_id, child_id, guardianship_id);
create index journal_extract_recorded_by on intake.journal_extract (municipality_id, recorded_by);

-- ---------------------------------------------------------------- what came in

-- What came in: a report of concern, an application, another authority's request, a transfer.
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
comment on column intake.intake.protection_due_on is 'What the rule said when the row was written. What is due now is asked of the rule.';
create index intake_case on intake.intake (municipality_id, case_id);
create index intake_received on intake.intake (municipality_id, received_on);
create index intake_corrects on intake.intake (municipality_id, case_id, corrects_id) where corrects_id is not null;
-- What is to be done although the case is closed is found without walking through all that ever was.
create index intake_feedback_requested on intake.intake (municipality_id, received_on) where reporter_mandated and feedback_requested;
-- Whoever must report does so by name. What was written before the rule stands as it is.
alter table intake.intake add constraint mandated_reporter_has_a_name check (not reporter_mandated or length(reporter_name) > 0) not valid;
create trigger closed_case_takes_no_intake before insert on intake.intake for each row when (new.corrects_id is null) execute function intake.refuse_writing_in_closed_case();

-- 19 kap. 6 § SoL: a request that comes after the report is answered at once. Also in a closed case, like the answer itself.
create table intake.feedback_request (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  intake_id uuid not null,
  requested_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, intake_id),
  foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id)
);
create index feedback_request_intake on intake.feedback_request (municipality_id, case_id, intake_id);

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
  corrects_id uuid,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, corrects_id) references intake.reporter_feedback (municipality_id, case_id, id)
);
create index reporter_feedback_intake on intake.reporter_feedback (municipality_id, case_id, intake_id);
create unique index reporter_told_once on intake.reporter_feedback (municipality_id, intake_id) where corrects_id is null;
create unique index reporter_feedback_corrects on intake.reporter_feedback (municipality_id, case_id, corrects_id) where corrects_id is not null;

-- What is done once is done once, here and in what the reporter is told: a later row points at the one that it follows (corrects_id), so that two that
-- were written at once cannot both stand; the chain has one end.
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
create unique index protection_assessed_once on intake.protection_assessment (municipality_id, intake_id) where corrects_id is null;
create unique index protection_assessment_corrects on intake.protection_assessment (municipality_id, case_id, corrects_id) where corrects_id is not null;
create trigger closed_case_takes_no_assessment before insert on intake.protection_assessment for each row when (new.corrects_id is null) execute function intake.refuse_writing_in_closed_case();

-- Whether a report leads to an investigation: fourteen days (20 kap. 2 § SoL).
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
  foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id)
);
comment on column intake.preliminary_assessment.due_on is 'What the rule said when the row was written. What is due now is asked of the rule.';
create index preliminary_assessment_intake on intake.preliminary_assessment (municipality_id, case_id, intake_id);
create index preliminary_assessment_phase on intake.preliminary_assessment (municipality_id, case_id, phase_id);

-- 20 kap. 2 § SoL: the 14 days may be exceeded only for synnerliga skäl.
create table intake.preliminary_extension (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  preliminary_assessment_id uuid not null,
  decided_on date not null,
  extended_to date not null check (extended_to > decided_on),
  exceptional_reasons text not null check (length(exceptional_reasons) between 1 and 20000),
  legal_provision text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, preliminary_assessment_id) references intake.preliminary_assessment (municipality_id, case_id, id)
);
create index preliminary_extension_maker on intake.preliminary_extension (municipality_id, case_id, id, decided_on);
create index preliminary_extension_assessment on intake.preliminary_extension (municipality_id, case_id, preliminary_assessment_id);
create trigger closed_case_takes_no_extension before insert on intake.preliminary_extension for each row execute function intake.refuse_writing_in_closed_case();

-- What the preliminary assessment led to, and why.
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
  constraint preliminary_decision_names_investigation check ((result = 'inte inleda') = (investigation_id is null))
);
create index preliminary_decision_investigation on intake.preliminary_decision (municipality_id, case_id, investigation_id) where investigation_id is not null;

-- What is applied for is investigated (14 kap. 2 § SoL), unless the application was withdrawn or cannot lead to any measure by the board: then a row says
-- which, when, by whom and why (decision 0010). A case with an application that has had neither is not closed.
-- To withdraw is not a decision of the board; to find that nothing can be done is, and has a maker.
create table intake.application_outcome (
  municipality_id smallint not null,
  intake_id uuid not null,
  case_id uuid not null,
  outcome text not null check (outcome in ('återtagen', 'kan inte leda till någon åtgärd')),
  decided_on date not null,
  withdrawn_by text check (withdrawn_by in ('barnet', 'en vårdnadshavare', 'båda vårdnadshavarna', 'annan sökande')),
  reasoning text not null check (length(reasoning) between 1 and 20000),
  legal_provision text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  maker_id uuid generated always as (case when withdrawn_by is null then intake_id end) stored,
  primary key (municipality_id, intake_id),
  foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id),
  constraint withdrawn_says_by_whom check ((outcome = 'återtagen') = (withdrawn_by is not null))
);
create index application_outcome_intake on intake.application_outcome (municipality_id, case_id, intake_id);
create trigger closed_case_takes_no_application_outcome before insert on intake.application_outcome
  for each row execute function intake.refuse_writing_in_closed_case();

-- A report that was put on the wrong child is moved to the right one's case, with everything that hangs on it and under the same identifiers. Words and
-- days are never changed, only which case they stand in; the row here is the trace in both cases. Only intake.move_intake can do it.
create table intake.intake_move (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  intake_id uuid not null,
  from_case_id uuid not null,
  to_case_id uuid not null,
  moved_on date not null,
  reason text not null check (length(reason) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, intake_id) references intake.intake,
  foreign key (municipality_id, from_case_id) references intake.case_file,
  foreign key (municipality_id, to_case_id) references intake.case_file,
  check (from_case_id <> to_case_id)
);
create index intake_move_intake on intake.intake_move (municipality_id, intake_id);
create index intake_move_from on intake.intake_move (municipality_id, from_case_id);
create index intake_move_to on intake.intake_move (municipality_id, to_case_id);

-- ---------------------------------------------------------------- between rooms, and rights

-- What stands before it points here.
alter table people.guardian_claim add foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id);
alter table people.person_review add foreign key (municipality_id, case_id) references intake.case_file;
alter table people.person_review add foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id);
alter table people.person_review add foreign key (municipality_id, move_id) references intake.intake_move;
alter table access.emergency_opening add foreign key (municipality_id, case_id) references intake.case_file;
alter table access.review_item add foreign key (municipality_id, case_id) references intake.case_file;
alter table access.review_item add foreign key (municipality_id, move_id) references intake.intake_move;

select core.keep_municipalities_apart(oid) from pg_class where relnamespace = 'intake'::regnamespace and relkind = 'r';
grant usage on schema intake to fortrogen_app;
grant select, insert on all tables in schema intake to fortrogen_app;
revoke insert on intake.intake_move from fortrogen_app;
