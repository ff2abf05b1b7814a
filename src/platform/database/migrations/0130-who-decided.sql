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
select core.keep_municipalities_apart('decision.maker');
grant select, insert on decision.maker to fortrogen_app;

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
select core.keep_municipalities_apart('decision.board_report');
grant select, insert on decision.board_report to fortrogen_app;

-- To whom the board has entrusted what cannot wait. Dated and the municipality's own; without a row the chair or an appointed member.
create table decision.urgent_mandate (
  municipality_id smallint not null references core.municipality,
  valid_from date not null,
  mandate text not null check (mandate in ('ordföranden eller en utsedd ledamot', 'ordföranden', 'ingen')),
  primary key (municipality_id, valid_from)
);
select core.keep_municipalities_apart('decision.urgent_mandate');
grant select on decision.urgent_mandate to fortrogen_app;

-- What was decided before: by the one who is named there, or by the one who typed it, on the day that stands there.
insert into decision.maker (municipality_id, id, case_id, decided_on, decider, staff_id, delegation_point, recorded_by, recorded_at)
select d.municipality_id, d.id, d.case_id, d.decided_on, 'tjänsteman', d.staff_id, d.delegation_point, d.recorded_by,
  greatest(d.recorded_at, d.decided_on::timestamp at time zone 'Europe/Stockholm')
from (
  select municipality_id, id, case_id, decided_on, decision_maker_id as staff_id, delegation_point, recorded_by, recorded_at from decision.decision
  union all
  select municipality_id, preliminary_assessment_id, case_id, decided_on, recorded_by, null, recorded_by, recorded_at from intake.preliminary_decision
  union all
  select municipality_id, id, case_id, started_on, recorded_by, null, recorded_by, recorded_at from investigation.investigation
  union all
  select municipality_id, id, case_id, decided_on, recorded_by, null, recorded_by, recorded_at from investigation.extension
  union all
  select municipality_id, intake_id, case_id, decided_on, recorded_by, null, recorded_by, recorded_at from intake.application_outcome where withdrawn_by is null
) d;

alter table decision.decision add column decider text not null default 'tjänsteman';
alter table decision.decision alter column decider drop default;
alter table decision.decision drop column decision_maker_id, drop column delegation_point;
alter table decision.decision add constraint decision_has_maker foreign key (municipality_id, case_id, id, decided_on, decider)
  references decision.maker (municipality_id, case_id, id, decided_on, decider);
alter table intake.preliminary_decision add constraint preliminary_decision_has_maker
  foreign key (municipality_id, case_id, preliminary_assessment_id, decided_on) references decision.maker (municipality_id, case_id, id, decided_on);
alter table investigation.investigation add constraint investigation_has_maker
  foreign key (municipality_id, case_id, id, started_on) references decision.maker (municipality_id, case_id, id, decided_on);
alter table investigation.extension add constraint extension_has_maker
  foreign key (municipality_id, case_id, id, decided_on) references decision.maker (municipality_id, case_id, id, decided_on);
-- To withdraw is not a decision of the board; to find that nothing can be done is.
alter table intake.application_outcome add column maker_id uuid generated always as (case when withdrawn_by is null then intake_id end) stored;
alter table intake.application_outcome add constraint application_outcome_has_maker
  foreign key (municipality_id, case_id, maker_id, decided_on) references decision.maker (municipality_id, case_id, id, decided_on);
