-- Who a signed delivery says that it comes from, for the tenant that it was sent to: the unit of that round with that code, and the key that is named, if
-- it was ever the unit's. Asked before anybody is known: it answers about one unit and one key that the caller has named.
create function survey.sender(p_round uuid, p_code text, p_key text)
  returns table (municipality_id smallint, unit_id uuid, public_key text, is_good boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select u.municipality_id, u.id, k.public_key, k.is_good from core.municipality m
    join survey.unit u on u.municipality_id = m.id and u.round_id = p_round and u.code = p_code
    left join lateral (select x.public_key, not x.is_withdrawn and not exists (select from survey.unit_key n
        where n.municipality_id = x.municipality_id and n.code = x.code and n.number > x.number) as is_good from survey.unit_key x
      where x.municipality_id = u.municipality_id and x.code = u.code and x.key_id = p_key order by x.number desc limit 1) k on true
  where m.kind = 'myndighet' and m.id = coalesce(core.current_municipality(), core.municipality_for('public'));
$$;
revoke execute on function survey.sender from public;
grant execute on function survey.sender to fortrogen_app;
