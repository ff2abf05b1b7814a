-- A decision that is changed is decided anew (37-38 §§ FvL), by somebody who may decide it on that day: an employee changes what employees decide, on a point of the order
-- in force for just such a decision. What a committee, the board or its chair has decided only they change, and a committee nothing of the board's. A slip is corrected
-- by whoever finds it (36 § FvL).
create function decision.refuse_undelegated_change() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  d decision.decision; p decision.delegation_point; rank integer; wanted text;
  bodies constant text[] := array['tjänsteman', 'ordförande eller ledamot', 'utskott', 'nämnd'];
  force smallint := decision.delegation_on(new.municipality_id, new.corrected_on);
begin
  select * into d from decision.decision where municipality_id = new.municipality_id and id = new.decision_id;
  if array_position(bodies, new.decider) < array_position(bodies, d.decider) then
    raise exception 'another body has decided it' using errcode = 'FT071';
  end if;
  if new.decider <> 'tjänsteman' or force is null then return new; end if;
  if new.delegation_version is distinct from force then
    raise exception 'no point of the delegation order in force' using errcode = 'FT072';
  end if;
  select * into p from decision.delegation_point where municipality_id = new.municipality_id and version = force and point = new.delegation_point;
  wanted := case when d.outcome = 'avslag' then 'avslå ansökan om insats' when d.outcome = 'ingen insats' then 'avsluta utredning utan insats'
    when d.intervention_type in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende') then 'bevilja placering'
    else 'bevilja insats' end;
  rank := decision.mandate_rank(new.municipality_id, new.corrected_by, new.corrected_on);
  if p.decision_type is distinct from wanted or (cardinality(p.grounds) > 0 and not coalesce(d.legal_ground = any (p.grounds), false))
    or (cardinality(p.interventions) > 0 and not coalesce(d.intervention_type = any (p.interventions), false))
    or (p.most_months is not null and not coalesce(d.granted_months <= p.most_months, false))
    or (p.most_kronor is not null and not coalesce(d.granted_kronor <= p.most_kronor, false))
    or coalesce(array_position(array['handläggare', 'förste socialsekreterare', 'enhetschef'], p.level), 9) > abs(rank) or (p.qualified and rank < 0) then
    raise exception 'changed on too low a level' using errcode = 'FT072';
  end if;
  return new;
end $$;
create trigger change_is_delegated before insert on decision.correction for each row when (new.kind = 'ändring')
  execute function decision.refuse_undelegated_change();
