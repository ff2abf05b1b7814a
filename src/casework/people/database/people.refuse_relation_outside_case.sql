-- A relation is between two of the case, and is said once: a case never points at somebody whom another case knows.
create function people.refuse_relation_outside_case() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  ends integer;
begin
  select count(*) into ends from unnest(array[new.from_id, new.to_id]) e(id)
  where exists (select 1 from intake.case_file f where f.municipality_id = new.municipality_id and f.id = new.case_id and (f.child_id = e.id
      or exists (select 1 from people.guardianship g where g.municipality_id = f.municipality_id and g.child_id = f.child_id and g.guardian_id = e.id)))
    or exists (select 1 from people.relative r where r.municipality_id = new.municipality_id and r.case_id = new.case_id and r.relative_id = e.id);
  if ends < 2 then raise exception 'relation outside the case' using errcode = 'FT084'; end if;
  -- Two who say the same at once: the second waits here, and sees what the first said.
  perform pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'relation', new.case_id, new.kind, least(new.from_id, new.to_id), greatest(new.from_id, new.to_id)), 0));
  if exists (select 1 from people.standing_relation r where r.municipality_id = new.municipality_id and r.case_id = new.case_id and r.id <> new.id
    and r.kind = new.kind and r.valid_to is null and new.valid_to is null and ((r.from_id, r.to_id) = (new.from_id, new.to_id)
      or (r.from_id, r.to_id) = (new.to_id, new.from_id))) then
    raise exception 'relation said twice' using errcode = 'FT085';
  end if;
  return null;
end $$;
create trigger relation_is_of_the_case after insert on people.relation
  for each row when (new.change <> 'återtagen') execute function people.refuse_relation_outside_case();
