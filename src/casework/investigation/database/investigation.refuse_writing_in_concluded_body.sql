-- An investigation that is concluded takes no more words, signed or not: what comes later is a supplement to what was signed.
create function investigation.refuse_writing_in_concluded_body() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from investigation.conclusion e where e.municipality_id = new.municipality_id and e.case_id = new.case_id
      and e.investigation_id = new.investigation_id) then
    raise exception 'the investigation is concluded' using errcode = 'FT078';
  end if;
  return new;
end $$;
create trigger concluded_takes_no_plan before insert on investigation.investigation_plan for each row execute function investigation.refuse_writing_in_concluded_body();
create trigger concluded_takes_no_finding before insert on investigation.finding for each row execute function investigation.refuse_writing_in_concluded_body();
create trigger concluded_takes_no_passage before insert on investigation.passage for each row execute function investigation.refuse_writing_in_concluded_body();
create trigger concluded_takes_no_citation before insert on investigation.citation for each row execute function investigation.refuse_writing_in_concluded_body();
create trigger concluded_is_signed_no_more before insert on investigation.signature for each row execute function investigation.refuse_writing_in_concluded_body();
