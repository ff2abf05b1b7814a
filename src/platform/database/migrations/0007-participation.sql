-- Participation: in every phase the child is informed, heard, weighed and told. Each step has a record, or a reason and, where it makes sense, a day to
-- try again.

create schema participation;

-- A part of the work in which the child takes part: it stays open until it is closed with its four steps.
create table participation.phase (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('förhandsbedömning', 'utredning', 'planering', 'uppföljning', 'placering')),
  subject_id uuid not null,
  opened_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  unique (municipality_id, subject_id, kind),
  foreign key (municipality_id, case_id) references intake.case_file
);
comment on column participation.phase.subject_id is 'What the phase is about: the preliminary assessment, the investigation or the intervention.';

-- A conversation with the child that was held, offered, declined or cancelled, with the child's own words.
create table participation.conversation (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  phase_id uuid not null,
  held_on date not null,
  held_at time(0),
  form text not null check (form in ('enskilt', 'med vårdnadshavare', 'observation')),
  channel text not null check (channel in ('fysiskt', 'digitalt', 'chatt', 'telefon', 'sms')),
  status text not null check (status in ('genomfört', 'erbjudet', 'avböjt', 'inställt')),
  place text,
  participants text[] not null default '{}',
  aids text[] not null default '{}',
  methods text[] not null default '{}',
  information_given text,
  understood text check (understood in ('ja', 'delvis', 'nej', 'gick inte att bedöma')),
  child_words text,
  withheld_from_guardians text,
  withheld_reason text,
  next_step text,
  next_on date,
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, phase_id) references participation.phase (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, corrects_id) references participation.conversation (municipality_id, case_id, id),
  check (withheld_from_guardians is null or withheld_reason is not null)
);
comment on column participation.conversation.withheld_from_guardians is 'What the child said that guardians may not see (12 kap. 3 § OSL); kept apart from child_words so that it can be left out by column.';
create index conversation_case on participation.conversation (municipality_id, case_id);
create index conversation_phase on participation.conversation (municipality_id, case_id, phase_id);
create index conversation_held on participation.conversation (municipality_id, held_on);
create unique index conversation_corrects on participation.conversation (municipality_id, case_id, corrects_id) where corrects_id is not null;
create trigger closed_case_takes_no_conversation before insert on participation.conversation for each row when (new.corrects_id is null) execute function intake.refuse_writing_in_closed_case();

-- That the child was informed, heard, weighed or told; or why not.
create table participation.step (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  phase_id uuid not null,
  step text not null check (step in ('informerad', 'hörd', 'vägd', 'berättad')),
  outcome text not null check (outcome in ('gjort', 'inte gjort')),
  happened_on date not null,
  content text,
  understood text check (understood in ('ja', 'delvis', 'nej', 'gick inte att bedöma')),
  conversation_id uuid,
  reason text check (reason in ('vårdnadshavare samtycker inte', 'barnet vill inte', 'inställt', 'låg ålder', 'funktionsnedsättning', 'brist på stöd från ledningen', 'tidsbrist', 'skulle skada barnet eller utredningen', 'kunde inte nås', 'annat')),
  reason_text text,
  try_again_on date,
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  unique (municipality_id, phase_id, step, id),
  foreign key (municipality_id, case_id, phase_id) references participation.phase (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, conversation_id) references participation.conversation (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, corrects_id) references participation.step (municipality_id, case_id, id),
  constraint step_done_or_reason check ((outcome = 'inte gjort') = (reason is not null)),
  constraint step_done_says_how check (outcome = 'inte gjort' or conversation_id is not null or length(content) > 0),
  constraint step_other_reason_says_which check (reason <> 'annat' or length(reason_text) > 0),
  constraint step_try_again check (reason is null or reason not in ('inställt', 'barnet vill inte', 'tidsbrist', 'kunde inte nås') or try_again_on is not null),
  constraint step_try_again_later check (try_again_on > happened_on)
);
create index step_phase on participation.step (municipality_id, case_id, phase_id);
create index step_conversation on participation.step (municipality_id, case_id, conversation_id) where conversation_id is not null;
create index step_corrects on participation.step (municipality_id, case_id, corrects_id) where corrects_id is not null;

-- For countable.missed_conversation: why children were not heard. One step in fifteen; without it every step of the municipality is read.
create index step_not_heard on participation.step (municipality_id, case_id, phase_id, id, reason)
  where step = 'hörd' and outcome = 'inte gjort';

-- The gate: a phase is closed by a row that names all four steps. Without them there is no such row to write.
create table participation.phase_closure (
  municipality_id smallint not null,
  phase_id uuid not null,
  case_id uuid not null,
  closed_on date not null,
  informed_id uuid not null,
  heard_id uuid not null,
  weighed_id uuid not null,
  told_id uuid not null,
  informed_step text generated always as ('informerad') stored,
  heard_step text generated always as ('hörd') stored,
  weighed_step text generated always as ('vägd') stored,
  told_step text generated always as ('berättad') stored,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, phase_id),
  unique (municipality_id, case_id, phase_id),
  foreign key (municipality_id, case_id, phase_id) references participation.phase (municipality_id, case_id, id),
  constraint phase_needs_informed foreign key (municipality_id, phase_id, informed_step, informed_id) references participation.step (municipality_id, phase_id, step, id),
  constraint phase_needs_heard foreign key (municipality_id, phase_id, heard_step, heard_id) references participation.step (municipality_id, phase_id, step, id),
  constraint phase_needs_weighed foreign key (municipality_id, phase_id, weighed_step, weighed_id) references participation.step (municipality_id, phase_id, step, id),
  constraint phase_needs_told foreign key (municipality_id, phase_id, told_step, told_id) references participation.step (municipality_id, phase_id, step, id)
);

-- What stands before it points here.
alter table intake.preliminary_assessment add foreign key (municipality_id, case_id, phase_id) references participation.phase (municipality_id, case_id, id);

select core.keep_municipalities_apart(oid) from pg_class where relnamespace = 'participation'::regnamespace and relkind = 'r';
grant usage on schema participation to fortrogen_app;
grant select, insert on all tables in schema participation to fortrogen_app;
