-- An application that takes long: the party is told why (11 § FvL), and may after six months ask for it to be decided (12 § FvL), once.

create table party.delay_notice (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  intake_id uuid not null,
  person_id uuid not null,
  told_on date not null,
  way text not null check (way in ('i handen', 'brev', 'rekommenderat brev', 'genom Skatteverket', 'digital post', 'muntligt')),
  delay_reason text not null check (length(delay_reason) between 1 and 2000),
  expected_on date,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id),
  foreign key (municipality_id, person_id) references people.person,
  constraint delay_is_to_a_day_to_come check (expected_on > told_on)
);
comment on table party.delay_notice is 'That whoever applied was told that the decision is much delayed, and why (11 § FvL).';
create index delay_notice_intake on party.delay_notice (municipality_id, case_id, intake_id);
create index delay_notice_person on party.delay_notice (municipality_id, person_id);

create table party.decision_request (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  intake_id uuid not null,
  person_id uuid not null,
  received_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id),
  foreign key (municipality_id, person_id) references people.person,
  constraint decision_is_asked_for_once unique (municipality_id, intake_id, person_id)
);
comment on table party.decision_request is 'A party''s written request that an application is decided (12 § FvL), once for each party.';
create index decision_request_intake on party.decision_request (municipality_id, case_id, intake_id);
create index decision_request_person on party.decision_request (municipality_id, person_id);

-- The request is refused by a decision of its own; where the application is decided instead nothing is written here.
create table party.decision_request_refusal (
  municipality_id smallint not null,
  request_id uuid not null,
  case_id uuid not null,
  decided_on date not null,
  reasoning text not null check (length(reasoning) between 1 and 20000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, request_id),
  foreign key (municipality_id, case_id, request_id) references party.decision_request (municipality_id, case_id, id)
);
create index decision_request_refusal_request on party.decision_request_refusal (municipality_id, case_id, request_id);

select core.keep_municipalities_apart(('party.' || t)::regclass) from unnest(array['delay_notice', 'decision_request', 'decision_request_refusal']) t;
grant select, insert on party.delay_notice, party.decision_request, party.decision_request_refusal to fortrogen_app;
