-- How many imports say that they go on, in all municipalities.
create function extract.imports_running() returns bigint
  language sql stable security definer set search_path = extract, pg_temp as $$
  select count(*) from extract.import_run where status = 'pågår'
$$;
revoke execute on function extract.imports_running from public;
grant execute on function extract.imports_running to fortrogen_app;
