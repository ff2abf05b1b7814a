-- What every migration calls for a table that it adds makes the policy as the others are since 0021.
create or replace function core.keep_municipalities_apart(target regclass) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format(
    'create policy own_municipality on %s using (municipality_id = core.current_municipality()) with check (municipality_id = core.current_municipality())',
    target);
end $$;
