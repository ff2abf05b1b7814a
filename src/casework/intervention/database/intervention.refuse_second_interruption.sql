-- Two that break off at once, or one that breaks off what has ended, would leave two waits that nobody can tell apart.
create function intervention.refuse_second_interruption() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intervention.intervention where municipality_id = new.municipality_id and id = new.intervention_id for update;
  if exists (select 1 from intervention.interruption i left join intervention.resumption r on (r.municipality_id, r.interruption_id) = (i.municipality_id, i.id)
             where i.municipality_id = new.municipality_id and i.case_id = new.case_id and i.intervention_id = new.intervention_id and r.interruption_id is null)
     or exists (select 1 from intervention.ending where municipality_id = new.municipality_id and intervention_id = new.intervention_id) then
    raise exception 'intervention is interrupted or has ended' using errcode = 'FT020';
  end if;
  return new;
end $$;
create trigger one_interruption_at_a_time before insert on intervention.interruption for each row execute function intervention.refuse_second_interruption();
