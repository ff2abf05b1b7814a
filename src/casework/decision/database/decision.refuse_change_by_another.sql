-- What the board, a committee or the chair has decided is changed by whoever decided it (30 kap. 6-9 §§ SoL, 6 kap. 39 § KL): a change is written as the
-- employee's own who writes it. A slip is corrected by anybody who works in the case (36 § FvL).
create function decision.refuse_change_by_another() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from decision.decision d where d.municipality_id = new.municipality_id and d.id = new.decision_id and d.decider <> 'tjänsteman') then
    raise exception 'changed by another than who decided' using errcode = 'FT067';
  end if;
  return new;
end $$;
create trigger changed_by_who_decided before insert on decision.correction for each row when (new.kind = 'ändring')
  execute function decision.refuse_change_by_another();
