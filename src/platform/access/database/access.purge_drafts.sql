-- Takes away the drafts of the municipality whose time is over, without letting anybody see them. Gives the number.
create function access.purge_drafts(p_now timestamptz) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare n integer;
begin
  delete from access.draft where municipality_id = core.current_municipality() and expires_at < p_now;
  get diagnostics n = row_count;
  return n;
end $$;
revoke execute on function access.purge_drafts from public;
grant execute on function access.purge_drafts to fortrogen_app;
