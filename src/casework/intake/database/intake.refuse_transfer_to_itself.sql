-- A matter is transferred to another municipality (29 kap. 10 § SoL): never to the own, nor to another district of the own.
create function intake.refuse_transfer_to_itself() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from core.municipality m where m.id = new.municipality_id and left(m.code, 4) = new.transferred_to) then
    raise exception 'the own municipality' using errcode = 'FT171';
  end if;
  return new;
end $$;
create trigger transfer_is_to_another before insert on intake.case_closure for each row when (new.transferred_to is not null)
  execute function intake.refuse_transfer_to_itself();
