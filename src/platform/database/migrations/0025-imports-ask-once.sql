-- What is written by the hundred thousand asks once whose the rows are, and not for each of them: in `extract` the check of what is written asks in
-- a subquery again, as before 0021. What is read is as it was: the one condition, in another form.
do $$
declare
  t regclass;
begin
  for t in select c.oid from pg_class c where c.relnamespace = 'extract'::regnamespace and c.relkind = 'r' and c.relrowsecurity loop
    execute format('alter policy own_municipality on %s with check (municipality_id = (select core.current_municipality()))', t);
  end loop;
end
$$;
