-- What is applied for is investigated (14 kap. 2 § SoL), unless the application was withdrawn or cannot lead to any measure by the board: then a row says
-- which, when, by whom and why (decision 0015). A case with an application that has had neither is not closed.

create table intake.application_outcome (
  municipality_id smallint not null,
  intake_id uuid not null,
  case_id uuid not null,
  outcome text not null check (outcome in ('återtagen', 'kan inte leda till någon åtgärd')),
  decided_on date not null,
  withdrawn_by text check (withdrawn_by in ('barnet', 'en vårdnadshavare', 'båda vårdnadshavarna', 'annan sökande')),
  reasoning text not null check (length(reasoning) between 1 and 20000),
  legal_provision text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, intake_id),
  foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id),
  constraint withdrawn_says_by_whom check ((outcome = 'återtagen') = (withdrawn_by is not null))
);
create index application_outcome_intake on intake.application_outcome (municipality_id, case_id, intake_id);
select core.keep_municipalities_apart('intake.application_outcome');
grant select, insert on intake.application_outcome to fortrogen_app;
create trigger closed_case_takes_no_application_outcome before insert on intake.application_outcome
  for each row execute function intake.refuse_writing_in_closed_case();

-- Applications and the like that nothing has come of yet: no investigation of their own, none that went on when they came or was opened after, and no
-- outcome without one. A report goes through its preliminary assessment instead.
create view intake.waiting_application with (security_invoker = true) as
  select i.municipality_id, i.case_id, i.id as intake_id, i.type, i.received_on
  from intake.intake i
  where i.type <> 'anmälan'
    and not exists (select 1 from investigation.investigation u
      left join investigation.conclusion e on e.municipality_id = u.municipality_id and e.case_id = u.case_id and e.investigation_id = u.id
      where u.municipality_id = i.municipality_id and u.case_id = i.case_id
        and (u.intake_id = i.id or e.investigation_id is null or e.concluded_on >= i.received_on))
    and not exists (select 1 from intake.application_outcome o where o.municipality_id = i.municipality_id and o.case_id = i.case_id and o.intake_id = i.id)
    and not exists (select 1 from intake.intake n where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id);
grant select on intake.waiting_application to fortrogen_app;

create or replace function intake.refuse_closing_open_case() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intake.case_file where municipality_id = new.municipality_id and id = new.case_id for update;
  if exists (select 1 from participation.phase p left join participation.phase_closure c on (c.municipality_id, c.phase_id) = (p.municipality_id, p.id)
             where p.municipality_id = new.municipality_id and p.case_id = new.case_id and c.phase_id is null) then
    raise exception 'case has an open phase' using errcode = 'FT001';
  end if;
  if exists (select 1 from intervention.intervention i
             where i.municipality_id = new.municipality_id and i.case_id = new.case_id
               and not exists (select 1 from intervention.ending e where (e.municipality_id, e.intervention_id) = (i.municipality_id, i.id))
               and not exists (select 1 from intervention.not_begun b where (b.municipality_id, b.intervention_id) = (i.municipality_id, i.id))) then
    raise exception 'case has an ongoing intervention' using errcode = 'FT002';
  end if;
  if exists (select 1 from intake.intake i left join intake.protection_assessment a on (a.municipality_id, a.case_id, a.intake_id) = (i.municipality_id, i.case_id, i.id)
             where i.municipality_id = new.municipality_id and i.case_id = new.case_id and i.type = 'anmälan' and a.id is null) then
    raise exception 'case has a report without protection assessment' using errcode = 'FT003';
  end if;
  if exists (select 1 from intake.waiting_application w
             where w.municipality_id = new.municipality_id and w.case_id = new.case_id and w.type = 'ansökan') then
    raise exception 'case has an application that was not investigated' using errcode = 'FT007';
  end if;
  return new;
end $$;

