-- Answers leave a municipality signed with its key, and an agency takes them by the signature. Both ends are here: a tenant's own keys and where its answers
-- go, and the agency's: the keys of units, receipts, what was found in a delivery and what was done about it, what was refused.

create table survey.signing_key (
  municipality_id smallint not null references core.municipality,
  number smallint not null check (number > 0),
  key_id text not null check (key_id ~ '^[0-9a-f]{16}$'),
  public_key text not null check (length(public_key) between 40 and 100),
  recorded_at timestamptz not null,
  primary key (municipality_id, number)
);
comment on table survey.signing_key is 'The public halves of the keys that the tenant has made for itself; the last one is in use. The private half lies in a file.';

create table survey.addressee (
  municipality_id smallint not null,
  answer_set_id uuid not null,
  number smallint not null check (number > 0),
  agency text not null check (agency ~ '^[0-9]{6}-[0-9]{4}$'),
  round_id uuid not null,
  agency_key text check (length(agency_key) between 40 and 100),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, answer_set_id, number),
  foreign key (municipality_id, answer_set_id) references survey.answer_set,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.addressee is 'Where answers are sent, as the agency has told; the last row holds.';
comment on column survey.addressee.round_id is 'The round as the agency calls it: a row in its database, not in this tenant.';
comment on column survey.addressee.agency_key is 'What the agency signs its receipts with; null where it has told none.';
create index addressee_recorded_by on survey.addressee (municipality_id, recorded_by);

create table survey.kept_receipt (
  municipality_id smallint not null,
  answer_set_id uuid not null,
  number smallint not null check (number > 0),
  signature_number smallint not null,
  receipt text not null check (length(receipt) between 2 and 100000),
  key_id text check (key_id ~ '^[0-9a-f]{16}$'),
  signature text check (length(signature) = 88),
  is_verified boolean not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (municipality_id, answer_set_id, number),
  foreign key (municipality_id, answer_set_id, signature_number) references survey.signature,
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint receipt_is_signed_whole check ((key_id is null) = (signature is null)),
  constraint receipt_is_verified_by_a_signature check (not is_verified or signature is not null)
);
comment on table survey.kept_receipt is 'What the agency answered to signed answers: its receipt, letter for letter.';
comment on column survey.kept_receipt.is_verified is 'Whether it was signed with the key that the agency had told.';
comment on column survey.kept_receipt.recorded_by is 'Who put it in; null where the program sent and got it.';
create index kept_receipt_signature on survey.kept_receipt (municipality_id, answer_set_id, signature_number);
create index kept_receipt_recorded_by on survey.kept_receipt (municipality_id, recorded_by) where recorded_by is not null;

create table survey.unit_key (
  municipality_id smallint not null references core.municipality,
  code text not null check (code ~ '^[0-9]{4}(-[0-9]{2})?$'),
  number smallint not null check (number > 0),
  public_key text not null check (length(public_key) between 40 and 100),
  key_id text not null check (key_id ~ '^[0-9a-f]{16}$'),
  is_withdrawn boolean not null,
  came_from text not null check (length(came_from) between 1 and 500),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, code, number),
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.unit_key is 'The public key of a municipality or district, in whichever round it answers; the last row holds, and may say that it is withdrawn.';
comment on column survey.unit_key.came_from is 'Where the key comes from, or why it is withdrawn.';
create index unit_key_recorded_by on survey.unit_key (municipality_id, recorded_by);

create table survey.delivery_receipt (
  municipality_id smallint not null,
  unit_id uuid not null,
  number smallint not null,
  receipt text not null check (length(receipt) between 2 and 100000),
  key_id text check (key_id ~ '^[0-9a-f]{16}$'),
  signature text check (length(signature) = 88),
  recorded_at timestamptz not null,
  primary key (municipality_id, unit_id, number),
  foreign key (municipality_id, unit_id, number) references survey.delivery,
  constraint delivery_receipt_is_signed_whole check ((key_id is null) = (signature is null))
);
comment on table survey.delivery_receipt is 'What was answered to a delivery. Whoever sends the same again gets the same.';

