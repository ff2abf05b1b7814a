-- Whoever no longer works in a case no longer sees it (decision 0014). An ending is a row of its own with its reason and who wrote it;
-- the date in the assignment, which need-to-know reads, is set from it, once. The program itself changes no assignment any more.

alter table intake.case_assignment add unique (municipality_id, case_id, id);

create table intake.assignment_ending (
  municipality_id smallint not null,
  assignment_id uuid not null,
  case_id uuid not null,
  ended_on date not null,
  reason text not null check (reason in ('uppdraget är klart', 'byter arbetsuppgifter', 'slutar', 'är borta en längre tid', 'jäv', 'annat',
    'någon annan är ansvarig', 'ny roll i ärendet', 'ärendet är avslutat')),
  note text,
  finishes_by date,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, assignment_id),
  foreign key (municipality_id, case_id, assignment_id) references intake.case_assignment (municipality_id, case_id, id),
  constraint assignment_other_reason_says_which check (reason <> 'annat' or length(note) > 0),
  constraint finishing_is_short_and_after_closing check (finishes_by is null or (reason = 'ärendet är avslutat' and finishes_by between ended_on and ended_on + 30))
);
comment on column intake.assignment_ending.finishes_by is 'The last day on which whoever worked in the case when it was closed may still read it and finish what a closed case still takes.';
create index assignment_ending_assignment on intake.assignment_ending (municipality_id, case_id, assignment_id);
select core.keep_municipalities_apart('intake.assignment_ending');
grant select, insert on intake.assignment_ending to fortrogen_app;
revoke update (ended_on) on intake.case_assignment from fortrogen_app;

create function intake.end_assignment() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update intake.case_assignment set ended_on = new.ended_on
    where municipality_id = new.municipality_id and case_id = new.case_id and id = new.assignment_id
      and (ended_on is null or ended_on = new.ended_on);
  if not found then
    raise exception 'assignment is ended' using errcode = 'unique_violation';
  end if;
  return null;
end $$;
create trigger ending_ends_the_assignment after insert on intake.assignment_ending for each row execute function intake.end_assignment();

-- How many days after the closing those who worked in the case may finish. Dated and the municipality's own; without a row seven days, as long as
-- the one duty that outlives a closing: what the reporter is told within a week (19 kap. 6 § SoL).
create table access.finishing_period (
  municipality_id smallint not null references core.municipality,
  valid_from date not null,
  days smallint not null check (days between 0 and 30),
  primary key (municipality_id, valid_from)
);
select core.keep_municipalities_apart('access.finishing_period');
grant select on access.finishing_period to fortrogen_app;

create function intake.end_assignments_of_closed_case() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  days constant int := coalesce((select f.days from access.finishing_period f
    where f.municipality_id = new.municipality_id and f.valid_from <= new.closed_on order by f.valid_from desc limit 1), 7);
begin
  insert into intake.assignment_ending (municipality_id, assignment_id, case_id, ended_on, reason, finishes_by, recorded_by, recorded_at)
  select a.municipality_id, a.id, a.case_id, greatest(new.closed_on, a.assigned_on), 'ärendet är avslutat', greatest(new.closed_on, a.assigned_on) + days,
    new.recorded_by, new.recorded_at
  from intake.case_assignment a
  where a.municipality_id = new.municipality_id and a.case_id = new.case_id and a.ended_on is null
  on conflict do nothing;
  return null;
end $$;
create trigger closing_ends_the_assignments after insert on intake.case_closure for each row execute function intake.end_assignments_of_closed_case();

-- Cases that were closed before: their assignments end with the closing, and nobody finishes anything there any more.
insert into intake.assignment_ending (municipality_id, assignment_id, case_id, ended_on, reason, recorded_by, recorded_at)
select a.municipality_id, a.id, a.case_id, greatest(k.closed_on, a.assigned_on), 'ärendet är avslutat', k.recorded_by, k.recorded_at
from intake.case_assignment a
join intake.case_closure k on k.municipality_id = a.municipality_id and k.case_id = a.case_id
where a.ended_on is null;

-- In the open extract an investigation keeps the caseworker who was responsible when the case was closed.
create or replace view countable.extract_investigation with (security_invoker = true) as
  select i.municipality_id, i.investigation_id as id, i.investigation_id::text as external_id, i.child_id, i.started_on, i.ended_on, i.extended_to,
    u.name as unit, r.staff_id::text as caseworker, i.outcome, i.opinion_documented, i.opinion_weighed, i.best_interests_assessed, i.child_told_on
  from countable.investigation i
  join investigation.investigation own on own.municipality_id = i.municipality_id and own.id = i.investigation_id
  join intake.case_file c on c.municipality_id = own.municipality_id and c.id = own.case_id
  join access.unit u on u.municipality_id = c.municipality_id and u.id = c.unit_id
  left join lateral (select a.staff_id from intake.case_assignment a
    left join intake.assignment_ending e on e.municipality_id = a.municipality_id and e.case_id = a.case_id and e.assignment_id = a.id
    where a.municipality_id = c.municipality_id and a.case_id = c.id and a.role = 'ansvarig' and (a.ended_on is null or e.reason = 'ärendet är avslutat')
    limit 1) r on true
  union all
  select municipality_id, id, external_id, child_id, started_on, ended_on, extended_to, unit, caseworker, outcome, opinion_documented, opinion_weighed,
    best_interests_assessed, child_told_on
  from extract.investigation;
