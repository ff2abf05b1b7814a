-- Whether the municipality's rule of a day asks a second person about a kind of decision.
create function decision.needs_second_eyes(m smallint, wanted text, day date) returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce((select wanted = any (e.kinds) from decision.second_eyes e where e.municipality_id = m and e.valid_from <= day
    order by e.valid_from desc, e.number desc limit 1), false)
$$;
grant execute on function decision.needs_second_eyes to fortrogen_app;
