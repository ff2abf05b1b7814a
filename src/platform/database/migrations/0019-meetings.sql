-- Meetings in a case: booked, moved and called off by new rows; who is called, how each was told, and how it went (decision 0029).

create schema meeting;

create table meeting.meeting (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  case_id uuid not null,
  child_id uuid not null,
  kind text not null check (kind in ('möte efter anmälan', 'möte med vårdnadshavare', 'samtal med barnet', 'nätverksmöte', 'planeringsmöte', 'uppföljningsmöte', 'annat möte')),
  agenda text not null check (length(agenda) between 1 and 2000),
  child_about text check (length(child_about) between 1 and 2000),
  contact text not null check (length(contact) between 1 and 200),
  interpreter text check (length(interpreter) between 1 and 100),
  together_because text check (length(together_because) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, child_id) references intake.case_file (municipality_id, id, child_id),
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table meeting.meeting is 'A meeting in a case: what it is about, in words for adults and for the child. When and where stands in its bookings.';
comment on column meeting.meeting.child_about is 'Why, in plain words, for the child alone: stands in no other letter (3 kap. 3 § SoL).';
comment on column meeting.meeting.together_because is 'Somebody with a protected identity is called with others: why they can be at one place.';
create index meeting_case on meeting.meeting (municipality_id, case_id, child_id);
create index meeting_recorded_by on meeting.meeting (municipality_id, recorded_by);

create table meeting.booking (
  municipality_id smallint not null,
  case_id uuid not null,
  meeting_id uuid not null,
  number smallint not null check (number > 0),
  kind text not null check (kind in ('bokat', 'flyttat', 'inställt')),
  starts_at timestamptz,
  minutes smallint check (minutes between 5 and 600),
  way text check (way in ('besök', 'video', 'telefon')),
  place text check (length(place) between 1 and 300),
  because text check (length(because) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  is_off boolean generated always as (kind = 'inställt') stored,
  earlier smallint generated always as (case when number > 1 then number - 1 end) stored,
  earlier_off boolean generated always as (case when number > 1 then false end) stored,
  primary key (municipality_id, meeting_id, number),
  unique (municipality_id, case_id, meeting_id, number),
  unique (municipality_id, meeting_id, number, is_off),
  foreign key (municipality_id, case_id, meeting_id) references meeting.meeting (municipality_id, case_id, id),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint first_booking_is_the_first check ((kind = 'bokat') = (number = 1)),
  constraint change_says_why check ((kind = 'bokat') = (because is null)),
  constraint booking_says_when_and_where check (num_nonnulls(starts_at, minutes, way, place) = case when kind = 'inställt' then 0 else 4 end)
);
alter table meeting.booking add constraint nothing_follows_called_off
  foreign key (municipality_id, meeting_id, earlier, earlier_off) references meeting.booking (municipality_id, meeting_id, number, is_off);
comment on table meeting.booking is 'When and where, each change a row of its own; the last one holds.';
create index booking_case on meeting.booking (municipality_id, case_id, meeting_id);
create index booking_earlier on meeting.booking (municipality_id, meeting_id, earlier, earlier_off);
create index booking_recorded_by on meeting.booking (municipality_id, recorded_by);

create table meeting.called (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  meeting_id uuid not null,
  child_id uuid not null,
  place smallint not null check (place > 0),
  capacity text not null check (capacity in ('barnet', 'vårdnadshavare', 'annan')),
  guardianship_id uuid,
  name text check (length(name) between 1 and 200),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, meeting_id, id),
  unique (municipality_id, meeting_id, place),
  foreign key (municipality_id, case_id, meeting_id) references meeting.meeting (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, child_id) references intake.case_file (municipality_id, id, child_id),
  -- A confirmed guardian of this child: never a claim, never somebody else.
  foreign key (municipality_id, child_id, guardianship_id) references people.guardianship (municipality_id, child_id, id),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint guardian_is_called_by_guardianship check ((capacity = 'vårdnadshavare') = (guardianship_id is not null)),
  constraint others_are_called_by_name check ((capacity = 'annan') = (name is not null))
);
comment on table meeting.called is 'Who is called to a meeting: the child, confirmed guardians each apart, others by name.';
create unique index called_child_once on meeting.called (municipality_id, meeting_id) where capacity = 'barnet';
create unique index called_guardian_once on meeting.called (municipality_id, meeting_id, guardianship_id) where guardianship_id is not null;
create index called_case on meeting.called (municipality_id, case_id, child_id);
create index called_guardianship on meeting.called (municipality_id, child_id, guardianship_id);
create index called_recorded_by on meeting.called (municipality_id, recorded_by);

create table meeting.summons (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  meeting_id uuid not null,
  called_id uuid not null,
  turn smallint not null check (turn > 0),
  number smallint not null,
  way text not null check (way in ('brev', 'genom Skatteverket', 'i handen', 'e-post', 'sms')),
  message_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, called_id, turn),
  foreign key (municipality_id, case_id, meeting_id, called_id) references meeting.called (municipality_id, case_id, meeting_id, id),
  foreign key (municipality_id, case_id, meeting_id, number) references meeting.booking (municipality_id, case_id, meeting_id, number),
  foreign key (municipality_id, message_id) references messages.message,
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint summons_by_message_names_it check ((way in ('e-post', 'sms')) = (message_id is not null))
);
comment on table meeting.summons is 'That somebody was told of a booking, of its change or of its calling off, and how.';
create index summons_called on meeting.summons (municipality_id, case_id, meeting_id, called_id);
create index summons_booking on meeting.summons (municipality_id, case_id, meeting_id, number);
create unique index summons_message on meeting.summons (municipality_id, message_id) where message_id is not null;
create index summons_recorded_by on meeting.summons (municipality_id, recorded_by);

