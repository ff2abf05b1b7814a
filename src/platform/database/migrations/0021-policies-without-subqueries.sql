-- A policy asked for the municipality in a subquery, so that it was asked once for each reading of a table. But each such subquery is two nodes of
-- the plan, and a third that looks at its answer: half of the plan of a case, which reads some hundred and seventy tables of a few rows each and is
-- mostly the making ready of its plan. The function is stable and simple: PostgreSQL writes it into the plan itself, looks by it in the index where
-- there is one, and where the statement names the municipality as well compares the two once before anything is read.
do $$
declare
  p record;
begin
  for p in
    select format('%I on %I.%I', pol.polname, n.nspname, c.relname) as name,
      regexp_replace(pg_get_expr(pol.polqual, pol.polrelid), '\( *SELECT (core\.current_(?:municipality|staff)\(\)) AS current_\w+\)', '\1', 'g') as qual,
      regexp_replace(pg_get_expr(pol.polwithcheck, pol.polrelid), '\( *SELECT (core\.current_(?:municipality|staff)\(\)) AS current_\w+\)', '\1', 'g') as checked
    from pg_policy pol
    join pg_class c on c.oid = pol.polrelid
    join pg_namespace n on n.oid = c.relnamespace
    where pg_get_expr(pol.polqual, pol.polrelid) like '%SELECT core.current_municipality()%'
  loop
    execute 'alter policy ' || p.name || ' using (' || p.qual || ')' || coalesce(' with check (' || p.checked || ')', '');
  end loop;
end
$$;
