-- Nothing is handed over to a provider while a statement of the child that was written by then is not chosen of, and what the plan says was passed on is what
-- was chosen. Where the child has said nothing that is written, there is nothing to choose of.
create function intervention.refuse_unchosen_statements() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_given text;
begin
  if new.as_a_whole then
    raise exception 'nothing is handed over as a whole any more' using errcode = 'FT160';
  end if;
  if exists (select 1 from intervention.statement_for s
      where s.municipality_id = new.municipality_id and s.case_id = new.case_id and s.intervention_id = new.intervention_id and s.choice_id is null
        and s.recorded_at <= new.recorded_at) then
    raise exception 'a statement of the child is not chosen of' using errcode = 'FT160';
  end if;
  select case when bool_and(c.choice = 'i sin helhet') then 'ja' when bool_and(c.choice = 'inte') then 'nej' else 'delvis' end into v_given
  from intervention.statement_choice c
  where c.municipality_id = new.municipality_id and c.case_id = new.case_id and c.intervention_id = new.intervention_id and c.recorded_at <= new.recorded_at
  having count(*) > 0;
  if v_given <> new.child_information_passed_on then
    raise exception 'what was passed on is not what was chosen' using errcode = 'FT161';
  end if;
  return new;
end $$;
create trigger what_the_provider_gets_is_chosen before insert on intervention.plan for each row execute function intervention.refuse_unchosen_statements();
