-- Parties of an investigation: each guardian apart, and the child who has turned 15. What each has told as their own account, what each was told of
-- the material before the decision and what came back (25 § FvL), or why that was left out. Who is a party on a day follows from what is known of people.

create schema party;

-- A party's own account of the matter, in that party's words: never another's.
create table party.account (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  case_id uuid not null,
  investigation_id uuid not null,
  person_id uuid not null,
  happened_on date not null,
  way text not null check (way in ('möte', 'hembesök', 'telefon', 'video', 'skriftligt')),
  own_account text not null check (length(own_account) between 1 and 20000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, investigation_id) references investigation.investigation (municipality_id, case_id, id),
  foreign key (municipality_id, person_id) references people.person,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table party.account is 'What a party has said of the matter: its own account, apart from what anybody else has said.';
create index account_investigation on party.account (municipality_id, case_id, investigation_id);
create index account_person on party.account (municipality_id, person_id);
create index account_recorded_by on party.account (municipality_id, recorded_by);

-- Kommunicering: a party is told of the material before the decision and may answer by a day, or it stands why not. Without a person only where nobody
-- is known as a party.
create table party.communication (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  case_id uuid not null,
  investigation_id uuid not null,
  person_id uuid,
  kind text not null check (kind in ('kommunicerat', 'undantag')),
  happened_on date not null,
  way text check (way in ('i handen', 'brev', 'rekommenderat brev', 'genom Skatteverket', 'digital post', 'muntligt', 'e-post', 'sms')),
  material text check (length(material) between 1 and 20000),
  reply_by date,
  exception text check (exception in ('uppenbart obehövligt', 'svårare att genomföra beslutet', 'måste meddelas omedelbart')),
  reason text check (length(reason) between 1 and 2000),
  left_out text check (length(left_out) between 1 and 2000),
  told_otherwise text check (length(told_otherwise) between 1 and 2000),
  message_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, investigation_id) references investigation.investigation (municipality_id, case_id, id),
  foreign key (municipality_id, person_id) references people.person,
  foreign key (municipality_id, message_id) references messages.message,
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint communicated_says_what_and_until_when check (num_nonnulls(way, material, reply_by) = case when kind = 'kommunicerat' then 3 else 0 end),
  constraint exception_says_ground_and_reason check (num_nonnulls(exception, reason) = case when kind = 'undantag' then 2 else 0 end),
  constraint communicated_to_somebody check (kind = 'undantag' or person_id is not null),
  constraint reply_after_it_was_sent check (reply_by > happened_on),
  constraint left_out_is_told_otherwise check ((left_out is null) = (told_otherwise is null) and (left_out is null or kind = 'kommunicerat'))
);
comment on table party.communication is 'A party was told of all material that the decision will rest on, and may answer by a day (25 § FvL); or the exception, with its ground.';
comment on column party.communication.left_out is 'What is kept from the party, of utmost importance (10 kap. 3 § OSL): never in a letter, never shown to a party.';
comment on column party.communication.told_otherwise is 'How the party was told in another way what the material means.';
create index communication_investigation on party.communication (municipality_id, case_id, investigation_id);
create index communication_person on party.communication (municipality_id, person_id);
create index communication_message on party.communication (municipality_id, message_id) where message_id is not null;
create index communication_recorded_by on party.communication (municipality_id, recorded_by);

create table party.reply (
  municipality_id smallint not null,
  communication_id uuid not null,
  case_id uuid not null,
  replied_on date not null,
  kind text not null check (kind in ('yttrande', 'inga synpunkter')),
  content text check (length(content) between 1 and 20000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, communication_id),
  foreign key (municipality_id, case_id, communication_id) references party.communication (municipality_id, case_id, id),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint reply_says_what check ((kind = 'yttrande') = (content is not null))
);
comment on table party.reply is 'What a party answered to what it was told of. No row when the last day has passed: the party did not answer.';
create index reply_communication on party.reply (municipality_id, case_id, communication_id);
create index reply_recorded_by on party.reply (municipality_id, recorded_by);

create trigger closed_case_takes_no_account before insert on party.account for each row execute function intake.refuse_writing_in_closed_case();
create trigger closed_case_takes_no_communication before insert on party.communication for each row execute function intake.refuse_writing_in_closed_case();

select core.keep_municipalities_apart(oid) from pg_class where relnamespace = 'party'::regnamespace and relkind = 'r';
grant usage on schema party to fortrogen_app;
grant select, insert on all tables in schema party to fortrogen_app;
