-- An instrument that is recorded was on the municipality's list the day it was used.
create function investigation.refuse_instrument_off_the_list() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select 1 from investigation.instrument i
      left join investigation.instrument_ending e on e.municipality_id = i.municipality_id and e.instrument_id = i.id
      where i.municipality_id = new.municipality_id and i.id = new.instrument_id and new.used_on between i.valid_from and coalesce(e.last_on, 'infinity')) then
    raise exception 'the instrument was not on the list that day' using errcode = 'FT131';
  end if;
  return new;
end $$;
create trigger instrument_is_on_the_list before insert on investigation.instrument_use for each row execute function investigation.refuse_instrument_off_the_list();
