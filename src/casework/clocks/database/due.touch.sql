-- What a transaction has touched: case and table for each, in a setting of the transaction; `*` for the whole municipality where there are very many.
-- Gives true the first time, so that the check at the commit is asked for once.
create function due.touch(p_table text, p_case uuid, p_other uuid default null) returns boolean language plpgsql as $$
declare
  v_before text := coalesce(current_setting('fortrogen.touched', true), '');
  v_after text := v_before;
  v_mark text := ' ' || p_case || ':' || p_table;
begin
  if v_before = '*' then return false; end if;
  if position(v_mark in v_after) = 0 then v_after := v_after || v_mark; end if;
  if p_other <> p_case then
    v_mark := ' ' || p_other || ':' || p_table;
    if position(v_mark in v_after) = 0 then v_after := v_after || v_mark; end if;
  end if;
  if v_after = v_before then return false; end if;
  perform set_config('fortrogen.touched', case when length(v_after) > 20000 then '*' else v_after end, true);
  return v_before = '';
end $$;
