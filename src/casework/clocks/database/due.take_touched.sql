-- What this transaction has touched, held until the commit; from here on it is the caller who keeps the clocks. Empty where there is nothing.
create function due.take_touched() returns text language plpgsql set search_path = pg_catalog, pg_temp as $$
declare v_touched text := coalesce(current_setting('fortrogen.touched', true), '');
begin
  if v_touched = '' then return ''; end if;
  perform set_config('fortrogen.touched', '', true);
  if v_touched = '*' then
    perform pg_advisory_xact_lock(hashtext('due.clock'), core.current_municipality());
  else
    perform due.hold_cases(array(select distinct split_part(mark, ':', 1)::uuid from unnest(string_to_array(trim(v_touched), ' ')) mark));
  end if;
  return trim(v_touched);
end $$;
