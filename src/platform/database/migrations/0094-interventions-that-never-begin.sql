-- An intervention that never begins ends in a way of its own: without having started, without goals attained, but not without the child. It names the
-- closed phase that it ended in (planning, or follow-up when a plan was made that came to nothing) and the step in which the child was told.

create table intervention.not_begun (
  municipality_id smallint not null,
  intervention_id uuid not null,
  case_id uuid not null,
  phase_id uuid not null,
  told_id uuid not null,
  told_step text generated always as ('berättad') stored,
  decided_on date not null,
  reason text not null check (reason in ('vårdnadshavare tackar nej', 'barnet tackar nej', 'behovet finns inte längre', 'annan insats',
    'utföraren kan inte och familjen avstår', 'flyttat', 'fyllt 18 år', 'annan huvudman', 'avliden', 'annat')),
  explanation text not null check (length(explanation) between 1 and 20000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, intervention_id),
  foreign key (municipality_id, case_id, intervention_id) references intervention.intervention (municipality_id, case_id, id),
  constraint not_begun_needs_closed_phase foreign key (municipality_id, case_id, phase_id) references participation.phase_closure (municipality_id, case_id, phase_id),
  constraint not_begun_needs_told foreign key (municipality_id, phase_id, told_step, told_id) references participation.step (municipality_id, phase_id, step, id)
);
create index not_begun_intervention on intervention.not_begun (municipality_id, case_id, intervention_id);
create index not_begun_phase on intervention.not_begun (municipality_id, case_id, phase_id);
create index not_begun_told on intervention.not_begun (municipality_id, phase_id, told_step, told_id);
select core.keep_municipalities_apart('intervention.not_begun');
grant select, insert on intervention.not_begun to fortrogen_app;

-- What has begun did begin, and what never began does not go on. Both lock the intervention, so that they cannot pass each other.
create function intervention.refuse_not_beginning() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intervention.intervention where municipality_id = new.municipality_id and id = new.intervention_id for update;
  if exists (select 1 from intervention.follow_up where municipality_id = new.municipality_id and case_id = new.case_id and intervention_id = new.intervention_id)
     or exists (select 1 from intervention.ending where municipality_id = new.municipality_id and intervention_id = new.intervention_id) then
    raise exception 'intervention has begun' using errcode = 'FT005';
  end if;
  if not exists (select 1 from participation.phase where municipality_id = new.municipality_id and id = new.phase_id and subject_id = new.intervention_id) then
    raise exception 'phase is not of this intervention' using errcode = 'foreign_key_violation';
  end if;
  return new;
end $$;
create trigger what_has_begun_did_begin before insert on intervention.not_begun for each row execute function intervention.refuse_not_beginning();

create function intervention.refuse_going_on() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intervention.intervention where municipality_id = new.municipality_id and id = new.intervention_id for update;
  if exists (select 1 from intervention.not_begun where municipality_id = new.municipality_id and intervention_id = new.intervention_id) then
    raise exception 'intervention never began' using errcode = 'FT006';
  end if;
  return new;
end $$;
create trigger what_never_began_is_not_planned before insert on intervention.plan for each row execute function intervention.refuse_going_on();
create trigger what_never_began_is_not_followed_up before insert on intervention.follow_up for each row execute function intervention.refuse_going_on();
create trigger what_never_began_does_not_end before insert on intervention.ending for each row execute function intervention.refuse_going_on();

-- A case may be closed when each of its interventions has ended in one way or the other.
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
  return new;
end $$;

-- Granted, but neither started nor ended: that is how it is counted and how it leaves in the open extract, with its reason.
create or replace view countable.intervention with (security_invoker = true) as
  select i.municipality_id, i.id as intervention_id, c.child_id, i.investigation_id, i.type,
    i.type not in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende') as is_open,
    i.recipient, i.granted_on, case when b.intervention_id is null then p.started_on end as started_on, e.ended_on, i.provision, p.child_information_used, p.child_information_passed_on, p.reason_not_passed_on,
    coalesce(e.reason, 'började aldrig: ' || b.reason) as reason_ended, e.goal_attainment
  from intervention.intervention i
  join intake.case_file c on c.municipality_id = i.municipality_id and c.id = i.case_id
  left join intervention.plan p on p.municipality_id = i.municipality_id and p.intervention_id = i.id
  left join intervention.ending e on e.municipality_id = i.municipality_id and e.intervention_id = i.id
  left join intervention.not_begun b on b.municipality_id = i.municipality_id and b.intervention_id = i.id
  union all
  select municipality_id, id, child_id, investigation_id, type,
    type not in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende'),
    recipient, granted_on, started_on, ended_on, provision, child_information_used, child_information_passed_on, reason_not_passed_on, reason_ended, goal_attainment
  from extract.intervention;

-- Nothing is due any more in what never began.
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
  select i.municipality_id, i.case_id, 'open-investigation-at-once', i.id, null, i.received_on, i.received_on
  from intake.intake i
  where i.type <> 'anmälan'
    and not exists (select 1 from investigation.investigation u where u.municipality_id = i.municipality_id and u.case_id = i.case_id)
    and not exists (select 1 from intake.case_closure k where k.municipality_id = i.municipality_id and k.case_id = i.case_id)
    and not exists (select 1 from intake.intake n where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id)
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
