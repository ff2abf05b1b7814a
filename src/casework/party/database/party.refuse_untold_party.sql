-- An investigation does not end while a guardian of its last day has neither been told that it was opened nor is kept from it for stated reasons
-- (20 kap. 4 § SoL). That the child was told is a step that the conclusion points at.
create function party.refuse_untold_party() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from party.parties_on(new.municipality_id, new.case_id, new.concluded_on) p
      where not p.is_child and not exists (select 1 from investigation.opened_information o
        where o.municipality_id = new.municipality_id and o.case_id = new.case_id and o.investigation_id = new.investigation_id
          and people.now_guardian(o.municipality_id, (select f.child_id from intake.case_file f where f.municipality_id = o.municipality_id and f.id = o.case_id),
            o.person_id, o.recorded_at) = p.person_id and o.happened_on <= new.concluded_on)) then
    raise exception 'a party is not told that the investigation was opened' using errcode = 'FT036';
  end if;
  return new;
end $$;
create trigger conclusion_leaves_no_party_untold before insert on investigation.conclusion
  for each row execute function party.refuse_untold_party();
