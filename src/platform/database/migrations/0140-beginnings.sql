-- Carried out means begun, not planned (34 kap. 1 § SoL): the day an intervention began, was broken off and taken up again are rows of their own, and
-- so is each report to IVO and the auditors. A plan holds the day that is meant.

create table intervention.beginning (
  municipality_id smallint not null,
  intervention_id uuid not null,
  case_id uuid not null,
  began_on date not null,
  after_limit boolean,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, intervention_id),
  foreign key (municipality_id, case_id, intervention_id) references intervention.intervention (municipality_id, case_id, id)
);
create index beginning_intervention on intervention.beginning (municipality_id, case_id, intervention_id);
comment on column intervention.beginning.after_limit is 'It began after the last day of the three months, as the rule not-executed says; null for what was written before there was such a row.';

create table intervention.interruption (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  intervention_id uuid not null,
  interrupted_on date not null,
  reason text not null check (length(reason) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, intervention_id) references intervention.intervention (municipality_id, case_id, id),
  constraint interruption_needs_beginning foreign key (municipality_id, intervention_id) references intervention.beginning
);
create index interruption_intervention on intervention.interruption (municipality_id, case_id, intervention_id);
create index interruption_beginning on intervention.interruption (municipality_id, intervention_id);

create table intervention.resumption (
  municipality_id smallint not null,
  interruption_id uuid not null,
  case_id uuid not null,
  resumed_on date not null,
  after_limit boolean not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, interruption_id),
  foreign key (municipality_id, case_id, interruption_id) references intervention.interruption (municipality_id, case_id, id)
);
create index resumption_interruption on intervention.resumption (municipality_id, case_id, interruption_id);

create table intervention.execution_report (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  intervention_id uuid not null,
  interruption_id uuid,
  kind text not null check (kind in ('inte verkställt', 'verkställt')),
  reported_on date not null,
  reason text check (length(reason) between 1 and 2000),
  executed_on date,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, intervention_id) references intervention.intervention (municipality_id, case_id, id),
  foreign key (municipality_id, case_id, interruption_id) references intervention.interruption (municipality_id, case_id, id),
  constraint execution_report_says_why_or_when check (case kind when 'verkställt' then executed_on is not null else reason is not null end)
);
create index execution_report_intervention on intervention.execution_report (municipality_id, case_id, intervention_id);
create index execution_report_interruption on intervention.execution_report (municipality_id, case_id, interruption_id) where interruption_id is not null;

select core.keep_municipalities_apart(t) from unnest(array['intervention.beginning', 'intervention.interruption', 'intervention.resumption',
  'intervention.execution_report']::regclass[]) t;
grant select, insert on intervention.beginning, intervention.interruption, intervention.resumption, intervention.execution_report to fortrogen_app;

-- What was planned before there was such a row: begun when the day had come as the plan was written, or when it was followed up or ended.
insert into intervention.beginning (municipality_id, intervention_id, case_id, began_on, recorded_by, recorded_at)
select p.municipality_id, p.intervention_id, p.case_id, p.started_on, p.recorded_by, p.recorded_at
from intervention.plan p
where not exists (select 1 from intervention.not_begun b where b.municipality_id = p.municipality_id and b.intervention_id = p.intervention_id)
  and (p.started_on <= (p.recorded_at at time zone 'Europe/Stockholm')::date
    or exists (select 1 from intervention.follow_up f where f.municipality_id = p.municipality_id and f.case_id = p.case_id and f.intervention_id = p.intervention_id)
    or exists (select 1 from intervention.ending e where e.municipality_id = p.municipality_id and e.intervention_id = p.intervention_id));

alter table intervention.not_begun add column after_limit boolean;
comment on column intervention.not_begun.after_limit is 'It was given up after the last day of the three months, as the rule not-executed says; null for what was written before there was such a column.';

-- What is followed up or has ended has begun; what has begun did not come to nothing.
alter table intervention.follow_up add constraint follow_up_needs_beginning foreign key (municipality_id, intervention_id) references intervention.beginning;
create index follow_up_beginning on intervention.follow_up (municipality_id, intervention_id);
alter table intervention.ending add constraint ending_needs_beginning foreign key (municipality_id, intervention_id) references intervention.beginning;

create or replace function intervention.refuse_not_beginning() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intervention.intervention where municipality_id = new.municipality_id and id = new.intervention_id for update;
  if exists (select 1 from intervention.beginning where municipality_id = new.municipality_id and intervention_id = new.intervention_id) then
    raise exception 'intervention has begun' using errcode = 'FT005';
  end if;
  if not exists (select 1 from participation.phase where municipality_id = new.municipality_id and id = new.phase_id and subject_id = new.intervention_id) then
    raise exception 'phase is not of this intervention' using errcode = 'foreign_key_violation';
  end if;
  return new;
end $$;
create trigger what_never_began_has_no_beginning before insert on intervention.beginning for each row execute function intervention.refuse_going_on();
create trigger closed_case_takes_no_beginning before insert on intervention.beginning for each row execute function intake.refuse_writing_in_closed_case();
create trigger closed_case_takes_no_interruption before insert on intervention.interruption for each row execute function intake.refuse_writing_in_closed_case();
create trigger closed_case_takes_no_resumption before insert on intervention.resumption for each row execute function intake.refuse_writing_in_closed_case();

-- Two that break off at once, or one that breaks off what has ended, would leave two waits that nobody can tell apart.
create function intervention.refuse_second_interruption() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intervention.intervention where municipality_id = new.municipality_id and id = new.intervention_id for update;
  if exists (select 1 from intervention.interruption i left join intervention.resumption r on (r.municipality_id, r.interruption_id) = (i.municipality_id, i.id)
             where i.municipality_id = new.municipality_id and i.case_id = new.case_id and i.intervention_id = new.intervention_id and r.interruption_id is null)
     or exists (select 1 from intervention.ending where municipality_id = new.municipality_id and intervention_id = new.intervention_id) then
    raise exception 'intervention is interrupted or has ended' using errcode = 'FT020';
  end if;
  return new;
end $$;
create trigger one_interruption_at_a_time before insert on intervention.interruption for each row execute function intervention.refuse_second_interruption();

-- Counted, and delivered in the open extract, as started from the day it began.
create or replace view countable.intervention with (security_invoker = true) as
  select i.municipality_id, i.id as intervention_id, c.child_id, i.investigation_id, i.type,
    i.type not in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende') as is_open,
    i.recipient, i.granted_on, g.began_on as started_on, e.ended_on, i.provision, p.child_information_used, p.child_information_passed_on, p.reason_not_passed_on,
    coalesce(e.reason, 'började aldrig: ' || b.reason) as reason_ended, e.goal_attainment
  from intervention.intervention i
  join intake.case_file c on c.municipality_id = i.municipality_id and c.id = i.case_id
  left join intervention.plan p on p.municipality_id = i.municipality_id and p.intervention_id = i.id
  left join intervention.beginning g on g.municipality_id = i.municipality_id and g.intervention_id = i.id
  left join intervention.ending e on e.municipality_id = i.municipality_id and e.intervention_id = i.id
  left join intervention.not_begun b on b.municipality_id = i.municipality_id and b.intervention_id = i.id
  union all
  select municipality_id, id, child_id, investigation_id, type,
    type not in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende'),
    recipient, granted_on, started_on, ended_on, provision, child_information_used, child_information_passed_on, reason_not_passed_on, reason_ended, goal_attainment
  from extract.intervention;
