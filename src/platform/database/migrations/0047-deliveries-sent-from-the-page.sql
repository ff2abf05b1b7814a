-- Signed answers leave by a button: to an agency that whoever runs the program has set, with its key; each press is a row, and so is each thing that came of it.

create table survey.recipient (
  municipality_id smallint not null references core.municipality,
  agency text not null check (agency ~ '^[0-9]{6}-[0-9]{4}$'),
  number smallint not null check (number > 0),
  name text not null check (length(name) between 1 and 100),
  address text check (length(address) between 1 and 300),
  public_key text not null check (length(public_key) between 40 and 100),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, agency, number),
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.recipient is 'An agency that answers are sent to, as whoever runs the program has set it; the last row of an agency holds.';
comment on column survey.recipient.address is 'The address of its program; null where answers leave as a file.';
comment on column survey.recipient.public_key is 'What it signs its receipts with.';
create index recipient_recorded_by on survey.recipient (municipality_id, recorded_by);

-- The key was told with each survey; it is the agency's, and told once.
insert into survey.recipient (municipality_id, agency, number, name, address, public_key, recorded_by, recorded_at)
select distinct on (municipality_id, agency) municipality_id, agency, 1, agency, null, agency_key, recorded_by, recorded_at
from survey.addressee where agency_key is not null order by municipality_id, agency, recorded_at desc, answer_set_id, number desc;
alter table survey.addressee drop column agency_key;

create table survey.dispatch (
  municipality_id smallint not null,
  answer_set_id uuid not null,
  number smallint not null check (number > 0),
  signature_number smallint not null,
  addressee_number smallint not null,
  key_id text not null check (key_id ~ '^[0-9a-f]{16}$'),
  signature text not null check (length(signature) = 88),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, answer_set_id, number),
  foreign key (municipality_id, answer_set_id, signature_number) references survey.signature,
  foreign key (municipality_id, answer_set_id, addressee_number) references survey.addressee,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.dispatch is 'That somebody had signed answers sent: what was signed, to whom, and the seal that it leaves with, so that every try sends the same bytes.';
create index dispatch_signature on survey.dispatch (municipality_id, answer_set_id, signature_number);
create index dispatch_addressee on survey.dispatch (municipality_id, answer_set_id, addressee_number);
create index dispatch_recorded_by on survey.dispatch (municipality_id, recorded_by);

create table survey.dispatch_step (
  municipality_id smallint not null,
  answer_set_id uuid not null,
  dispatch_number smallint not null,
  number smallint not null check (number > 0),
  step text not null check (step in ('försök', 'inget svar', 'mottagen', 'nekad', 'fel kvitto', 'uppgiven', 'ersatt')),
  said text check (length(said) between 1 and 1500),
  receipt_number smallint,
  recorded_at timestamptz not null,
  primary key (municipality_id, answer_set_id, dispatch_number, number),
  foreign key (municipality_id, answer_set_id, dispatch_number) references survey.dispatch,
  foreign key (municipality_id, answer_set_id, receipt_number) references survey.kept_receipt,
  constraint received_dispatch_has_its_receipt check ((step = 'mottagen') = (receipt_number is not null))
);
comment on table survey.dispatch_step is 'What has come of a sending so far: each try, and how it ended.';
comment on column survey.dispatch_step.said is 'The agency''s own words where it refused; ours where its receipt does not hold.';
create index dispatch_step_receipt on survey.dispatch_step (municipality_id, answer_set_id, receipt_number) where receipt_number is not null;
create unique index dispatch_ends_once on survey.dispatch_step (municipality_id, answer_set_id, dispatch_number)
  where step not in ('försök', 'inget svar');

do $$
declare t text;
begin
  foreach t in array array['recipient', 'dispatch', 'dispatch_step'] loop
    perform core.keep_municipalities_apart(format('survey.%I', t)::regclass);
    execute format('grant select, insert on survey.%I to fortrogen_app', t);
  end loop;
end $$;