create table meeting.outcome (
  municipality_id smallint not null,
  case_id uuid not null,
  meeting_id uuid not null,
  held boolean not null,
  reason text check (length(reason) between 1 and 2000),
  why_not text check (length(why_not) between 1 and 2000),
  others text check (length(others) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, meeting_id),
  unique (municipality_id, case_id, meeting_id),
  foreign key (municipality_id, case_id, meeting_id) references meeting.meeting (municipality_id, case_id, id),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint meeting_not_held_says_why check (held = (reason is null))
);
comment on table meeting.outcome is 'Whether the meeting was held, and who else came.';
create index outcome_recorded_by on meeting.outcome (municipality_id, recorded_by);

create table meeting.attendance (
  municipality_id smallint not null,
  case_id uuid not null,
  meeting_id uuid not null,
  called_id uuid not null,
  came boolean not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, meeting_id, called_id),
  foreign key (municipality_id, case_id, meeting_id) references meeting.outcome (municipality_id, case_id, meeting_id),
  foreign key (municipality_id, case_id, meeting_id, called_id) references meeting.called (municipality_id, case_id, meeting_id, id),
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table meeting.attendance is 'Whether each of those called came; why not stands in the outcome.';
create index attendance_outcome on meeting.attendance (municipality_id, case_id, meeting_id);
create index attendance_called on meeting.attendance (municipality_id, case_id, meeting_id, called_id);
create index attendance_recorded_by on meeting.attendance (municipality_id, recorded_by);

create trigger closed_case_takes_no_meeting before insert on meeting.meeting for each row execute function intake.refuse_writing_in_closed_case();

do $$
declare t regclass;
begin
  for t in select c.oid::regclass from pg_class c where c.relnamespace = 'meeting'::regnamespace and c.relkind = 'r' loop
    perform core.keep_municipalities_apart(t);
    execute format('grant select, insert on %s to fortrogen_app', t);
  end loop;
end $$;
grant usage on schema meeting to fortrogen_app;
