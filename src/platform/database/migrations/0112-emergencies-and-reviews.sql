-- Breaking need-to-know open for some hours with a reason; and what somebody else must look at afterwards (decision 0021).

-- For how many hours, and whether also other units' cases. Dated and the municipality's own; without a row four hours and yes. No hours: not at all.
create table access.emergency_rule (
  municipality_id smallint not null references core.municipality,
  valid_from date not null,
  hours smallint not null check (hours between 0 and 24),
  other_units boolean not null,
  primary key (municipality_id, valid_from)
);
select core.keep_municipalities_apart('access.emergency_rule');
grant select on access.emergency_rule to fortrogen_app;

create table access.emergency_opening (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  staff_id uuid not null,
  reason text not null check (reason in ('barnet kan behöva skydd nu', 'jour eller beredskap', 'ansvarig kan inte nås', 'annat')),
  explanation text not null check (length(explanation) between 1 and 2000),
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, staff_id) references access.staff,
  constraint emergency_lasts_hours check (ends_at > opened_at and ends_at <= opened_at + interval '24 hours')
);
create index emergency_opening_case on access.emergency_opening (municipality_id, case_id, staff_id);
create index emergency_opening_staff on access.emergency_opening (municipality_id, staff_id, ends_at);
select core.keep_municipalities_apart('access.emergency_opening');
grant select, insert on access.emergency_opening to fortrogen_app;

create table access.emergency_ending (
  municipality_id smallint not null,
  opening_id uuid not null,
  case_id uuid not null,
  ended_at timestamptz not null,
  recorded_by uuid not null,
  primary key (municipality_id, opening_id),
  foreign key (municipality_id, case_id, opening_id) references access.emergency_opening (municipality_id, case_id, id),
  foreign key (municipality_id, recorded_by) references access.staff
);
create index emergency_ending_opening on access.emergency_ending (municipality_id, case_id, opening_id);
create index emergency_ending_by on access.emergency_ending (municipality_id, recorded_by);
select core.keep_municipalities_apart('access.emergency_ending');
grant select, insert on access.emergency_ending to fortrogen_app;

-- Each with the moment when it really closes.
create view access.emergency with (security_invoker = true) as
  select o.*, least(o.ends_at, e.ended_at) as closes_at
  from access.emergency_opening o
  left join access.emergency_ending e on e.municipality_id = o.municipality_id and e.case_id = o.case_id and e.opening_id = o.id;
grant select on access.emergency to fortrogen_app;

-- What a team leader looks at afterwards: access that people gave themselves, emergencies, unusual searching.
create table access.review_item (
  municipality_id smallint not null,
  id uuid not null,
  kind text not null check (kind in ('tog ansvar själv', 'nådde tidigare ärenden', 'nödöppning', 'ovanlig sökning')),
  staff_id uuid not null,
  unit_id uuid,
  case_id uuid,
  opening_id uuid,
  on_day date not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, id, staff_id),
  foreign key (municipality_id, staff_id) references access.staff,
  foreign key (municipality_id, unit_id) references access.unit,
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, case_id, opening_id) references access.emergency_opening (municipality_id, case_id, id),
  check ((kind = 'ovanlig sökning') = (case_id is null)),
  check ((kind = 'nödöppning') = (opening_id is not null))
);
create index review_item_staff on access.review_item (municipality_id, staff_id);
create index review_item_unit on access.review_item (municipality_id, unit_id, recorded_at desc);
create index review_item_case on access.review_item (municipality_id, case_id, opening_id);
create unique index review_item_search on access.review_item (municipality_id, staff_id, on_day) where kind = 'ovanlig sökning';
select core.keep_municipalities_apart('access.review_item');
grant select, insert on access.review_item to fortrogen_app;

create table access.review_outcome (
  municipality_id smallint not null,
  id uuid not null,
  item_id uuid not null,
  staff_id uuid not null,
  outcome text not null check (outcome in ('utan anmärkning', 'utreds vidare', 'obehörig åtkomst')),
  note text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, item_id, staff_id) references access.review_item (municipality_id, id, staff_id),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint nobody_reviews_their_own_access check (recorded_by <> staff_id),
  constraint review_says_what_was_found check (outcome = 'utan anmärkning' or length(note) > 0)
);
create index review_outcome_item on access.review_outcome (municipality_id, item_id, staff_id);
create index review_outcome_by on access.review_outcome (municipality_id, recorded_by);
select core.keep_municipalities_apart('access.review_outcome');
grant select, insert on access.review_outcome to fortrogen_app;

-- Each with the last that was found; open until somebody has found it to be in order, or not.
create view access.review with (security_invoker = true) as
  select i.*, o.outcome, o.note, o.recorded_by as reviewed_by, o.recorded_at as reviewed_at,
    coalesce(o.outcome = 'utreds vidare', true) as is_open
  from access.review_item i
  left join lateral (select r.* from access.review_outcome r
    where r.municipality_id = i.municipality_id and r.item_id = i.id and r.staff_id = i.staff_id
    order by r.recorded_at desc, r.id desc limit 1) o on true;
grant select on access.review to fortrogen_app;
