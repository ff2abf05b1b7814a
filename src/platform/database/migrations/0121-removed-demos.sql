-- A demo may be removed, and its log with it (`fortrogen demo remove`, as the owner). What the log was stays to be seen: how long it was and how
-- it ended, so that a control value noted or exported before is never without an explanation.
create table core.removed_demo (
  id smallint primary key,
  code text not null,
  name text not null,
  removed_at timestamptz not null,
  log_events bigint not null check (log_events >= 0),
  log_seals bigint not null check (log_seals >= 0),
  log_head bytea check (length(log_head) = 32)
);
comment on table core.removed_demo is 'Demo municipalities that are gone. Nothing of what was in them remains.';
grant select on core.removed_demo to fortrogen_app;
