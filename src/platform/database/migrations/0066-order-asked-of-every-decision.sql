-- The delegation order is asked of every decision of an employee: opening and not opening an investigation, more time, and dismissing a late appeal (decision 0049).
alter table decision.delegation_point
  drop constraint delegation_point_decision_type_check,
  add constraint delegation_point_decision_type_check check (decision_type in ('inleda utredning', 'inte inleda utredning', 'förlänga förhandsbedömning',
    'förlänga utredning', 'avsluta utredning utan insats', 'bevilja insats', 'avslå ansökan om insats', 'bevilja placering', 'uppföljning utan samtycke',
    'övervägande av vård', 'ansökan om vård enligt LVU', 'omedelbart omhändertagande', 'avvisa överklagande', 'neka insyn'));

-- Who decides what an order has no point for, of the kinds that were not asked of it before. Without a row nobody is asked.
create table decision.unnamed_level (
  municipality_id smallint not null references core.municipality,
  valid_from date not null,
  level text not null check (level in ('frågas inte', 'handläggare', 'förste socialsekreterare', 'enhetschef', 'nämnd')),
  decided_on date not null,
  minutes_number text not null check (length(minutes_number) between 1 and 50),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, valid_from),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint unnamed_level_holds_from_its_decision check (valid_from >= decided_on),
  constraint unnamed_level_has_been_decided check (decided_on <= (recorded_at at time zone 'Europe/Stockholm')::date)
);
create index unnamed_level_recorded_by on decision.unnamed_level (municipality_id, recorded_by);
comment on table decision.unnamed_level is 'The lowest level that decides what the delegation order has no point for: kinds that were not asked of it before (decision.order_answer).';

-- A change of what the board or a committee decided is written down with its minutes; what an employee changes stands on a point of the order of that day.
alter table decision.correction
  alter column corrected_by drop not null,
  add column decider text not null default 'tjänsteman' check (decider in ('tjänsteman', 'utskott', 'nämnd')),
  add column body text check (length(body) between 1 and 200),
  add column minutes_number text check (length(minutes_number) between 1 and 50),
  add column delegation_version smallint,
  add column delegation_point text,
  add constraint correction_is_somebodys check ((decider = 'tjänsteman') = (corrected_by is not null)),
  add constraint correction_of_body_has_minutes check (num_nonnulls(body, minutes_number) = case when decider = 'tjänsteman' then 0 else 2 end),
  add constraint correction_delegated_by_point foreign key (municipality_id, delegation_version, delegation_point)
    references decision.delegation_point (municipality_id, version, point),
  add constraint correction_version_has_point check ((delegation_version is null) = (delegation_point is null) and (delegation_version is null or decider = 'tjänsteman'));
create index correction_delegation on decision.correction (municipality_id, delegation_version, delegation_point) where delegation_version is not null;
-- What was decided can be wrong also when the case has been closed (36-38 §§ FvL know no such end).
drop trigger closed_case_takes_no_correction on decision.correction;

select core.keep_municipalities_apart('decision.unnamed_level');
grant select, insert on decision.unnamed_level to fortrogen_app;
