-- Who is the same as whom follows from what was last said of the two, and from nothing else.
create function people.follow_double() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  follower constant uuid := case when new.leads_id = new.one_id then new.other_id else new.one_id end;
begin
  update people.person set same_as = null where municipality_id = new.municipality_id
    and ((id = new.one_id and same_as = new.other_id) or (id = new.other_id and same_as = new.one_id));
  if new.outcome = 'samma' then
    if exists (select 1 from people.person where municipality_id = new.municipality_id and id in (new.one_id, new.other_id) and same_as is not null) then
      raise exception 'follows another already' using errcode = 'FT086';
    end if;
    update people.person set same_as = new.leads_id where municipality_id = new.municipality_id and (id = follower or same_as = follower);
  end if;
  return null;
end $$;
create trigger double_is_followed after insert on people.double_outcome for each row execute function people.follow_double();
