-- A version of the delegation order is written in one go: nothing is added to it afterwards, and so nothing once it is used.
create function decision.refuse_change_of_adopted() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select 1 from decision.delegation_version v where v.municipality_id = new.municipality_id and v.number = new.version
      and v.xmin::text = (pg_current_xact_id()::xid)::text) then
    raise exception 'the version is written' using errcode = 'FT064';
  end if;
  return new;
end $$;
create trigger version_is_written_once before insert on decision.delegation_point for each row execute function decision.refuse_change_of_adopted();
