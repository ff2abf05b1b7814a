-- What an analysis rests on is not struck as wrongly written, and nothing rests on what is struck. The case's row is locked, so that the two cannot pass each other.
create function investigation.refuse_striking_what_is_cited() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intake.case_file where municipality_id = new.municipality_id and id = new.case_id for no key update;
  if exists (select 1 from investigation.citation c where c.municipality_id = new.municipality_id and c.case_id = new.case_id
      and c.account_id is not null and 'party_accounts.' || c.account_id = new.entry) then
    raise exception 'an analysis rests on it' using errcode = 'FT132';
  end if;
  return new;
end $$;
create trigger cited_is_not_struck before insert on intake.entry_correction for each row when (new.kind = 'felskriven')
  execute function investigation.refuse_striking_what_is_cited();
