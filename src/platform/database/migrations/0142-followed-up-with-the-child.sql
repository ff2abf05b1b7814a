-- "Följ upp med barnet" is met by the child alone: a follow-up names the record that the child was heard in it, or why not. What was followed up
-- before stands as it is; each record serves one follow-up.
alter table intervention.plan add unique (municipality_id, intervention_id, follow_up_phase_id);
alter table intervention.follow_up
  add column heard_phase_id uuid,
  add column heard_id uuid,
  add column heard_step text generated always as ('hörd') stored,
  add constraint follow_up_needs_the_child check (heard_phase_id is not null and heard_id is not null) not valid,
  add constraint follow_up_needs_its_phase foreign key (municipality_id, intervention_id, heard_phase_id)
    references intervention.plan (municipality_id, intervention_id, follow_up_phase_id),
  add constraint follow_up_needs_heard foreign key (municipality_id, heard_phase_id, heard_step, heard_id)
    references participation.step (municipality_id, phase_id, step, id);
create index follow_up_phase on intervention.follow_up (municipality_id, intervention_id, heard_phase_id);
create unique index follow_up_heard on intervention.follow_up (municipality_id, heard_phase_id, heard_step, heard_id) where corrects_id is null;
