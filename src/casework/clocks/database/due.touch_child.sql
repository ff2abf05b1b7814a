-- What is known of a child touches its open cases.
create function due.touch_child(p_table text, p_municipality smallint, p_child uuid) returns boolean language plpgsql as $$
declare
  v_case uuid;
  v_first boolean := false;
begin
  if current_setting('fortrogen.touched', true) = '*' then return false; end if;
  for v_case in select c.id from intake.case_file c where c.municipality_id = p_municipality and c.child_id = p_child
    and not exists (select 1 from intake.case_closure k where k.municipality_id = c.municipality_id and k.case_id = c.id)
  loop
    v_first := due.touch(p_table, v_case) or v_first;
  end loop;
  return v_first;
end $$;
