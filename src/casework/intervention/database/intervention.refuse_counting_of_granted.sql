-- Only what is given without needs assessment is counted like this, in a month when it was offered; what is granted stands in its case.
create function intervention.refuse_counting_of_granted() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select 1 from intervention.offer o where o.municipality_id = new.municipality_id and o.offer_id = new.offer_id and o.number = new.offer_number
      and o.assessment = 'utan' and not o.ends and o.valid_from < new.month + interval '1 month') then
    raise exception 'not offered without assessment that month' using errcode = 'FT152';
  end if;
  return new;
end $$;
create trigger only_what_is_open_is_counted before insert on intervention.offer_count for each row execute function intervention.refuse_counting_of_granted();
