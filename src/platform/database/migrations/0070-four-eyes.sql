-- Four eyes: a local rule, dated, off until somebody writes one. Of the kinds that it names an employee decides nothing before somebody else has approved it.
create table decision.second_eyes (
  municipality_id smallint not null references core.municipality,
  number smallint not null check (number > 0),
  valid_from date not null,
  kinds text[] not null constraint second_eyes_kinds_check check (kinds <@ array['inte inleda utredning', 'förlänga förhandsbedömning', 'förlänga utredning',
    'avsluta utredning utan insats', 'bevilja insats', 'avslå ansökan om insats', 'bevilja placering']),
  why text not null check (length(why) between 1 and 1000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, number),
  foreign key (municipality_id, recorded_by) references access.staff,
  -- Nobody lets a decision past by saying afterwards that the rule had ended.
  constraint second_eyes_from_now_on check (valid_from >= (recorded_at at time zone 'Europe/Stockholm')::date)
);
create index second_eyes_from on decision.second_eyes (municipality_id, valid_from, number);
create index second_eyes_recorded_by on decision.second_eyes (municipality_id, recorded_by);

-- What is put before somebody else: one kind of decision, about what came in or about an investigation.
create table decision.approval_request (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  intake_id uuid,
  investigation_id uuid,
  kind text not null check (kind in ('inte inleda utredning', 'förlänga förhandsbedömning', 'förlänga utredning', 'avsluta utredning utan insats', 'bevilja insats',
    'avslå ansökan om insats', 'bevilja placering')),
  intervention_type text check (intervention_type in ('kontaktperson', 'stöd till barn enskilt', 'stöd till barn i grupp', 'familjebehandling', 'föräldrastöd',
    'öppenvårdsprogram', 'insats till våldsutövare', 'annan öppen insats', 'familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende')),
  proposal text not null check (length(proposal) between 1 and 20000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, id, case_id, recorded_by),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, intake_id) references intake.intake,
  foreign key (municipality_id, case_id, investigation_id) references investigation.investigation (municipality_id, case_id, id),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint approval_is_of_one_thing check (num_nonnulls(intake_id, investigation_id) = 1),
  constraint approval_kind_fits_what_it_is_of check ((kind in ('inte inleda utredning', 'förlänga förhandsbedömning')) = (intake_id is not null)),
  constraint approval_of_grant_names_intervention check ((kind in ('bevilja insats', 'bevilja placering')) = (intervention_type is not null))
);
create index approval_request_case on decision.approval_request (municipality_id, case_id);
create index approval_request_intake on decision.approval_request (municipality_id, intake_id) where intake_id is not null;
create index approval_request_investigation on decision.approval_request (municipality_id, case_id, investigation_id) where investigation_id is not null;
create index approval_request_recorded_by on decision.approval_request (municipality_id, recorded_by);
create trigger closed_case_takes_no_approval before insert on decision.approval_request for each row execute function intake.refuse_writing_in_closed_case();

-- The answer: once, never by whoever asked, and by somebody who leads the case (a trigger).
create table decision.approval_answer (
  municipality_id smallint not null,
  request_id uuid not null,
  case_id uuid not null,
  requested_by uuid not null,
  answer text not null check (answer in ('godkänt', 'återlämnat')),
  reason text check (length(reason) between 1 and 20000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, request_id),
  constraint approval_answers_request foreign key (municipality_id, request_id, case_id, requested_by)
    references decision.approval_request (municipality_id, id, case_id, recorded_by),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint nobody_approves_their_own check (recorded_by <> requested_by),
  constraint returned_with_a_reason check (answer = 'godkänt' or reason is not null)
);
create index approval_answer_request on decision.approval_answer (municipality_id, request_id, case_id, requested_by);
create index approval_answer_recorded_by on decision.approval_answer (municipality_id, recorded_by);

select core.keep_municipalities_apart(t) from unnest(array['decision.second_eyes', 'decision.approval_request', 'decision.approval_answer']::regclass[]) t;
grant select, insert on decision.second_eyes, decision.approval_request, decision.approval_answer to fortrogen_app;
