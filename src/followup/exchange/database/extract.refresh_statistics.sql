-- After a large delivery the planner must know the new sizes at once. Only the owner may analyze, so the program asks through this function.
create function extract.refresh_statistics() returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  analyze extract.child, extract.intake, extract.investigation, extract.intervention, extract.conversation, extract.missed_conversation;
$$;
revoke execute on function extract.refresh_statistics from public;
grant execute on function extract.refresh_statistics to fortrogen_app;
