-- Nothing is corrected before it was decided.
create function decision.refuse_correction_before_decision() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from decision.decision d where d.municipality_id = new.municipality_id and d.id = new.decision_id and d.decided_on > new.corrected_on) then
    raise exception 'corrected before it was decided' using errcode = 'FT065';
  end if;
  return new;
end $$;
create trigger correction_comes_after before insert on decision.correction for each row execute function decision.refuse_correction_before_decision();
