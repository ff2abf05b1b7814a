-- Where an order holds, the point that a decision stands on is one of its own and not a word that somebody has typed: it comes with its version. Before there was an order
-- the typed point is kept as it is.
create function decision.refuse_typed_point() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if decision.delegation_on(new.municipality_id, new.decided_on) is not null then
    raise exception 'a typed point where an order holds' using errcode = 'FT061';
  end if;
  return new;
end $$;
create trigger point_is_of_the_order before insert on decision.maker for each row
  when (new.delegation_point is not null and new.delegation_version is null) execute function decision.refuse_typed_point();
