-- A case is closed as transferred to whom has taken it over, on the days that its request and its yes say.
create function intake.refuse_unaccepted_transfer() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select 1 from intake.transfer_request r
      join intake.transfer_step s on s.municipality_id = r.municipality_id and s.case_id = r.case_id and s.transfer_request_id = r.id
      where r.municipality_id = new.municipality_id and r.case_id = new.case_id and r.to_municipality = new.transferred_to
        and r.requested_on = new.transfer_requested_on and s.kind in ('tar över', 'IVO flyttar över') and s.happened_on = new.transfer_accepted_on) then
    raise exception 'nobody has taken it over' using errcode = 'FT176';
  end if;
  return new;
end $$;
create trigger transfer_was_taken_over before insert on intake.case_closure for each row when (new.reason = 'överflyttat')
  execute function intake.refuse_unaccepted_transfer();
