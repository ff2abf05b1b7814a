-- Decisions: who decided, on which day and by what authority; on what ground and with whose consent.

create schema decision;

-- A decision has its own true day, its own maker and its own authority (31 § FvL), whoever types it and whenever: an employee on delegation (7 kap. 5 §
-- KL), the board or a committee with its minutes, or the chair or an appointed member in what could not wait (6 kap. 39 § KL). One row for each
-- decision, with the identifier of what was decided. That row's day is the decision's day: the foreign keys see to it.
create table decision.maker (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  decided_on date not null,
  decider text not null check (decider in ('tjänsteman', 'ordförande eller ledamot', 'utskott', 'nämnd')),
  staff_id uuid,
  name text check (length(name) > 0),
  delegation_point text check (length(delegation_point) > 0),
  body text check (length(body) > 0),
  minutes_number text check (length(minutes_number) > 0),
  urgent_decider text check (urgent_decider in ('ordföranden', 'en utsedd ledamot')),
  urgency text check (length(urgency) > 0),
  next_meeting_on date,
  place text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id, decided_on),
  unique (municipality_id, case_id, id, decided_on, decider),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, staff_id) references access.staff,
  constraint maker_employee_is_named check (decider <> 'tjänsteman' or num_nonnulls(staff_id, name) = 1),
  constraint maker_body_has_minutes check (num_nonnulls(body, minutes_number) = case when decider in ('utskott', 'nämnd') then 2 else 0 end),
  constraint maker_chair_says_why_it_could_not_wait
    check (num_nonnulls(urgent_decider, urgency, next_meeting_on) = case when decider = 'ordförande eller ledamot' then 3 else 0 end),
  constraint maker_chair_is_named check (decider <> 'ordförande eller ledamot' or (name is not null and staff_id is null)),
  constraint maker_next_meeting_comes_after check (next_meeting_on >= decided_on),
  constraint maker_has_decided check (decided_on <= (recorded_at at time zone 'Europe/Stockholm')::date)
);
comment on table decision.maker is 'Who took a decision, on which true day, where and by what authority; id is that of what was decided, recorded_by is who typed it.';
create index maker_case on decision.maker (municipality_id, case_id);
create index maker_staff on decision.maker (municipality_id, staff_id) where staff_id is not null;
-- What the chair or an appointed member has decided is reported at the board's next meeting (6 kap. 40 § KL), also when the case has been closed since.
create index maker_urgent on decision.maker (municipality_id, case_id) where decider = 'ordförande eller ledamot';

-- What the chair has decided is reported at the board's next meeting (6 kap. 40 § KL): this says that it was, when and in which minutes.
create table decision.board_report (
  municipality_id smallint not null,
  maker_id uuid not null,
  case_id uuid not null,
  decided_on date not null,
  decider text not null check (decider = 'ordförande eller ledamot'),
  reported_on date not null,
  minutes_number text not null check (length(minutes_number) > 0),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, maker_id),
  constraint board_report_of_urgent_decision foreign key (municipality_id, case_id, maker_id, decided_on, decider)
    references decision.maker (municipality_id, case_id, id, decided_on, decider),
  constraint board_report_comes_after check (reported_on >= decided_on),
  constraint board_report_has_been check (reported_on <= (recorded_at at time zone 'Europe/Stockholm')::date)
);
create index board_report_case on decision.board_report (municipality_id, case_id);

-- To whom the board has entrusted what cannot wait. Dated and the municipality's own; without a row the chair or an appointed member.
create table decision.urgent_mandate (
  municipality_id smallint not null references core.municipality,
  valid_from date not null,
  mandate text not null check (mandate in ('ordföranden eller en utsedd ledamot', 'ordföranden', 'ingen')),
  primary key (municipality_id, valid_from)
);

