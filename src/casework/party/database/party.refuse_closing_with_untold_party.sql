-- A case is not closed while a party of a decision, who still is a guardian or is the child, has neither been told of it nor plainly need not be (33 § FvL).
-- Where a decision can only be reviewed for legality the paragraph does not hold (2 § FvL).
create function party.refuse_closing_with_untold_party() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from investigation.conclusion e
      join decision.decision d on d.municipality_id = e.municipality_id and d.case_id = e.case_id and d.investigation_id = e.investigation_id
        and d.appeal <> 'laglighetsprövning'
      cross join lateral party.parties_on(e.municipality_id, e.case_id, e.concluded_on) p
      join intake.case_file f on f.municipality_id = e.municipality_id and f.id = e.case_id
      where e.municipality_id = new.municipality_id and e.case_id = new.case_id
        and (p.is_child or exists (select 1 from people.standing_guardianship g
          where g.municipality_id = f.municipality_id and g.child_id = f.child_id and g.guardian_id = p.person_id
            and (g.valid_to is null or g.valid_to >= new.closed_on)))
        and not exists (select 1 from party.notification n
          where n.municipality_id = d.municipality_id and n.case_id = d.case_id and n.decision_id = d.id
            and people.now_guardian(n.municipality_id, f.child_id, n.person_id, n.recorded_at) = p.person_id
            -- What did not come through has told nobody.
            and not exists (select 1 from messages.standing s
              where s.municipality_id = n.municipality_id and s.id = n.message_id and s.state in ('nekat', 'återtaget')))) then
    raise exception 'a party is not told of a decision' using errcode = 'FT009';
  end if;
  return new;
end $$;
create trigger closing_leaves_no_party_untold before insert on intake.case_closure
  for each row execute function party.refuse_closing_with_untold_party();
