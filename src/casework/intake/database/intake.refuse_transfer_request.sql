-- Another municipality is asked when no other request waits or has led to anything, and never the own (29 kap. 10 § SoL). The case row is locked, so that two do not pass each other.
create function intake.refuse_transfer_request() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intake.case_file where municipality_id = new.municipality_id and id = new.case_id for update;
  if exists (select 1 from core.municipality m where m.id = new.municipality_id and left(m.code, 4) = new.to_municipality) then
    raise exception 'the own municipality' using errcode = 'FT171';
  end if;
  if exists (select 1 from intake.transfer_request r where r.municipality_id = new.municipality_id and r.case_id = new.case_id
      and coalesce(intake.transfer_state(r.municipality_id, r.id), 'väntar') not in ('tar inte över', 'IVO avslår', 'återtagen')) then
    raise exception 'another request of the case waits' using errcode = 'FT172';
  end if;
  return new;
end $$;
create trigger transfer_is_asked_for_once before insert on intake.transfer_request for each row execute function intake.refuse_transfer_request();