create or replace view due.obligation with (security_invoker = true) as
  -- omedelbar skyddsbedömning
  select i.municipality_id, i.case_id, 'immediate-protection' as rule_id, i.id as subject_id, null::uuid as phase_id, i.received_on as since, i.protection_due_on as due_on
  from intake.intake i
  where i.protection_due_on is not null
    and not exists (select 1 from intake.protection_assessment a where a.municipality_id = i.municipality_id and a.case_id = i.case_id and a.intake_id = i.id)
    and not exists (select 1 from intake.intake n where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id)
  union all
  -- förhandsbedömning
  select f.municipality_id, f.case_id, 'preliminary-assessment', f.id, f.phase_id, f.opened_on, f.due_on
  from intake.preliminary_assessment f
  where not exists (select 1 from intake.preliminary_decision d where d.municipality_id = f.municipality_id and d.case_id = f.case_id and d.preliminary_assessment_id = f.id)
  union all
  -- återkoppling till anmälaren
  select i.municipality_id, i.case_id, 'feedback-to-reporter', i.id, null, d.decided_on, d.decided_on + 7
  from intake.intake i
  join intake.preliminary_assessment f on f.municipality_id = i.municipality_id and f.case_id = i.case_id and f.intake_id = i.id
  join intake.preliminary_decision d on d.municipality_id = f.municipality_id and d.case_id = f.case_id and d.preliminary_assessment_id = f.id
  where i.feedback_requested and i.reporter_mandated
    and not exists (select 1 from intake.reporter_feedback r where r.municipality_id = i.municipality_id and r.case_id = i.case_id and r.intake_id = i.id)
  union all
  -- utredning inleds genast efter en ansökan
  select i.municipality_id, i.case_id, 'open-investigation-at-once', i.intake_id, null, i.received_on, i.received_on
  from intake.waiting_application i
  where not exists (select 1 from intake.case_closure k where k.municipality_id = i.municipality_id and k.case_id = i.case_id)
  union all
  -- utredning
  select i.municipality_id, i.case_id, 'investigation-time', i.id, i.phase_id, i.started_on,
    coalesce((select max(x.extended_to) from investigation.extension x where x.municipality_id = i.municipality_id and x.case_id = i.case_id and x.investigation_id = i.id), i.due_on)
  from investigation.investigation i
  where not exists (select 1 from investigation.conclusion e where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.investigation_id = i.id)
  union all
  -- barnet ska få veta att en utredning har inletts
  select i.municipality_id, i.case_id, 'information-that-opened', i.id, i.phase_id, i.started_on, i.started_on
  from investigation.investigation i
  where not exists (select 1 from participation.standing_step s where s.municipality_id = i.municipality_id and s.case_id = i.case_id and s.phase_id = i.phase_id and s.step = 'informerad')
    and not exists (select 1 from investigation.conclusion e where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.investigation_id = i.id)
  union all
  -- barnet ska få veta vad som beslutades: efter förhandsbedömningen och efter utredningen
  select d.municipality_id, d.case_id, 'tell-the-child', f.id, f.phase_id, d.decided_on, d.decided_on
  from intake.preliminary_decision d
  join intake.preliminary_assessment f on f.municipality_id = d.municipality_id and f.case_id = d.case_id and f.id = d.preliminary_assessment_id
  where not exists (select 1 from participation.phase_closure c where c.municipality_id = f.municipality_id and c.case_id = f.case_id and c.phase_id = f.phase_id)
  union all
  select e.municipality_id, e.case_id, 'tell-the-child', e.investigation_id, e.phase_id, e.concluded_on, e.concluded_on
  from investigation.conclusion e
  where not exists (select 1 from participation.phase_closure c where c.municipality_id = e.municipality_id and c.case_id = e.case_id and c.phase_id = e.phase_id)
  union all
  -- försök igen
  select s.municipality_id, s.case_id, 'try-again', s.id, s.phase_id, s.happened_on, s.try_again_on
  from participation.standing_step s
  where s.try_again_on is not null
    and not exists (select 1 from participation.standing_step n where n.municipality_id = s.municipality_id and n.case_id = s.case_id and n.step = s.step
      and n.recorded_at > s.recorded_at and (n.outcome = 'gjort' or n.phase_id = s.phase_id))
    and not exists (select 1 from intake.case_closure k where k.municipality_id = s.municipality_id and k.case_id = s.case_id)
  union all
  -- planera insatsen
  select i.municipality_id, i.case_id, 'not-executed', i.id, i.planning_phase_id, i.granted_on, (i.granted_on + interval '3 months')::date
  from intervention.intervention i
  where not exists (select 1 from intervention.plan p where p.municipality_id = i.municipality_id and p.case_id = i.case_id and p.intervention_id = i.id)
    and not exists (select 1 from intervention.not_begun b where b.municipality_id = i.municipality_id and b.case_id = i.case_id and b.intervention_id = i.id)
  union all
  -- följa upp insatsen
  select p.municipality_id, p.case_id, 'follow-up-time', p.intervention_id, p.follow_up_phase_id, p.started_on,
    coalesce((select f.next_follow_up_on from intervention.follow_up f where f.municipality_id = p.municipality_id and f.case_id = p.case_id and f.intervention_id = p.intervention_id
      order by f.followed_up_on desc, f.recorded_at desc limit 1), p.first_follow_up_on)
  from intervention.plan p
  where not exists (select 1 from intervention.ending e where e.municipality_id = p.municipality_id and e.case_id = p.case_id and e.intervention_id = p.intervention_id)
    and not exists (select 1 from intervention.not_begun b where b.municipality_id = p.municipality_id and b.case_id = p.case_id and b.intervention_id = p.intervention_id);
