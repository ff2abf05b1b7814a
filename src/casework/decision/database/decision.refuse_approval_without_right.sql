-- Only somebody who leads the case approves: a team leader of its unit, or of the municipality where the unit has none; never about their own family.
create function decision.refuse_approval_without_right() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select 1 from access.staff s
      join access.staff_role l on l.municipality_id = s.municipality_id and l.staff_id = s.id and l.role = 'team_leader'
      join intake.case_file c on c.municipality_id = s.municipality_id and c.id = new.case_id
      where s.municipality_id = new.municipality_id and s.id = new.recorded_by and s.active
        and (s.unit_id = c.unit_id or not exists (select 1 from access.staff o
          join access.staff_role r on r.municipality_id = o.municipality_id and r.staff_id = o.id and r.role = 'team_leader'
          where o.municipality_id = c.municipality_id and o.unit_id = c.unit_id and o.active and o.id <> new.requested_by
            and not exists (select 1 from access.own_family f where f.municipality_id = c.municipality_id and f.child_id = c.child_id and f.staff_id = o.id)))
        and not exists (select 1 from access.own_family f where f.municipality_id = c.municipality_id and f.child_id = c.child_id
          and (f.staff_id = s.id or f.identity_number = s.identity_number))) then
    raise exception 'no right to approve' using errcode = 'FT092';
  end if;
  return new;
end $$;
create trigger approved_by_somebody_who_leads before insert on decision.approval_answer for each row execute function decision.refuse_approval_without_right();
