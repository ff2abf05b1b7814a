-- What counts of a unit: its last delivery, or no row. The one place that says so. Written to be put into the query that asks (one SELECT, no rights of its own),
-- so that a unit's rows are found by their key, however many other rounds there are.
create function survey.counted_delivery(p_municipality smallint, p_unit uuid) returns setof survey.delivery
  language sql stable as $$
  select d.* from survey.delivery d where d.municipality_id = p_municipality and d.unit_id = p_unit order by d.number desc limit 1;
$$;
revoke execute on function survey.counted_delivery from public;
grant execute on function survey.counted_delivery to fortrogen_app;
