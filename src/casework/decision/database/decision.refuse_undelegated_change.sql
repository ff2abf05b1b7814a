-- A decision that is changed is decided anew (37-38 §§ FvL): an employee changes what employees decide, on the level of the point that the decision stands on. What
-- a committee, the board or its chair has decided only they change. A slip is corrected by whoever finds it (36 § FvL).
create function decision.refuse_undelegated_change() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  k decision.maker; p decision.delegation_point; rank integer;
begin
  select * into k from decision.maker where municipality_id = new.municipality_id and id = new.decision_id;
  if k.decider is distinct from 'tjänsteman' then
    raise exception 'another body has decided it' using errcode = 'FT071';
  end if;
  if decision.delegation_on(new.municipality_id, new.corrected_on) is null then return new; end if;
  select * into p from decision.delegation_point
    where municipality_id = new.municipality_id and version = k.delegation_version and point = k.delegation_point;
  rank := decision.mandate_rank(new.municipality_id, new.corrected_by, new.corrected_on);
  if coalesce(array_position(array['handläggare', 'förste socialsekreterare', 'enhetschef'], coalesce(p.level, 'handläggare')), 9) > abs(rank)
    or (coalesce(p.qualified, false) and rank < 0) then
    raise exception 'changed on too low a level' using errcode = 'FT072';
  end if;
  return new;
end $$;
create trigger change_is_delegated before insert on decision.correction for each row when (new.kind = 'ändring')
  execute function decision.refuse_undelegated_change();
