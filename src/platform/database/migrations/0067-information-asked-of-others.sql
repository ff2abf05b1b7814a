-- What an investigation asks of others: of whom, what, on which ground and by when; reminders; and the reply that came, or why none is waited for.

create table investigation.request (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  investigation_id uuid not null,
  asked_of text not null check (asked_of in ('skola', 'förskola', 'hälso- och sjukvård', 'barn- och ungdomspsykiatri', 'tandvård', 'polis',
    'socialtjänst, annan enhet eller kommun', 'verksamhet enligt LSS', 'annan myndighet', 'enskild verksamhet för barn och unga', 'familjerådgivning', 'enskild person')),
  asked_name text not null check (length(asked_name) between 1 and 200),
  asked_for text not null check (length(asked_for) between 1 and 20000),
  ground text not null check (ground in ('uppgiftsskyldighet', 'samtycke', 'frivilligt')),
  consent_of text check (length(consent_of) between 1 and 500),
  consent_on date,
  way text not null check (way in ('brev', 'säkert meddelande', 'telefon', 'möte')),
  asked_on date not null,
  reply_by date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  unique (municipality_id, investigation_id, id),
  foreign key (municipality_id, case_id, investigation_id) references investigation.body (municipality_id, case_id, investigation_id),
  constraint request_is_answered_later check (reply_by > asked_on),
  constraint request_on_duty_is_of_somebody_who_has_it check (ground <> 'uppgiftsskyldighet' or asked_of not in ('familjerådgivning', 'enskild person')),
  constraint request_on_consent_says_whose check (num_nonnulls(consent_of, consent_on) = case when ground = 'samtycke' then 2 else 0 end),
  constraint request_follows_its_consent check (consent_on <= asked_on)
);
comment on table investigation.request is 'Information that an investigation asks of somebody else. It is open until there is a row in investigation.request_reply.';
create index request_body on investigation.request (municipality_id, case_id, investigation_id);

create table investigation.request_reminder (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  request_id uuid not null,
  reminded_on date not null,
  way text not null check (way in ('brev', 'säkert meddelande', 'telefon', 'möte')),
  reply_by date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, request_id) references investigation.request (municipality_id, case_id, id),
  constraint reminder_is_answered_later check (reply_by > reminded_on)
);
create index request_reminder_request on investigation.request_reminder (municipality_id, case_id, request_id);

-- What came of a request, once: a reply, or why none is waited for any more.
create table investigation.request_reply (
  municipality_id smallint not null,
  request_id uuid not null,
  case_id uuid not null,
  outcome text not null check (outcome in ('svar', 'inget svar', 'behövs inte')),
  replied_on date not null,
  replied_by text check (length(replied_by) between 1 and 200),
  reply_form text check (reply_form in ('skriftligt', 'muntligt')),
  no_reply_reason text check (length(no_reply_reason) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, request_id),
  foreign key (municipality_id, case_id, request_id) references investigation.request (municipality_id, case_id, id),
  constraint reply_says_by_whom_or_why_none check (
    num_nonnulls(replied_by, reply_form) = case when outcome = 'svar' then 2 else 0 end and (no_reply_reason is null) = (outcome = 'svar'))
);
comment on column investigation.request_reply.replied_on is 'The day the reply came in, or the day it was decided that none is waited for.';
create index request_reply_request on investigation.request_reply (municipality_id, case_id, request_id);

-- What a reply says are findings of the investigation, with the request that they came of.
alter table investigation.finding add column request_id uuid;
alter table investigation.finding add foreign key (municipality_id, investigation_id, request_id) references investigation.request (municipality_id, investigation_id, id);
create index finding_request on investigation.finding (municipality_id, investigation_id, request_id) where request_id is not null;

select core.keep_municipalities_apart(('investigation.' || t)::regclass) from unnest(array['request', 'request_reminder', 'request_reply']) t;
grant select, insert on investigation.request, investigation.request_reminder, investigation.request_reply to fortrogen_app;
