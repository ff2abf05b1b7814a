-- A case is closed only when nothing in it is open: each phase closed, each intervention ended in one way or the other, each report of a child who is born assessed, each
-- application answered or withdrawn, each promise to the child settled. The case row is locked, here and where a phase is opened, so that they cannot pass each other.
create function intake.refuse_closing_open_case() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intake.case_file where municipality_id = new.municipality_id and id = new.case_id for update;
  if exists (select 1 from participation.phase p left join participation.phase_closure c on (c.municipality_id, c.phase_id) = (p.municipality_id, p.id)
             where p.municipality_id = new.municipality_id and p.case_id = new.case_id and c.phase_id is null) then
    raise exception 'case has an open phase' using errcode = 'FT001';
  end if;
  if exists (select 1 from intervention.intervention i
             where i.municipality_id = new.municipality_id and i.case_id = new.case_id
               and not exists (select 1 from intervention.ending e where (e.municipality_id, e.intervention_id) = (i.municipality_id, i.id))
               and not exists (select 1 from intervention.not_begun b where (b.municipality_id, b.intervention_id) = (i.municipality_id, i.id))) then
    raise exception 'case has an ongoing intervention' using errcode = 'FT002';
  end if;
  if exists (select 1 from intake.intake i left join intake.protection_assessment a on (a.municipality_id, a.case_id, a.intake_id) = (i.municipality_id, i.case_id, i.id)
             where i.municipality_id = new.municipality_id and i.case_id = new.case_id and i.type = 'anmälan' and a.id is null
               and not exists (select 1 from intake.case_file f join people.person p on (p.municipality_id, p.id) = (f.municipality_id, f.child_id)
                 where (f.municipality_id, f.id) = (i.municipality_id, i.case_id) and p.birth_date_known = 'väntat')) then
    raise exception 'case has a report without protection assessment' using errcode = 'FT003';
  end if;
  if exists (select 1 from intake.waiting_application w
             where w.municipality_id = new.municipality_id and w.case_id = new.case_id and w.type = 'ansökan') then
    raise exception 'case has an application that was not investigated' using errcode = 'FT007';
  end if;
  if exists (select 1 from participation.promise p
             where p.municipality_id = new.municipality_id and p.case_id = new.case_id
               and not exists (select 1 from participation.promise_outcome o
                 where (o.municipality_id, o.case_id, o.promise_id) = (p.municipality_id, p.case_id, p.id))) then
    raise exception 'case has a promise to the child that is not settled' using errcode = 'FT008';
  end if;
  return new;
end $$;
create trigger closing_needs_everything_closed before insert on intake.case_closure for each row execute function intake.refuse_closing_open_case();
