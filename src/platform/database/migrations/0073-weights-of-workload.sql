-- What weighs how much where cases are given out: the municipality's own, dated; without a row a case is a case.
create table decision.workload_weight (
  municipality_id smallint not null references core.municipality,
  number smallint not null check (number > 0),
  valid_from date not null,
  responsible smallint not null check (responsible between 0 and 100),
  beside smallint not null check (beside between 0 and 100),
  investigating smallint not null check (investigating between 0 and 100),
  violence smallint not null check (violence between 0 and 100),
  late smallint not null check (late between 0 and 100),
  why text not null check (length(why) between 1 and 1000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, number),
  foreign key (municipality_id, recorded_by) references access.staff
);
create index workload_weight_from on decision.workload_weight (municipality_id, valid_from, number);
create index workload_weight_recorded_by on decision.workload_weight (municipality_id, recorded_by);
comment on table decision.workload_weight is 'Points of a case that somebody is responsible for, works beside in, investigates in, of violence in it, and of what is late in it.';
select core.keep_municipalities_apart('decision.workload_weight');
grant select, insert on decision.workload_weight to fortrogen_app;
