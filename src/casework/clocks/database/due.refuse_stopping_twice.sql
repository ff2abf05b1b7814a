create function due.refuse_stopping_twice() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.stopped_at is not null or new.stopped_at is null then
    raise exception 'a clock is stopped once' using errcode = 'object_not_in_prerequisite_state';
  end if;
  return new;
end $$;
create trigger stopped_once before update on due.clock for each row execute function due.refuse_stopping_twice();
