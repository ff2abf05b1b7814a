-- The level of an employee on a day as a rank: 1 handläggare, 2 förste socialsekreterare, 3 enhetschef; 0 where none is said. Negative without the degree of
-- 25 kap. 1 § SoL.
create function decision.mandate_rank(m smallint, who uuid, day date) returns integer language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce((select array_position(array['handläggare', 'förste socialsekreterare', 'enhetschef'], s.level) * case when s.qualified then 1 else -1 end
    from decision.staff_mandate s where s.municipality_id = m and s.staff_id = who and s.valid_from <= day order by s.valid_from desc, s.number desc limit 1), 0)
$$;
grant execute on function decision.mandate_rank to fortrogen_app;
