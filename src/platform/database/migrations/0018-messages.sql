-- Messages that leave the house by e-mail or SMS. A message is planned in the transaction of what it comes of; a job sends it (decision 0028).
-- Each try is a row before it is made and gets its outcome after: a try whose outcome nobody knows is never followed by another.

create schema messages;

create table messages.message (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  template text not null check (template ~ '^[a-z][a-z-]{0,39}$'),
  channel text not null check (channel in ('e-post', 'sms')),
  address text not null check (length(address) between 3 and 254 and address !~ '[[:cntrl:][:space:]<>,;]'),
  recipient_protected boolean not null,
  cleared_because text check (length(cleared_because) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint protected_recipient_has_cleared_address check (not recipient_protected or cleared_because is not null)
);
comment on table messages.message is 'A message that is planned: which template, by which channel, to which address. It says nothing of what it is about.';
comment on column messages.message.cleared_because is 'For somebody with a protected identity: why this address may be used.';
create index message_recorded_by on messages.message (municipality_id, recorded_by);
create index message_recorded_at on messages.message (municipality_id, recorded_at);
create index message_address on messages.message (municipality_id, address, recorded_at);

create table messages.attempt (
  municipality_id smallint not null,
  message_id uuid not null,
  number smallint not null check (number > 0),
  kind text not null check (kind in ('försök', 'återtagande')),
  recorded_by uuid,
  recorded_at timestamptz not null,
  earlier smallint generated always as (case when number > 1 then number - 1 end) stored,
  earlier_outcome text generated always as (case when number > 1 then 'inte nu' end) stored,
  primary key (municipality_id, message_id, number),
  foreign key (municipality_id, message_id) references messages.message,
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint withdrawn_by_somebody check ((kind = 'återtagande') = (recorded_by is not null))
);
comment on table messages.attempt is 'Each try to send a message, written before it is made; or that it was withdrawn, after which there is none.';
create index attempt_recorded_by on messages.attempt (municipality_id, recorded_by);

create table messages.outcome (
  municipality_id smallint not null,
  message_id uuid not null,
  number smallint not null,
  outcome text not null check (outcome in ('skickat', 'nekat', 'inte nu', 'oklart', 'återtaget')),
  fault text check (fault ~ '^[A-Za-z0-9][A-Za-z0-9 _.-]{0,79}$'),
  recorded_at timestamptz not null,
  primary key (municipality_id, message_id, number),
  unique (municipality_id, message_id, number, outcome),
  foreign key (municipality_id, message_id, number) references messages.attempt
);
comment on table messages.outcome is 'How a try ended. Only "inte nu" (nothing was sent) may be followed by another try.';
comment on column messages.outcome.fault is 'The kind of fault in English, as a code: never what a server said, which may quote an address.';
alter table messages.attempt add constraint attempt_after_one_that_sent_nothing
  foreign key (municipality_id, message_id, earlier, earlier_outcome) references messages.outcome (municipality_id, message_id, number, outcome);
create index attempt_earlier on messages.attempt (municipality_id, message_id, earlier, earlier_outcome);

select core.keep_municipalities_apart('messages.message');
select core.keep_municipalities_apart('messages.attempt');
select core.keep_municipalities_apart('messages.outcome');
grant usage on schema messages to fortrogen_app;
grant select, insert on messages.message, messages.attempt, messages.outcome to fortrogen_app;
