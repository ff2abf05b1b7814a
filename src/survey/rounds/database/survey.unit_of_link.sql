-- Whose a link is, by the SHA-256 of its token: the unit and its agency, or no row. Tells nothing else, and the same of a link that never was as of
-- one that is withdrawn.
create function survey.unit_of_link(p_digest bytea) returns table (municipality_id smallint, unit_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.municipality_id, l.unit_id from core.municipality m
    join survey.unit_link l on l.municipality_id = m.id and l.digest = p_digest
  where m.kind = 'myndighet' and not exists (select from survey.unit_link n
    where n.municipality_id = l.municipality_id and n.unit_id = l.unit_id and n.number > l.number);
$$;
revoke execute on function survey.unit_of_link from public;
grant execute on function survey.unit_of_link to fortrogen_app;
