-- A child whose name, day or number is another may be known by it.
create function people.propose_doubles_of_person() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform people.propose_doubles(new.municipality_id, new.id);
  return null;
end $$;
create trigger changed_child_may_be_known after update of given_name, family_name, birth_date, birth_date_known, identity_number on people.person for each row
  when ((old.given_name, old.family_name, old.birth_date, old.birth_date_known, old.identity_number)
    is distinct from (new.given_name, new.family_name, new.birth_date, new.birth_date_known, new.identity_number)) execute function people.propose_doubles_of_person();
