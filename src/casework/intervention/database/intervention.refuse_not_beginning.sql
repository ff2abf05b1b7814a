-- What has begun did begin. The intervention is locked, here and where it goes on, so that they cannot pass each other.
create function intervention.refuse_not_beginning() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intervention.intervention where municipality_id = new.municipality_id and id = new.intervention_id for update;
  if exists (select 1 from intervention.beginning where municipality_id = new.municipality_id and intervention_id = new.intervention_id) then
    raise exception 'intervention has begun' using errcode = 'FT005';
  end if;
  if not exists (select 1 from participation.phase where municipality_id = new.municipality_id and id = new.phase_id and subject_id = new.intervention_id) then
    raise exception 'phase is not of this intervention' using errcode = 'foreign_key_violation';
  end if;
  return new;
end $$;
create trigger what_has_begun_did_begin before insert on intervention.not_begun for each row execute function intervention.refuse_not_beginning();
