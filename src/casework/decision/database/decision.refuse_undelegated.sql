-- What an employee decides in an investigation stands on a point of the delegation order that held that day: for this kind of decision, ground and intervention, within
-- its limits, and for somebody of this employee's level and degree. Where no order had been adopted the typed point is kept as it is.
create function decision.refuse_undelegated() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  force smallint := decision.delegation_on(new.municipality_id, new.decided_on);
  k decision.maker; p decision.delegation_point; rank integer; wanted text;
begin
  if force is null then return null; end if;
  select * into k from decision.maker where municipality_id = new.municipality_id and id = new.id;
  if k.delegation_version is distinct from force then
    raise exception 'no point of the delegation order in force' using errcode = 'FT061';
  end if;
  select * into p from decision.delegation_point where municipality_id = new.municipality_id and version = force and point = k.delegation_point;
  wanted := case when new.outcome = 'avslag' then 'avslå ansökan om insats' when new.outcome = 'ingen insats' then 'avsluta utredning utan insats'
    when new.intervention_type in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende') then 'bevilja placering'
    else 'bevilja insats' end;
  if p.decision_type <> wanted or (cardinality(p.grounds) > 0 and not coalesce(new.legal_ground = any (p.grounds), false))
    or (cardinality(p.interventions) > 0 and not coalesce(new.intervention_type = any (p.interventions), false))
    or (p.most_months is not null and not coalesce(new.granted_months <= p.most_months, false))
    or (p.most_kronor is not null and not coalesce(new.granted_kronor <= p.most_kronor, false)) then
    raise exception 'the point does not cover the decision' using errcode = 'FT062';
  end if;
  -- Whoever is not in the list (the emergency duty) decides what is anybody's who handles a case; whoever is in it and is typed by name, what is that one's.
  rank := case when k.staff_id is null then coalesce((select min(decision.mandate_rank(s.municipality_id, s.id, k.decided_on)) from access.staff s
      where s.municipality_id = k.municipality_id and s.active and starts_with(lower(k.name), lower(s.name))), 1)
    else decision.mandate_rank(k.municipality_id, k.staff_id, k.decided_on) end;
  if coalesce(array_position(array['handläggare', 'förste socialsekreterare', 'enhetschef'], p.level), 9) > abs(rank) or (p.qualified and rank < 0) then
    raise exception 'decided on too low a level' using errcode = 'FT063';
  end if;
  return null;
end $$;
create trigger decision_is_delegated after insert on decision.decision for each row when (new.decider = 'tjänsteman')
  execute function decision.refuse_undelegated();
