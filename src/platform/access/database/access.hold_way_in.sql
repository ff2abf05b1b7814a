-- One at a time for the same one: a session that is opened with a link while the link is withdrawn waits, and then finds it withdrawn.
create function access.hold_way_in(p_municipality smallint, p_for_whom uuid) returns void
  language sql as $$
  select pg_advisory_xact_lock(hashtextextended('fortrogen.way-in ' || p_municipality || ' ' || p_for_whom, 0));
$$;
grant execute on function access.hold_way_in(smallint, uuid) to fortrogen_app;
