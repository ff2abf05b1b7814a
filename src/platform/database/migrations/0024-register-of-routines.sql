-- The register of routines and governing documents: what the municipality has decided about how it works with children. It knows no child.
-- A change is a new row; what stands on a day is the view register.standing.

create schema register;

create table register.document (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  kind text not null check (kind in ('rutin', 'riktlinje', 'styrdokument', 'budget', 'överenskommelse', 'arbetssätt')),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table register.document is 'A routine or a governing document. What it says of itself stands in its versions.';
create index document_recorded_by on register.document (municipality_id, recorded_by);

create table register.version (
  municipality_id smallint not null,
  document_id uuid not null,
  number smallint not null check (number > 0),
  kind text not null check (kind in ('ny', 'rättad', 'reviderad', 'granskad', 'upphörd')),
  title text not null check (length(title) between 1 and 200),
  decided_by text not null check (length(decided_by) between 1 and 200),
  decided_on date not null,
  review_on date,
  ended_on date,
  scope text not null check (scope in ('alla barn', 'med begränsning')),
  limits text check (length(limits) between 1 and 1000),
  description text check (length(description) between 1 and 1000),
  link text check (link ~ '^https?://[^[:space:]<>"]{3,480}$'),
  place text check (length(place) between 1 and 200),
  answers text[] not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  earlier smallint generated always as (case when number > 1 then number - 1 end) stored,
  earlier_ended boolean generated always as (case when number > 1 then false end) stored,
  is_ended boolean generated always as (kind = 'upphörd') stored,
  primary key (municipality_id, document_id, number),
  unique (municipality_id, document_id, number, is_ended),
  foreign key (municipality_id, document_id) references register.document,
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint first_version_is_new check ((kind = 'ny') = (number = 1)),
  constraint ended_version_says_when check ((kind = 'upphörd') = (ended_on is not null)),
  constraint ended_after_it_was_decided check (ended_on >= decided_on),
  constraint reviewed_after_it_was_decided check (review_on >= decided_on),
  constraint limited_version_says_how check ((scope = 'med begränsning') = (limits is not null)),
  constraint version_answers_something check (cardinality(answers) between 1 and 60),
  constraint version_is_found_somewhere check (num_nonnulls(link, place) > 0),
  constraint version_answers_check check (answers <@ array[
    'barnrätt: styrdokument', 'barnrätt: budget', 'barnrätt: utbildning', 'barnrätt: levnadsvillkor', 'barnrätt: uppföljning av beslut', 'barnrätt: information om rättigheter',
    'delaktighet: utredning', 'delaktighet: beslut', 'delaktighet: planering', 'delaktighet: uppföljning',
    'enskilt samtal: utredning', 'enskilt samtal: planering', 'enskilt samtal: uppföljning',
    'samtal med vårdnadshavare: utredning', 'samtal med vårdnadshavare: planering', 'samtal med vårdnadshavare: uppföljning',
    'utan samtal: utredning', 'utan samtal: planering', 'utan samtal: uppföljning',
    'dokumentation: barnets åsikt', 'dokumentation: hur åsikten har beaktats',
    'barnets bästa', 'besked om beslut', 'arbetssätt: delaktighet i utredningen', 'arbetssätt: barnets uppgifter förs vidare',
    'löpande uppföljning av öppna insatser',
    'dokumentation: insatsen genomförs som planerat', 'dokumentation: barnets uppfattning av insatsen', 'dokumentation: ändrade behov',
    'information: till barnet', 'information: till vårdnadshavaren',
    'anpassning: enkelt språk', 'anpassning: bildstöd', 'anpassning: tolk', 'anpassning: skriftligt på olika språk', 'anpassning: följer upp förståelsen',
    'anpassning: kompetens', 'anpassning: lokaler', 'anpassning: barnets önskemål', 'anpassning: annat', 'arbetssätt: information till alla barn'])
);
alter table register.version add constraint nothing_follows_ended
  foreign key (municipality_id, document_id, earlier, earlier_ended) references register.version (municipality_id, document_id, number, is_ended);
comment on table register.version is 'What a routine or document says of itself, each change a row of its own; the last one holds.';
comment on column register.version.kind is 'rättad and granskad stand in the place of the row before; reviderad is decided anew from its day; upphörd ends it.';
comment on column register.version.answers is 'What it is an answer to: the questions of surveys are asked of these, never of free text.';
create index version_earlier on register.version (municipality_id, document_id, earlier, earlier_ended);
create index version_recorded_by on register.version (municipality_id, recorded_by);

create table register.organisation (
  municipality_id smallint not null references core.municipality,
  number smallint not null check (number > 0),
  holds_from date not null,
  boards text not null check (boards in ('samma nämnd', 'olika nämnder')),
  boards_note text check (length(boards_note) between 1 and 1000),
  performers text[] not null,
  training_needs text[] not null,
  training_note text check (length(training_note) between 1 and 1000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, number),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint organisation_performers_check check (performers <@ array['egen kommun', 'annan kommun', 'enskild regi']),
  constraint organisation_training_needs_check check (training_needs <@ array[
    'samtalsmetodik', 'verktyg eller metod', 'bemötande', 'barns utveckling', 'rättigheter och delaktighet', 'annan utbildning', 'inget behov']),
  constraint organisation_says_who_and_what check (cardinality(performers) > 0 and cardinality(training_needs) > 0),
  constraint no_need_stands_alone check (not ('inget behov' = any (training_needs)) or cardinality(training_needs) = 1),
  constraint named_need_says_what check (not (training_needs && array['verktyg eller metod', 'annan utbildning']) or training_note is not null)
);
comment on table register.organisation is 'How the work is organised, and what further training is needed; each change a row of its own, the last one holds.';
create index organisation_recorded_by on register.organisation (municipality_id, recorded_by);

create table register.inventory (
  municipality_id smallint not null references core.municipality,
  number smallint not null check (number > 0),
  done_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, number),
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table register.inventory is 'Somebody has gone through the register and says that it is whole: what does not stand there, the municipality does not have.';
create index inventory_recorded_by on register.inventory (municipality_id, recorded_by);

do $$
declare t regclass;
begin
  for t in select c.oid::regclass from pg_class c where c.relnamespace = 'register'::regnamespace and c.relkind = 'r' loop
    perform core.keep_municipalities_apart(t);
    execute format('grant select, insert on %s to fortrogen_app', t);
  end loop;
end $$;
grant usage on schema register to fortrogen_app;
