-- Before clocks are read to be compared, so that two who write in one case at once cannot each leave out what the other wrote: the cases are held
-- until the commit. The row of the case first, since those who close it hold that one.
create function due.hold_cases(p_cases uuid[]) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m smallint := core.current_municipality();
begin
  perform 1 from intake.case_file where municipality_id = m and id = any (p_cases) order by id for key share;
  perform pg_advisory_xact_lock_shared(hashtext('due.clock'), m);
  perform pg_advisory_xact_lock(hashtextextended(id::text, m)) from (select distinct unnest(p_cases) as id order by 1) held;
end $$;
revoke execute on function due.hold_cases from public;
grant execute on function due.hold_cases to fortrogen_app;
