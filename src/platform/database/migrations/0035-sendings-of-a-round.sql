-- How an agency reaches the units of a round: whom it writes to, what is sent when, what was sent to whom, and what was said at the help desk.

create table survey.unit_contact (
  municipality_id smallint not null,
  unit_id uuid not null,
  number smallint not null check (number > 0),
  name text check (length(name) between 1 and 100 and name !~ '[[:cntrl:]]'),
  address text not null check (length(address) between 3 and 254 and address !~ '[[:cntrl:][:space:]<>,;]'),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, unit_id, number),
  foreign key (municipality_id, unit_id) references survey.unit,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.unit_contact is 'Where a unit is written to. The last one holds.';
create index unit_contact_recorded_by on survey.unit_contact (municipality_id, recorded_by);

create table survey.unit_note (
  municipality_id smallint not null,
  id uuid not null,
  unit_id uuid not null,
  on_day date not null,
  way text not null check (way in ('telefon', 'e-post', 'möte', 'annat')),
  words text not null check (length(words) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, unit_id) references survey.unit,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.unit_note is 'What was said with a unit, at the help desk.';
create index unit_note_unit on survey.unit_note (municipality_id, unit_id);
create index unit_note_recorded_by on survey.unit_note (municipality_id, recorded_by);

create table survey.sending (
  municipality_id smallint not null,
  id uuid not null,
  round_id uuid not null,
  unit_id uuid,
  kind text not null check (kind in ('inbjudan', 'påminnelse', 'länken igen')),
  send_on date not null,
  subject text not null check (length(subject) between 1 and 150 and subject !~ '[[:cntrl:]]'),
  words text not null check (length(words) between 1 and 5000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, round_id) references survey.round,
  foreign key (municipality_id, unit_id) references survey.unit,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.sending is 'What is sent to the units of a round that have not delivered, on a day, with places for what differs between units.';
comment on column survey.sending.unit_id is 'To one unit alone, at once; null: to all of them.';
create index sending_round on survey.sending (municipality_id, round_id, send_on);
create index sending_unit on survey.sending (municipality_id, unit_id) where unit_id is not null;
create index sending_recorded_by on survey.sending (municipality_id, recorded_by);

create table survey.sending_call_off (
  municipality_id smallint not null,
  sending_id uuid not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, sending_id),
  foreign key (municipality_id, sending_id) references survey.sending,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.sending_call_off is 'That a sending is called off: nothing more of it is sent.';
create index sending_call_off_recorded_by on survey.sending_call_off (municipality_id, recorded_by);

create table survey.unit_sending (
  municipality_id smallint not null,
  sending_id uuid not null,
  unit_id uuid not null,
  message_id uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, sending_id, unit_id),
  unique (municipality_id, message_id),
  foreign key (municipality_id, sending_id) references survey.sending,
  foreign key (municipality_id, unit_id) references survey.unit,
  foreign key (municipality_id, message_id) references messages.message
);
comment on table survey.unit_sending is 'That a sending has gone to a unit, as which message: once.';
create index unit_sending_unit on survey.unit_sending (municipality_id, unit_id);

-- As long as every other reason of a survey's.
alter table survey.unit_extension drop constraint unit_extension_reason_check,
  add constraint unit_extension_reason_check check (length(reason) between 1 and 2000);
alter table survey.unit add constraint unit_name_is_one_line check (name !~ '[[:cntrl:]]');
alter table survey.round add constraint round_title_is_one_line check (title !~ '[[:cntrl:]]');

do $$
declare t text;
begin
  foreach t in array array['unit_contact', 'unit_note', 'sending', 'sending_call_off', 'unit_sending'] loop
    perform core.keep_municipalities_apart(format('survey.%I', t)::regclass);
    execute format('grant select, insert on survey.%I to fortrogen_app', t);
  end loop;
end $$;
