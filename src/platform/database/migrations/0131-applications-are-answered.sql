-- An application ends in a grant, in a refusal that can be appealed (35 kap. 1 § SoL), or is withdrawn. That an investigation ends without an
-- intervention is no answer to it, and "cannot lead to any measure" is no answer to it either.

-- Applications that nobody has answered yet: not withdrawn, and in no investigation that was concluded when they had come.
create view intake.unanswered_application with (security_invoker = true) as
  select i.municipality_id, i.case_id, i.id as intake_id, i.received_on
  from intake.intake i
  where i.type = 'ansökan'
    and not exists (select 1 from investigation.conclusion e
      where e.municipality_id = i.municipality_id and e.case_id = i.case_id
        and (e.concluded_on > i.received_on or (e.concluded_on = i.received_on and e.recorded_at >= i.recorded_at)))
    and not exists (select 1 from intake.application_outcome o where o.municipality_id = i.municipality_id and o.case_id = i.case_id and o.intake_id = i.id)
    and not exists (select 1 from intake.intake n where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id);
grant select on intake.unanswered_application to fortrogen_app;

-- What waits for an investigation: as before, but what comes later on the day an investigation was concluded waits too.
create or replace view intake.waiting_application with (security_invoker = true) as
  select i.municipality_id, i.case_id, i.id as intake_id, i.type, i.received_on
  from intake.intake i
  where i.type <> 'anmälan'
    and not exists (select 1 from investigation.investigation u
      left join investigation.conclusion e on e.municipality_id = u.municipality_id and e.case_id = u.case_id and e.investigation_id = u.id
      where u.municipality_id = i.municipality_id and u.case_id = i.case_id
        and (u.intake_id = i.id or e.investigation_id is null or e.concluded_on > i.received_on
          or (e.concluded_on = i.received_on and e.recorded_at >= i.recorded_at)))
    and not exists (select 1 from intake.application_outcome o where o.municipality_id = i.municipality_id and o.case_id = i.case_id and o.intake_id = i.id)
    and not exists (select 1 from intake.intake n where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id);

-- A decision that cannot be appealed leaves no application behind: each that had come by then was withdrawn, or answered in an earlier investigation.
-- Looked at when the transaction ends, when everything that it writes is there.
create function decision.refuse_leaving_application_unanswered() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from intake.intake i
      where i.municipality_id = new.municipality_id and i.case_id = new.case_id and i.type = 'ansökan'
        and (i.received_on < new.decided_on or (i.received_on = new.decided_on and i.recorded_at <= new.recorded_at))
        and not exists (select 1 from intake.application_outcome o
          where o.municipality_id = i.municipality_id and o.case_id = i.case_id and o.intake_id = i.id)
        and not exists (select 1 from intake.intake n where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id)
        and not exists (select 1 from investigation.conclusion e
          where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.investigation_id <> new.investigation_id
            and e.concluded_on >= i.received_on
            and (e.concluded_on < new.decided_on or (e.concluded_on = new.decided_on and e.recorded_at < new.recorded_at)))) then
    raise exception 'application is neither answered nor withdrawn' using errcode = 'FT031';
  end if;
  return null;
end $$;
create constraint trigger application_is_answered after insert on decision.decision deferrable initially deferred
  for each row when (new.appeal <> 'förvaltningsbesvär') execute function decision.refuse_leaving_application_unanswered();

create function intake.refuse_turning_application_away() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.outcome <> 'återtagen' and exists (select 1 from intake.intake i
      where i.municipality_id = new.municipality_id and i.case_id = new.case_id and i.id = new.intake_id and i.type = 'ansökan') then
    raise exception 'application is turned away without a decision' using errcode = 'FT032';
  end if;
  return new;
end $$;
create trigger application_is_tried before insert on intake.application_outcome for each row execute function intake.refuse_turning_application_away();

-- What is refused can be appealed; what was decided before this keeps as it was.
alter table decision.decision add constraint refusal_can_be_appealed check (outcome <> 'avslag' or appeal = 'förvaltningsbesvär') not valid;
