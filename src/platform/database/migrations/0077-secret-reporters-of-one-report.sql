-- 0077-secret-reporters-of-one-report
-- Who made a report about several children is kept secret in each child's case (`intake.mask_whole_report`). What was made secret before that was so reaches the other
-- children of the report here, with who wrote it and when; except where something was written of that child later.
-- The trigger of later secrets is for those: it would reach them too.
alter table intake.reporter_masking disable trigger user;
insert into intake.reporter_masking (municipality_id, id, case_id, intake_id, masked, ground, mask_reason, follows_id, recorded_by, recorded_at)
  select distinct on (s.municipality_id, s.id) k.municipality_id, gen_random_uuid(), s.case_id, s.id, true, k.ground,
    'Det kan antas att någon utsätts för fara om det röjs vem som har anmält.', o.id, k.recorded_by, k.recorded_at
  from intake.reporter_masking k
  join intake.intake i on i.municipality_id = k.municipality_id and i.id = k.intake_id
  join intake.intake s on s.municipality_id = i.municipality_id and s.report_id = i.report_id and s.id <> i.id
  left join intake.reporter_masking o on o.municipality_id = s.municipality_id and o.intake_id = s.id
    and not exists (select 1 from intake.reporter_masking n where n.municipality_id = o.municipality_id and n.intake_id = o.intake_id and n.follows_id = o.id)
  where k.masked and not exists (select 1 from intake.reporter_masking n
      where n.municipality_id = k.municipality_id and n.intake_id = k.intake_id and n.follows_id = k.id)
    and o.masked is not true and (o.id is null or o.recorded_at < k.recorded_at)
  order by s.municipality_id, s.id, k.recorded_at, k.id;
alter table intake.reporter_masking enable trigger user;
