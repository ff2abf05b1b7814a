-- A party is told of the whole decision and of how it is appealed (33 § FvL); an appeal is tried for time and sent on to the court (43–46 §§ FvL).

alter table decision.decision add constraint decision_of_a_day_and_appeal unique (municipality_id, case_id, id, decided_on, appeal);

create table party.notification (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  decided_on date not null,
  appeal text not null,
  person_id uuid not null,
  kind text not null check (kind in ('underrättad', 'uppenbart obehövligt')),
  sent_on date,
  way text check (way in ('i handen', 'brev', 'rekommenderat brev', 'genom Skatteverket', 'digital post', 'muntligt', 'e-post', 'sms')),
  got_on date,
  with_guidance boolean,
  reason text check (length(reason) between 1 and 2000),
  message_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  constraint notification_of_a_decision foreign key (municipality_id, case_id, decision_id, decided_on, appeal)
    references decision.decision (municipality_id, case_id, id, decided_on, appeal),
  foreign key (municipality_id, person_id) references people.person,
  foreign key (municipality_id, message_id) references messages.message,
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint notified_says_when_and_how check (num_nonnulls(sent_on, way, with_guidance) = case when kind = 'underrättad' then 3 else 0 end),
  constraint not_notified_says_why check ((kind = 'underrättad') = (reason is null) and (kind = 'underrättad' or got_on is null)),
  constraint notified_after_the_decision check (sent_on >= decided_on),
  constraint got_after_it_was_sent check (got_on >= sent_on),
  constraint appealable_is_told_how check (kind <> 'underrättad' or appeal <> 'förvaltningsbesvär' or with_guidance)
);
comment on table party.notification is 'A party was told of the whole decision, when and how; or it was plainly unnecessary. The latest row of a decision and a person stands.';
comment on column party.notification.got_on is 'The day the party got the decision, from which the time to appeal runs; null until it is known.';
create index notification_decision on party.notification (municipality_id, case_id, decision_id, decided_on, appeal);
create index notification_person on party.notification (municipality_id, person_id);
create index notification_message on party.notification (municipality_id, message_id) where message_id is not null;
create index notification_recorded_by on party.notification (municipality_id, recorded_by);

create table party.appeal (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  decided_on date not null,
  appeal text not null,
  person_id uuid not null,
  received_on date not null,
  court_received_on date,
  content text not null check (length(content) between 1 and 20000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id, received_on),
  constraint appeal_of_a_decision foreign key (municipality_id, case_id, decision_id, decided_on, appeal)
    references decision.decision (municipality_id, case_id, id, decided_on, appeal),
  foreign key (municipality_id, person_id) references people.person,
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint appeal_of_what_can_be_appealed check (appeal = 'förvaltningsbesvär'),
  constraint appeal_comes_after_the_decision check (received_on >= decided_on and court_received_on >= decided_on)
);
comment on table party.appeal is 'An appeal as it came in: by whom, which decision, and what is wanted.';
comment on column party.appeal.court_received_on is 'The day it came in to the court, where it was sent there (45 § FvL).';
create index appeal_decision on party.appeal (municipality_id, case_id, decision_id, decided_on, appeal);
create index appeal_person on party.appeal (municipality_id, person_id);
create index appeal_recorded_by on party.appeal (municipality_id, recorded_by);

-- Whether it came in time. The last day is counted in the program: three weeks, to the next working day, and never less than three weeks.
create table party.appeal_trial (
  municipality_id smallint not null,
  appeal_id uuid not null,
  case_id uuid not null,
  received_on date not null,
  decided_on date not null,
  outcome text not null check (outcome in ('i rätt tid', 'avvisas', 'tas upp ändå')),
  got_on date,
  last_on date,
  ground text check (ground in ('felaktig underrättelse', 'kom in till domstolen i tid')),
  reconsidered text not null check (length(reconsidered) between 1 and 2000),
  reasoning text not null check (length(reasoning) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, appeal_id),
  unique (municipality_id, case_id, appeal_id, decided_on, outcome),
  foreign key (municipality_id, case_id, appeal_id, received_on) references party.appeal (municipality_id, case_id, id, received_on),
  constraint appeal_trial_has_maker foreign key (municipality_id, case_id, appeal_id, decided_on)
    references decision.maker (municipality_id, case_id, id, decided_on),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint tried_after_it_came check (decided_on >= received_on),
  constraint three_weeks_from_when_it_was_got check ((got_on is null) = (last_on is null) and last_on between got_on + 21 and got_on + 28),
  constraint in_time_or_late check (case outcome when 'i rätt tid' then last_on is null or received_on <= last_on
    else last_on is not null and received_on > last_on end),
  constraint late_is_dismissed_or_has_a_ground check ((outcome = 'tas upp ändå') = (ground is not null))
);
comment on column party.appeal_trial.reconsidered is 'How it was looked at whether the decision is to be changed (36–39 §§ FvL).';
create index appeal_trial_appeal on party.appeal_trial (municipality_id, case_id, appeal_id, received_on);
create index appeal_trial_recorded_by on party.appeal_trial (municipality_id, recorded_by);

create table party.appeal_forwarding (
  municipality_id smallint not null,
  appeal_id uuid not null,
  case_id uuid not null,
  tried_on date not null,
  outcome text not null,
  forwarded_on date not null,
  court text not null check (length(court) between 1 and 200),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, appeal_id),
  foreign key (municipality_id, case_id, appeal_id, tried_on, outcome) references party.appeal_trial (municipality_id, case_id, appeal_id, decided_on, outcome),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint dismissed_is_not_forwarded check (outcome in ('i rätt tid', 'tas upp ändå')),
  constraint forwarded_after_it_was_tried check (forwarded_on >= tried_on)
);
create index appeal_forwarding_trial on party.appeal_forwarding (municipality_id, case_id, appeal_id, tried_on, outcome);
create index appeal_forwarding_recorded_by on party.appeal_forwarding (municipality_id, recorded_by);

do $$
declare t regclass;
begin
  foreach t in array array['party.notification', 'party.appeal', 'party.appeal_trial', 'party.appeal_forwarding']::regclass[] loop
    perform core.keep_municipalities_apart(t);
    execute format('grant select, insert on %s to fortrogen_app', t);
  end loop;
end $$;
