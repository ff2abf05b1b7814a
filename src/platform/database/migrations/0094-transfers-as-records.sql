-- A matter goes over to another municipality (29 kap. 9-12 §§ SoL): the written request, what came of it, IVO's decision and what was handed over, each with its own day.
create table intake.transfer_request (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  to_municipality text not null check (to_municipality ~ '^[0-9]{4}$'),
  requested_on date not null,
  connection text not null check (length(connection) between 1 and 4000),
  suitable text not null check (length(suitable) between 1 and 4000),
  sent_with text check (length(sent_with) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table intake.transfer_request is 'A written request that another municipality takes over the matter (29 kap. 10 § SoL).';
comment on column intake.transfer_request.to_municipality is 'The code of the municipality that was asked.';
comment on column intake.transfer_request.connection is 'Why whom the matter concerns has the strongest connection to the other municipality.';
comment on column intake.transfer_request.suitable is 'Why it is suitable: what the person wishes, how long help is needed, and what else is the case.';
create index transfer_request_recorded_by on intake.transfer_request (municipality_id, recorded_by);
select core.keep_municipalities_apart('intake.transfer_request'::regclass);
grant select, insert on intake.transfer_request to fortrogen_app;
create trigger closed_case_takes_no_transfer_request before insert on intake.transfer_request for each row
  execute function intake.refuse_writing_in_closed_case();

create table intake.transfer_step (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  transfer_request_id uuid not null,
  kind text not null check (kind in ('tar över', 'tar inte över', 'ansökan till IVO', 'IVO flyttar över', 'IVO avslår', 'lämnat över', 'återtagen')),
  happened_on date not null,
  given_to text check (length(given_to) between 1 and 200),
  note text check (length(note) between 1 and 20000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, transfer_request_id) references intake.transfer_request (municipality_id, case_id, id),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint transfer_step_says_to_whom check ((kind = 'lämnat över') = (given_to is not null)),
  constraint transfer_step_says_what check (kind in ('tar över', 'ansökan till IVO', 'IVO flyttar över') or note is not null)
);
comment on table intake.transfer_step is 'What came of a request: the answer, the application to IVO and its decision (29 kap. 11 § SoL), and what was handed over (29 kap. 12 § SoL).';
comment on column intake.transfer_step.given_to is 'Who at the other municipality got what was handed over.';
comment on column intake.transfer_step.note is 'What was handed over and how, or why the answer was no.';
create index transfer_step_request on intake.transfer_step (municipality_id, case_id, transfer_request_id);
create index transfer_step_recorded_by on intake.transfer_step (municipality_id, recorded_by);
-- A request is answered yes once: by the other municipality or by IVO.
create unique index transfer_goes_over_once on intake.transfer_step (municipality_id, transfer_request_id) where kind in ('tar över', 'IVO flyttar över');
select core.keep_municipalities_apart('intake.transfer_step'::regclass);
grant select, insert on intake.transfer_step to fortrogen_app;
create trigger closed_case_takes_no_transfer_step before insert on intake.transfer_step for each row
  execute function intake.refuse_writing_in_closed_case();
