-- A conclusion has the day of its decision, and rests on nothing that came later.
create function investigation.refuse_conclusion_before_its_grounds() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select 1 from decision.decision d where d.municipality_id = new.municipality_id and d.id = new.decision_id and d.decided_on = new.concluded_on)
     or exists (select 1 from investigation.best_interests b
       where b.municipality_id = new.municipality_id and b.id = new.best_interests_id and b.assessed_on > new.concluded_on)
     or exists (select 1 from participation.step s
       where s.municipality_id = new.municipality_id and s.case_id = new.case_id and s.id in (new.informed_id, new.heard_id, new.weighed_id)
         and s.happened_on > new.concluded_on) then
    raise exception 'conclusion rests on what came later' using errcode = 'FT035';
  end if;
  return new;
end $$;
create trigger conclusion_rests_on_what_was before insert on investigation.conclusion
  for each row execute function investigation.refuse_conclusion_before_its_grounds();
