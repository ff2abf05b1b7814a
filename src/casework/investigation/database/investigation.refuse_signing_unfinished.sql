-- An investigation is signed when it says what every investigation says: the child's opinion, how it is weighed, the best interests, the consequences
-- for the child, and the analysis.
create function investigation.refuse_signing_unfinished() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from investigation.body where municipality_id = new.municipality_id and investigation_id = new.investigation_id for no key update;
  if exists (select 1 from unnest(array['barnets åsikt', 'hur åsikten vägs', 'barnets bästa', 'konsekvenser', 'analys']) wanted
      where not exists (select 1 from investigation.passage p
        where p.municipality_id = new.municipality_id and p.investigation_id = new.investigation_id and p.section = wanted)) then
    raise exception 'the investigation lacks a heading' using errcode = 'FT097';
  end if;
  return new;
end $$;
create trigger signing_needs_its_headings before insert on investigation.signature for each row execute function investigation.refuse_signing_unfinished();
