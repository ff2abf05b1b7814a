-- Nothing rests on what is struck as wrongly written.
create function investigation.refuse_citing_what_is_struck() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intake.case_file where municipality_id = new.municipality_id and id = new.case_id for no key update;
  if exists (select 1 from intake.entry_correction e where e.municipality_id = new.municipality_id and e.case_id = new.case_id
      and e.entry = 'party_accounts.' || new.account_id and e.kind = 'felskriven') then
    raise exception 'it is struck' using errcode = 'FT133';
  end if;
  return new;
end $$;
create trigger struck_is_not_cited before insert on investigation.citation for each row when (new.account_id is not null)
  execute function investigation.refuse_citing_what_is_struck();
