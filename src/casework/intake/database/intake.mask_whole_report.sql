-- Who made a report about several children is the same in each child's case: made secret in one (26 kap. 5 § OSL) it is secret in all. That there is no danger any
-- more is said of each child by itself, since the danger may be another's. Why is not repeated: it may tell of a child whose case is not for those who work here.
create function intake.mask_whole_report() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into intake.reporter_masking (municipality_id, id, case_id, intake_id, masked, ground, mask_reason, follows_id, recorded_by, recorded_at)
    select new.municipality_id, gen_random_uuid(), s.case_id, s.id, true, new.ground,
      'Det kan antas att någon utsätts för fara om det röjs vem som har anmält.', k.id, new.recorded_by, new.recorded_at
    from intake.intake i
    join intake.intake s on s.municipality_id = i.municipality_id and s.report_id = i.report_id and s.id <> i.id
    left join intake.reporter_masking k on k.municipality_id = s.municipality_id and k.intake_id = s.id
      and not exists (select 1 from intake.reporter_masking n where n.municipality_id = k.municipality_id and n.intake_id = k.intake_id and n.follows_id = k.id)
    where i.municipality_id = new.municipality_id and i.id = new.intake_id and k.masked is not true
    order by s.id;
  return null;
end $$;
create trigger secret_in_the_whole_report after insert on intake.reporter_masking for each row when (new.masked)
  execute function intake.mask_whole_report();
