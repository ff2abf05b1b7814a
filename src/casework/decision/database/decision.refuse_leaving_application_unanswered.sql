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
