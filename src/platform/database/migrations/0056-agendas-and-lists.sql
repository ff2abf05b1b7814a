-- What goes to the board: the agenda of a committee with what is proposed, what came of it at the meeting, and the list of what has been decided on delegation
-- (the board itself says how it is told: 6 kap. 40 § and 7 kap. 8 § KL).

-- A proposal for a committee's meeting, about the decision that an investigation comes to.
create table decision.agenda_item (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  investigation_id uuid not null,
  body text not null check (length(body) between 1 and 200),
  meeting_on date not null,
  proposal text not null check (length(proposal) between 1 and 20000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id, body),
  foreign key (municipality_id, case_id, investigation_id) references investigation.investigation (municipality_id, case_id, id),
  constraint agenda_is_for_a_day_to_come check (meeting_on >= (recorded_at at time zone 'Europe/Stockholm')::date)
);
create index agenda_item_investigation on decision.agenda_item (municipality_id, case_id, investigation_id);
create index agenda_item_meeting on decision.agenda_item (municipality_id, meeting_on);
create trigger closed_case_takes_no_agenda_item before insert on decision.agenda_item for each row execute function intake.refuse_writing_in_closed_case();

-- What came of it: the paragraph of the minutes, who took part, and who had another opinion.
create table decision.agenda_outcome (
  municipality_id smallint not null,
  item_id uuid not null,
  case_id uuid not null,
  body text not null,
  outcome text not null check (outcome in ('enligt förslaget', 'på annat sätt', 'återremitterat', 'bordlagt')),
  held_on date not null,
  minutes_number text not null check (length(minutes_number) between 1 and 50),
  participants text not null check (length(participants) between 1 and 2000),
  reservation text check (length(reservation) between 1 and 5000),
  other_decision text check (length(other_decision) between 1 and 20000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, item_id),
  foreign key (municipality_id, case_id, item_id, body) references decision.agenda_item (municipality_id, case_id, id, body),
  constraint agenda_meeting_has_been check (held_on <= (recorded_at at time zone 'Europe/Stockholm')::date),
  constraint agenda_other_outcome_says_which check (outcome <> 'på annat sätt' or other_decision is not null)
);
create index agenda_outcome_item on decision.agenda_outcome (municipality_id, case_id, item_id, body);

-- That the board has been told of what was decided on delegation: at which meeting, in which paragraph.
alter table decision.maker add unique (municipality_id, id, decider);
create index maker_decided on decision.maker (municipality_id, decided_on) where decider = 'tjänsteman';
create table decision.delegated_report (
  municipality_id smallint not null,
  maker_id uuid not null,
  decider text not null check (decider = 'tjänsteman'),
  reported_on date not null,
  minutes_number text not null check (length(minutes_number) between 1 and 50),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, maker_id),
  constraint delegated_report_of_delegated_decision foreign key (municipality_id, maker_id, decider) references decision.maker (municipality_id, id, decider),
  constraint delegated_report_has_been check (reported_on <= (recorded_at at time zone 'Europe/Stockholm')::date)
);

-- To whom the board has entrusted what cannot wait is written on a page too: by whom and when.
alter table decision.urgent_mandate
  add column decided_on date,
  add column minutes_number text check (length(minutes_number) between 1 and 50),
  add column recorded_by uuid,
  add column recorded_at timestamptz;
grant insert on decision.urgent_mandate to fortrogen_app;

select core.keep_municipalities_apart(t) from unnest(array['decision.agenda_item', 'decision.agenda_outcome', 'decision.delegated_report']::regclass[]) t;
grant select, insert on decision.agenda_item, decision.agenda_outcome, decision.delegated_report to fortrogen_app;
