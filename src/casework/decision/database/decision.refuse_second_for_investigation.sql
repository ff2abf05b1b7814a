-- One act ends an investigation; a later one corrects it. It may hold several decisions, one for each intervention that is granted: they are written
-- in one transaction. A decision of another transaction is somebody else's, and the second is told. Looked at last, so that whoever is wrong in itself
-- is told that first.
create function decision.refuse_second_for_investigation() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intake.case_file where municipality_id = new.municipality_id and id = new.case_id for no key update;
  if exists (select 1 from decision.decision d where d.municipality_id = new.municipality_id and d.investigation_id = new.investigation_id
      and d.corrects_id is null and d.id <> new.id and d.xmin::text <> (pg_current_xact_id()::xid)::text) then
    raise exception 'already decided' using errcode = 'unique_violation', constraint = 'decided_once';
  end if;
  return new;
end $$;
create trigger decided_once after insert on decision.decision for each row when (new.corrects_id is null)
  execute function decision.refuse_second_for_investigation();
