-- What starts, stretches or stops a clock after the report: a reporter who asks later, synnerliga skäl for a longer preliminary assessment, and who
-- was told that an investigation is open.

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
  foreign key (municipality_id, case_id, preliminary_assessment_id) references intake.preliminary_assessment (municipality_id, case_id, id),
  constraint preliminary_extension_has_maker foreign key (municipality_id, case_id, id, decided_on) references decision.maker (municipality_id, case_id, id, decided_on)
);
create index preliminary_extension_maker on intake.preliminary_extension (municipality_id, case_id, id, decided_on);
create index preliminary_extension_assessment on intake.preliminary_extension (municipality_id, case_id, preliminary_assessment_id);

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

select core.keep_municipalities_apart(t) from unnest(array['intake.feedback_request', 'intake.preliminary_extension', 'investigation.opened_information']::regclass[]) t;
grant select, insert on intake.feedback_request, intake.preliminary_extension, investigation.opened_information to fortrogen_app;
create trigger closed_case_takes_no_extension before insert on intake.preliminary_extension for each row execute function intake.refuse_writing_in_closed_case();
create trigger closed_case_takes_no_information before insert on investigation.opened_information for each row execute function intake.refuse_writing_in_closed_case();

-- Whoever must report does so by name. What was written before stands as it is.
alter table intake.intake add constraint mandated_reporter_has_a_name check (not reporter_mandated or length(reporter_name) > 0) not valid;

-- The days that were stored are the ones that the rule gave then; what is due is asked of the rule (due.obligation, decision 0040).
comment on column intake.intake.protection_due_on is 'What the rule said when the row was written. What is due now is asked of the rule.';
comment on column intake.preliminary_assessment.due_on is 'What the rule said when the row was written. What is due now is asked of the rule.';
comment on column investigation.investigation.due_on is 'What the rule said when the row was written. What is due now is asked of the rule.';
