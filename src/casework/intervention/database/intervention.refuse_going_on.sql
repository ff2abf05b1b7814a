-- What never began does not go on. The intervention is locked, here and where it is said that it never began, so that they cannot pass each other.
create function intervention.refuse_going_on() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intervention.intervention where municipality_id = new.municipality_id and id = new.intervention_id for update;
  if exists (select 1 from intervention.not_begun where municipality_id = new.municipality_id and intervention_id = new.intervention_id) then
    raise exception 'intervention never began' using errcode = 'FT006';
  end if;
  return new;
end $$;
create trigger what_never_began_is_not_planned before insert on intervention.plan for each row execute function intervention.refuse_going_on();
create trigger what_never_began_is_not_followed_up before insert on intervention.follow_up for each row execute function intervention.refuse_going_on();
create trigger what_never_began_does_not_end before insert on intervention.ending for each row execute function intervention.refuse_going_on();
create trigger what_never_began_has_no_beginning before insert on intervention.beginning for each row execute function intervention.refuse_going_on();