create table survey.proxy_entry (
  municipality_id smallint not null,
  unit_id uuid not null,
  number smallint not null,
  given_by text not null check (length(given_by) between 1 and 200),
  why text not null check (length(why) between 1 and 500),
  primary key (municipality_id, unit_id, number),
  foreign key (municipality_id, unit_id, number) references survey.delivery
);
comment on table survey.proxy_entry is 'Of a delivery that the agency put in for a unit: who at the unit gave the answers, and why.';

create table survey.delivery_judgement (
  municipality_id smallint not null,
  unit_id uuid not null,
  number smallint not null,
  rules text not null check (rules ~ '^[0-9a-f]{64}$'),
  errors integer not null check (errors >= 0),
  warnings integer not null check (warnings >= 0),
  judged_at timestamptz not null,
  primary key (municipality_id, unit_id, number),
  foreign key (municipality_id, unit_id, number) references survey.delivery
);
comment on table survey.delivery_judgement is 'That a delivery was held against the rules, and what it came to.';
comment on column survey.delivery_judgement.rules is 'SHA-256 of the rules as they were.';

create table survey.delivery_finding (
  municipality_id smallint not null,
  unit_id uuid not null,
  number smallint not null,
  place smallint not null check (place > 0),
  rule integer not null check (rule > 0),
  severity text not null check (severity in ('fel', 'varning')),
  column_name text check (length(column_name) between 1 and 80),
  finding text not null check (length(finding) between 1 and 1000),
  primary key (municipality_id, unit_id, number, place),
  foreign key (municipality_id, unit_id, number) references survey.delivery_judgement
);
comment on table survey.delivery_finding is 'What a rule found in a delivery: in words, never with what was answered in free text.';
create index delivery_finding_rule on survey.delivery_finding (municipality_id, rule);

create table survey.finding_follow_up (
  municipality_id smallint not null,
  unit_id uuid not null,
  number smallint not null,
  place smallint not null,
  turn smallint not null check (turn > 0),
  handled text not null check (handled in ('rättas av enheten', 'stämmer', 'väntar på svar', 'lämnas')),
  note text not null check (length(note) between 1 and 1000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, unit_id, number, place, turn),
  foreign key (municipality_id, unit_id, number, place) references survey.delivery_finding,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table survey.finding_follow_up is 'What somebody at the agency did about a finding; the last one holds.';
create index finding_follow_up_recorded_by on survey.finding_follow_up (municipality_id, recorded_by);

create table survey.refused_delivery (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  unit_id uuid,
  way text not null check (way in ('signerad fil', 'signerat anrop')),
  reason text not null check (reason ~ '^[a-z][a-z-]{0,63}$'),
  digest bytea not null check (length(digest) = 32),
  is_authentic boolean not null,
  refused_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, unit_id) references survey.unit,
  constraint authentic_refusal_names_its_unit check (not is_authentic or unit_id is not null)
);
comment on table survey.refused_delivery is 'A delivery that was not taken: when, why and which. Nothing of what it said is kept.';
comment on column survey.refused_delivery.digest is 'SHA-256 of the answer file that it held.';
comment on column survey.refused_delivery.is_authentic is 'Whether the signature was the unit''s; otherwise anybody may have sent it.';
create index refused_delivery_at on survey.refused_delivery (municipality_id, refused_at);
create index refused_delivery_unit on survey.refused_delivery (municipality_id, unit_id);

do $$
declare t text;
begin
  foreach t in array array['signing_key', 'addressee', 'kept_receipt', 'unit_key', 'delivery_receipt', 'proxy_entry', 'delivery_judgement', 'delivery_finding',
      'finding_follow_up', 'refused_delivery'] loop
    perform core.keep_municipalities_apart(format('survey.%I', t)::regclass);
    execute format('grant select, insert on survey.%I to fortrogen_app', t);
  end loop;
end $$;
