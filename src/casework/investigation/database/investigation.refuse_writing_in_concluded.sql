-- What has ended takes no more: no plan, finding, passage, citation or signature comes to the body of an investigation that is concluded. What comes later
-- is a supplement, where it was signed.
create function investigation.refuse_writing_in_concluded() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from investigation.conclusion where municipality_id = new.municipality_id and case_id = new.case_id and investigation_id = new.investigation_id) then
    raise exception 'the investigation is concluded' using errcode = 'FT098';
  end if;
  return new;
end $$;
create trigger concluded_takes_no_plan before insert on investigation.investigation_plan for each row execute function investigation.refuse_writing_in_concluded();
create trigger concluded_takes_no_finding before insert on investigation.finding for each row execute function investigation.refuse_writing_in_concluded();
create trigger concluded_takes_no_passage before insert on investigation.passage for each row execute function investigation.refuse_writing_in_concluded();
create trigger concluded_takes_no_citation before insert on investigation.citation for each row execute function investigation.refuse_writing_in_concluded();
create trigger concluded_takes_no_signature before insert on investigation.signature for each row execute function investigation.refuse_writing_in_concluded();
create trigger concluded_takes_no_request before insert on investigation.request for each row execute function investigation.refuse_writing_in_concluded();
create trigger concluded_takes_no_visit before insert on investigation.home_visit for each row execute function investigation.refuse_writing_in_concluded();
create trigger concluded_takes_no_instrument before insert on investigation.instrument_use for each row execute function investigation.refuse_writing_in_concluded();
