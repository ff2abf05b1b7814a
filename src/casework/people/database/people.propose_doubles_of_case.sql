-- Whoever gets a case may be known: asked once, when the case is opened.
create function people.propose_doubles_of_case() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform people.propose_doubles(new.municipality_id, new.child_id);
  return null;
end $$;
create trigger child_may_be_known after insert on intake.case_file for each row execute function people.propose_doubles_of_case();
-- Children who were there before anybody was proposed.
do $$ begin
  if not exists (select 1 from people.possible_double) then
    perform people.propose_doubles(c.municipality_id, c.child_id) from (select distinct municipality_id, child_id from intake.case_file) c;
  end if;
end $$;