-- What was decided when an investigation ended, and for a grant on whose consent.
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
  presenter_id uuid,
  appeal text not null check (appeal in ('förvaltningsbesvär', 'laglighetsprövning', 'kan inte överklagas')),
  consent_basis text check (consent_basis in ('samtycke', 'barnet fyllt 12 år samtycker', 'barnet fyllt 15 år begär eller samtycker',
    'en vårdnadshavare bestämmer ensam', 'nämnden beslutar trots att en vårdnadshavare inte samtycker')),
  consent_provision text,
  consent_reasoning text,
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  decider text not null,
  legal_ground text,
  cannot_wait text check (length(cannot_wait) > 0),
  far_reaching boolean,
  clearly_demanded text check (length(clearly_demanded) > 0),
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  unique (municipality_id, investigation_id, id),
  foreign key (municipality_id, case_id, investigation_id) references investigation.investigation (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, corrects_id) references decision.decision (municipality_id, case_id, id),
  foreign key (municipality_id, presenter_id) references access.staff,
  constraint granting_needs_consent_basis check (outcome <> 'bifall' or (consent_basis is not null and consent_provision is not null and intervention_type is not null)),
  constraint decision_has_maker foreign key (municipality_id, case_id, id, decided_on, decider)
    references decision.maker (municipality_id, case_id, id, decided_on, decider),
  constraint deciding_without_guardian_needs_reasons check (consent_basis is null or consent_basis in ('samtycke', 'en vårdnadshavare bestämmer ensam')
    or length(consent_reasoning) > 0),
  constraint one_guardian_alone_says_why_it_cannot_wait check (consent_basis is distinct from 'en vårdnadshavare bestämmer ensam'
    or (cannot_wait is not null and far_reaching is not null)),
  constraint far_reaching_alone_is_clearly_demanded
    check (not (consent_basis = 'en vårdnadshavare bestämmer ensam' and far_reaching) or clearly_demanded is not null)
);
comment on column decision.decision.cannot_wait is 'Why the decision could not be put off without inconvenience although a guardian was prevented (6 kap. 13 § FB).';
comment on column decision.decision.clearly_demanded is 'Why the child''s best clearly demanded what is far-reaching although a guardian was prevented (6 kap. 13 § FB).';
create index decision_investigation on decision.decision (municipality_id, case_id, investigation_id);
create index decision_corrects on decision.decision (municipality_id, case_id, corrects_id) where corrects_id is not null;
create index decision_presenter on decision.decision (municipality_id, presenter_id) where presenter_id is not null;
-- What a decision rests on must go together: the legal ground, the intervention it covers, the consent and who decides
-- (src/casework/decision/rules-fit.ts, rules.ts; a test compares); and what is refused can be appealed. Not valid: what was decided before these rules
-- keeps as it was.
alter table decision.decision
  add constraint refusal_can_be_appealed check (outcome <> 'avslag' or appeal = 'förvaltningsbesvär') not valid,
  add constraint ground_covers_what_is_granted check (outcome <> 'bifall' or case
    when legal_ground = 'right-to-intervention' then consent_basis <> 'nämnden beslutar trots att en vårdnadshavare inte samtycker'
      and intervention_type in ('kontaktperson', 'stöd till barn enskilt', 'stöd till barn i grupp', 'familjebehandling', 'föräldrastöd', 'öppenvårdsprogram',
        'insats till våldsutövare', 'annan öppen insats', 'familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende')
    when legal_ground in ('contact-person', 'qualified-contact-person') then consent_basis <> 'nämnden beslutar trots att en vårdnadshavare inte samtycker'
      and intervention_type = 'kontaktperson'
    when legal_ground in ('intervention-beyond-right', 'right-and-beyond') then consent_basis <> 'nämnden beslutar trots att en vårdnadshavare inte samtycker'
      and intervention_type in ('kontaktperson', 'stöd till barn enskilt', 'stöd till barn i grupp', 'familjebehandling', 'föräldrastöd', 'öppenvårdsprogram',
        'insats till våldsutövare', 'annan öppen insats')
    when legal_ground = 'one-guardian-refuses' then consent_basis = 'nämnden beslutar trots att en vårdnadshavare inte samtycker'
      and intervention_type in ('kontaktperson', 'stöd till barn enskilt', 'stöd till barn i grupp', 'familjebehandling', 'föräldrastöd', 'öppenvårdsprogram',
        'insats till våldsutövare', 'annan öppen insats')
    else false end) not valid,
  add constraint against_guardian_is_for_the_board check (consent_basis is distinct from 'nämnden beslutar trots att en vårdnadshavare inte samtycker'
    or decider <> 'tjänsteman') not valid,
  add constraint private_home_is_for_the_board check (outcome <> 'bifall' or intervention_type not in ('familjehem', 'nätverkshem', 'jourhem')
    or decider <> 'tjänsteman') not valid;

-- Whoever answered did so on a day, in a way and perhaps at a place; whoever was not asked or could not be did not.
create table decision.consent (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  person_id uuid not null,
  capacity text not null check (capacity in ('vårdnadshavare', 'särskilt förordnad vårdnadshavare', 'tillfällig vårdnadshavare', 'god man', 'barnet')),
  answer text not null check (answer in ('samtycker', 'begär', 'samtycker inte', 'inte tillfrågad', 'förhindrad')),
  given_on date,
  form text check (form in ('muntligt', 'skriftligt')),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  place text,
  primary key (municipality_id, id),
  unique (municipality_id, decision_id, person_id),
  foreign key (municipality_id, case_id, decision_id) references decision.decision (municipality_id, case_id, id),
  foreign key (municipality_id, person_id) references people.person,
  constraint answer_has_day_and_form check ((answer in ('inte tillfrågad', 'förhindrad')) or (given_on is not null and form is not null))
);
create index consent_decision on decision.consent (municipality_id, case_id, decision_id);
create index consent_person on decision.consent (municipality_id, person_id);

-- What stands before it points here.
alter table intake.preliminary_extension add constraint preliminary_extension_has_maker
  foreign key (municipality_id, case_id, id, decided_on) references decision.maker (municipality_id, case_id, id, decided_on);
alter table intake.preliminary_decision add constraint preliminary_decision_has_maker
  foreign key (municipality_id, case_id, preliminary_assessment_id, decided_on) references decision.maker (municipality_id, case_id, id, decided_on);
alter table intake.application_outcome add constraint application_outcome_has_maker
  foreign key (municipality_id, case_id, maker_id, decided_on) references decision.maker (municipality_id, case_id, id, decided_on);
alter table investigation.investigation add constraint investigation_has_maker
  foreign key (municipality_id, case_id, id, started_on) references decision.maker (municipality_id, case_id, id, decided_on);
alter table investigation.extension add constraint extension_has_maker
  foreign key (municipality_id, case_id, id, decided_on) references decision.maker (municipality_id, case_id, id, decided_on);
alter table investigation.conclusion add constraint conclusion_needs_decision
  foreign key (municipality_id, investigation_id, decision_id) references decision.decision (municipality_id, investigation_id, id);

select core.keep_municipalities_apart(oid) from pg_class where relnamespace = 'decision'::regnamespace and relkind = 'r';
grant usage on schema decision to fortrogen_app;
grant select, insert on decision.maker, decision.board_report, decision.decision, decision.consent to fortrogen_app;
-- The municipality's own rule: the owner of the database writes it (docs/operations.md).
grant select on decision.urgent_mandate to fortrogen_app;
