-- What is signed stands: no version, finding, citation or plan comes to it. The body's row is locked, here and where it is signed, so that a text that is
-- being saved and the signature cannot pass each other.
create function investigation.refuse_writing_in_signed_body() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from investigation.body where municipality_id = new.municipality_id and investigation_id = new.investigation_id for no key update;
  if exists (select 1 from investigation.signature where municipality_id = new.municipality_id and investigation_id = new.investigation_id) then
    raise exception 'the investigation is signed' using errcode = 'FT096';
  end if;
  return new;
end $$;
create trigger signed_body_takes_no_plan before insert on investigation.investigation_plan for each row execute function investigation.refuse_writing_in_signed_body();
create trigger signed_body_takes_no_finding before insert on investigation.finding for each row execute function investigation.refuse_writing_in_signed_body();
create trigger signed_body_takes_no_passage before insert on investigation.passage for each row execute function investigation.refuse_writing_in_signed_body();
create trigger signed_body_takes_no_citation before insert on investigation.citation for each row execute function investigation.refuse_writing_in_signed_body();
create trigger signed_body_takes_no_request before insert on investigation.request for each row execute function investigation.refuse_writing_in_signed_body();
create trigger signed_body_takes_no_visit before insert on investigation.home_visit for each row execute function investigation.refuse_writing_in_signed_body();
create trigger signed_body_takes_no_instrument before insert on investigation.instrument_use for each row execute function investigation.refuse_writing_in_signed_body();
