-- "May she decide this today?" of the kinds that have neither intervention nor limit: opening, not opening, more time, dismissing, refusing insight. The order that held
-- on the day with the points that let whoever decided decide it; what it has no point for is asked of decision.unnamed_level. Who is outside the list (the emergency
-- duty, typed by name) decides what is anybody's who handles a case. The program says the same in words (src/casework/decision/rules-delegation.ts).
create function decision.order_answer(m smallint, kind text, day date, who uuid, who_name text)
  returns table (why text, version smallint, allowed text[], point text, level text, qualified boolean, rank integer)
  language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  reached boolean;
  steps constant text[] := array['handläggare', 'förste socialsekreterare', 'enhetschef'];
begin
  version := decision.delegation_on(m, day);
  if version is null then why := 'ingen ordning'; return next; return; end if;
  rank := case when who is null then coalesce((select min(decision.mandate_rank(s.municipality_id, s.id, day)) from access.staff s
      where s.municipality_id = m and s.active and starts_with(lower(who_name), lower(s.name))), 1) else decision.mandate_rank(m, who, day) end;
  select array_agg(p.point order by o.step nulls last, p.point) filter (where o.step <= abs(rank) and (rank > 0 or not p.qualified)),
    bool_or(coalesce(o.step <= abs(rank), false)),
    (array_agg(p.point order by o.step nulls last, p.point))[1]
    into allowed, reached, point
    from decision.delegation_point p cross join lateral (select array_position(steps, p.level) as step) o
    where p.municipality_id = m and p.version = order_answer.version and p.decision_type = kind
      and cardinality(p.interventions) = 0 and p.most_months is null and p.most_kronor is null;
  if point is null then
    select u.level into level from decision.unnamed_level u where u.municipality_id = m and u.valid_from <= day order by u.valid_from desc limit 1;
    level := coalesce(level, 'frågas inte');
    qualified := false;
    why := case when level = 'frågas inte' then level when coalesce(array_position(steps, level), 9) <= abs(rank) then 'får' else 'nivån' end;
    version := null;
    return next; return;
  end if;
  point := coalesce(allowed[1], point);
  select p.level, p.qualified into level, qualified from decision.delegation_point p
    where p.municipality_id = m and p.version = order_answer.version and p.point = order_answer.point;
  why := case when allowed is not null then 'får' when reached then 'behörigheten' else 'nivån' end;
  return next;
end $$;
grant execute on function decision.order_answer to fortrogen_app;
