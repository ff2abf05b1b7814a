-- 0078-insight
-- A party's insight in the material of the case (10 § FvL): what was asked for, what was decided passage by passage, and what was given out. Only what is of utmost
-- importance is kept from a party, who is then told in another way what it means (10 kap. 3 § OSL).
create table party.insight_request (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  requested_on date not null,
  way text not null check (way in ('muntligt', 'telefon', 'brev', 'e-post')),
  wants text not null check (length(wants) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id, requested_on),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, person_id) references people.person,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table party.insight_request is 'A party asks to see the material of the case (10 § FvL).';
create index insight_request_person on party.insight_request (municipality_id, person_id);
create index insight_request_recorded_by on party.insight_request (municipality_id, recorded_by);

create table party.insight_decision (
  municipality_id smallint not null,
  request_id uuid not null,
  case_id uuid not null,
  requested_on date not null,
  decided_on date not null,
  outcome text not null check (outcome in ('lämnas ut', 'lämnas ut delvis', 'lämnas inte ut')),
  given integer not null check (given >= 0),
  withheld integer not null check (withheld >= 0),
  reasons text check (length(reasons) between 1 and 2000),
  told_otherwise text check (length(told_otherwise) between 1 and 2000),
  reservation text check (length(reservation) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, request_id),
  unique (municipality_id, case_id, request_id, decided_on, outcome),
  foreign key (municipality_id, case_id, request_id, requested_on) references party.insight_request (municipality_id, case_id, id, requested_on),
  constraint insight_decision_has_maker foreign key (municipality_id, case_id, request_id, decided_on)
    references decision.maker (municipality_id, case_id, id, decided_on),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint insight_decided_after_it_was_asked check (decided_on >= requested_on),
  constraint insight_outcome_is_what_is_given check (outcome = case when withheld = 0 then 'lämnas ut' when given = 0 then 'lämnas inte ut' else 'lämnas ut delvis' end),
  constraint withheld_says_why_and_is_told_otherwise check (num_nonnulls(reasons, told_otherwise) = case when withheld = 0 then 0 else 2 end)
);
comment on table party.insight_decision is 'What a party is given of the material, once for each request: how many passages, and why the others are not (10 kap. 3 § OSL).';
comment on column party.insight_decision.reservation is 'What the party may not do with what is given (10 kap. 4 § OSL).';
create index insight_decision_request on party.insight_decision (municipality_id, case_id, request_id, requested_on);
create index insight_decision_recorded_by on party.insight_decision (municipality_id, recorded_by);

create table party.insight_passage (
  municipality_id smallint not null,
  request_id uuid not null,
  passage text not null check (length(passage) between 1 and 200),
  ground text check (ground in ('barnet', 'någon annan', 'var någon finns', 'den som har anmält', 'inte tillfört ärendet')),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, request_id, passage),
  foreign key (municipality_id, request_id) references party.insight_decision,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table party.insight_passage is 'One piece of the material as it was gone through: given, or withheld for the sake of somebody (ground). The piece is known by its row, never by its words.';
create index insight_passage_recorded_by on party.insight_passage (municipality_id, recorded_by);

-- What was given out is kept as it was: the file. A refusal is told without one.
create table party.insight_answer (
  municipality_id smallint not null,
  request_id uuid not null,
  case_id uuid not null,
  decided_on date not null,
  outcome text not null,
  answered_on date not null,
  way text not null check (way in ('i handen', 'brev', 'rekommenderat brev', 'genom Skatteverket')),
  file_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, request_id),
  foreign key (municipality_id, case_id, request_id, decided_on, outcome)
    references party.insight_decision (municipality_id, case_id, request_id, decided_on, outcome),
  foreign key (municipality_id, file_id) references files.file,
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint insight_answered_after_the_decision check (answered_on >= decided_on),
  constraint given_out_is_kept check ((outcome = 'lämnas inte ut') = (file_id is null))
);
comment on table party.insight_answer is 'When and how a party got the material and the decision; the file is what was given, as it was.';
create index insight_answer_decision on party.insight_answer (municipality_id, case_id, request_id, decided_on, outcome);
create index insight_answer_file on party.insight_answer (municipality_id, file_id) where file_id is not null;
create index insight_answer_recorded_by on party.insight_answer (municipality_id, recorded_by);

do $$
declare t regclass;
begin
  foreach t in array array['party.insight_request', 'party.insight_decision', 'party.insight_passage', 'party.insight_answer']::regclass[] loop
    perform core.keep_municipalities_apart(t);
    execute format('grant select, insert on %s to fortrogen_app', t);
  end loop;
end $$;
