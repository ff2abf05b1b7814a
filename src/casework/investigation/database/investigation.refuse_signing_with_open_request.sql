-- An investigation is not signed while information is waited for: there is a reply, or it is written why none is waited for.
create function investigation.refuse_signing_with_open_request() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from investigation.body where municipality_id = new.municipality_id and investigation_id = new.investigation_id for no key update;
  if exists (select 1 from investigation.request q where q.municipality_id = new.municipality_id and q.investigation_id = new.investigation_id
      and not exists (select 1 from investigation.request_reply r where r.municipality_id = q.municipality_id and r.case_id = q.case_id and r.request_id = q.id)) then
    raise exception 'information is waited for' using errcode = 'FT099';
  end if;
  return new;
end $$;
create trigger signing_waits_for_no_reply before insert on investigation.signature for each row execute function investigation.refuse_signing_with_open_request();
