-- How a request that another municipality takes over stands: the kind of what came of it last, the hand-over apart; null while nothing has.
create function intake.transfer_state(m smallint, request uuid) returns text language sql stable set search_path = pg_catalog, pg_temp as $$
  select s.kind from intake.transfer_step s where s.municipality_id = m and s.transfer_request_id = request and s.kind <> 'lämnat över'
  order by s.happened_on desc, s.recorded_at desc, s.id desc limit 1
$$;
