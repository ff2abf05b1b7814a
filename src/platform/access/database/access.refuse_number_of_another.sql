-- An identity number is one person's: two open accounts of a municipality never have the same. A trigger and not a unique index, because accounts
-- that were made before this rule must not stop the upgrade; the operator sees them and closes the one that is not used.
create function access.refuse_number_of_another() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('fortrogen.access.identity-number'), new.municipality_id);
  if exists (select from access.staff s where s.municipality_id = new.municipality_id and s.identity_number = new.identity_number
      and s.active and s.subject <> new.subject) then
    raise exception using errcode = 'unique_violation', constraint = 'identity_number_is_one_persons',
      message = 'another open account has this identity number';
  end if;
  return new;
end $$;
create trigger identity_number_is_one_persons before insert or update of identity_number, active on access.staff
  for each row when (new.identity_number is not null and new.active) execute function access.refuse_number_of_another();
