-- What a child was promised ("vi ringer mormor på tisdag"), or is to be told of who takes over: a thing to do, with its day, and what came of it. A child who asks to know what came of it is
-- told before it can be ticked off: the row of what came of it carries the question with it.
create table participation.promise (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  conversation_id uuid,
  kind text not null check (kind in ('löfte', 'byte av handläggare')),
  promise text not null check (length(promise) between 1 and 1000),
  promised_on date not null,
  promised_for date not null,
  child_asks boolean not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id, child_asks),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, case_id, conversation_id) references participation.conversation (municipality_id, case_id, id),
  constraint promise_is_for_a_day_from_then check (promised_for >= promised_on)
);
comment on column participation.promise.child_asks is 'The child wants to know what came of it.';
create index promise_case on participation.promise (municipality_id, case_id);
create index promise_conversation on participation.promise (municipality_id, case_id, conversation_id) where conversation_id is not null;
create trigger closed_case_takes_no_promise before insert on participation.promise for each row execute function intake.refuse_writing_in_closed_case();

create table participation.promise_outcome (
  municipality_id smallint not null,
  promise_id uuid not null,
  case_id uuid not null,
  child_asks boolean not null,
  kept text not null check (kept in ('ja', 'delvis', 'nej')),
  settled_on date not null,
  what_came text not null check (length(what_came) between 1 and 20000),
  told_how text check (length(told_how) > 0),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, promise_id),
  foreign key (municipality_id, case_id, promise_id, child_asks) references participation.promise (municipality_id, case_id, id, child_asks),
  constraint promise_told_where_the_child_asked check (not child_asks or told_how is not null)
);
create index promise_outcome_promise on participation.promise_outcome (municipality_id, case_id, promise_id, child_asks);

select core.keep_municipalities_apart(t) from unnest(array['participation.promise', 'participation.promise_outcome']::regclass[]) t;
grant select, insert on participation.promise, participation.promise_outcome to fortrogen_app;
