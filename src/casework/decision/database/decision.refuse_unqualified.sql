-- To judge whether an investigation is to be opened, to investigate and judge needs, and to follow up takes the degree of 25 kap. 1 § SoL: of whom it is said that it
-- is missing does none of it. Of whom nothing is said is asked nothing.
create function decision.refuse_unqualified() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not coalesce((select s.qualified from decision.staff_mandate s where s.municipality_id = new.municipality_id and s.staff_id = new.recorded_by
      and s.valid_from <= (new.recorded_at at time zone 'Europe/Stockholm')::date order by s.valid_from desc, s.number desc limit 1), true) then
    raise exception 'the degree is missing' using errcode = 'FT066';
  end if;
  return new;
end $$;
create trigger decided_by_somebody_qualified before insert on decision.decision for each row execute function decision.refuse_unqualified();
create trigger opened_by_somebody_qualified before insert on investigation.investigation for each row execute function decision.refuse_unqualified();
create trigger assessed_by_somebody_qualified before insert on investigation.best_interests for each row execute function decision.refuse_unqualified();
create trigger judged_by_somebody_qualified before insert on intake.preliminary_decision for each row execute function decision.refuse_unqualified();
create trigger followed_up_by_somebody_qualified before insert on intervention.follow_up for each row execute function decision.refuse_unqualified();
