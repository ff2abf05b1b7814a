-- An application is never turned away without a decision: it is tried, and what is refused can be appealed.
create function intake.refuse_turning_application_away() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.outcome <> 'återtagen' and exists (select 1 from intake.intake i
      where i.municipality_id = new.municipality_id and i.case_id = new.case_id and i.id = new.intake_id and i.type = 'ansökan') then
    raise exception 'application is turned away without a decision' using errcode = 'FT032';
  end if;
  return new;
end $$;
create trigger application_is_tried before insert on intake.application_outcome for each row execute function intake.refuse_turning_application_away();
