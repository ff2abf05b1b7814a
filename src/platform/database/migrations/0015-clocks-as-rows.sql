-- Clocks as rows (decision 0023): what must be done in a case, from which day, by when in law, started and stopped by what. The rule counts the days
-- in the program and the row keeps them; no day of the law is counted in SQL.

create table due.clock (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  case_id uuid not null,
  rule_id text not null check (rule_id ~ '^[a-z]+(-[a-z]+)+$'),
  subject_id uuid not null,
  part_id uuid,
  phase_id uuid,
  since date not null,
  about text check (length(about) between 1 and 100),
  facts jsonb not null check (jsonb_typeof(facts) = 'object'),
  due_on date,
  target_on date,
  visible_from date,
  started_at timestamptz not null,
  started_by text not null check (length(started_by) between 1 and 100),
  stopped_at timestamptz,
  stopped_by text check (length(stopped_by) between 1 and 100),
  replaced_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, replaced_by) references due.clock deferrable initially deferred,
  constraint last_day_is_not_before_its_target check ((due_on is null) = (target_on is null) and due_on >= target_on),
  constraint stopped_by_something_after_its_start check ((stopped_at is null) = (stopped_by is null) and stopped_at >= started_at),
  constraint replaced_when_it_is_stopped check (replaced_by is null or stopped_at is not null)
);
comment on table due.clock is 'What must be done in a case. A row is written once and stopped once; what changes is stopped and starts anew. Ids, days and codes, never names or words.';
comment on column due.clock.subject_id is 'What it is about: a report, an assessment, an investigation, an intervention, a step, or the case.';
comment on column due.clock.part_id is 'Whom or which of several, where one subject has several: a guardian, an interruption.';
comment on column due.clock.about is 'The codes that tell two of the same rule in a case apart on the screen: the type of an intervention, the kind of a phase.';
comment on column due.clock.due_on is 'The last day in law (2 § lag 1930:173); null where the law gives none.';
comment on column due.clock.visible_from is 'The first day on which it is asked for; null where that is at once.';
comment on column due.clock.started_by is 'The operation that it came from, or the recount.';
create unique index clock_running on due.clock (municipality_id, case_id, rule_id, subject_id, part_id) nulls not distinct where stopped_at is null;
create index clock_running_of_rule on due.clock (municipality_id, rule_id) where stopped_at is null;
create index clock_case on due.clock (municipality_id, case_id);
create index clock_replaced_by on due.clock (municipality_id, replaced_by) where replaced_by is not null;
select core.keep_municipalities_apart('due.clock');
grant select, insert, update (stopped_at, stopped_by, replaced_by) on due.clock to fortrogen_app;

-- The tables, views and functions that a municipality's clocks were last counted with from the ground, by hash: with others they are counted anew before
-- `fortrogen migrate` is done.
create table due.counted_with (
  municipality_id smallint primary key references core.municipality,
  schema_hash text not null check (schema_hash ~ '^[0-9a-f]{64}$')
);
select core.keep_municipalities_apart('due.counted_with');
