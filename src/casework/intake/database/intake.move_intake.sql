-- Moves a report. Gives 'moved'; 'elsewhere' when it is no longer in the case; 'closed' when one of the cases is closed; 'decided' when something is
-- decided on it, which cannot follow.
-- One statement moves all: between two of them a foreign key would point at nothing.
create function intake.move_intake(p_move uuid, p_intake uuid, p_from uuid, p_to uuid, p_on date, p_reason text, p_by uuid, p_at timestamptz)
  returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  m smallint := core.current_municipality();
  v_child uuid;
  v_preliminary uuid;
  v_phase uuid;
  v_places text[];
begin
  perform 1 from intake.intake where municipality_id = m and case_id = p_from and id = p_intake for update;
  if not found or exists (select 1 from intake.intake where municipality_id = m and corrects_id = p_intake) then return 'elsewhere'; end if;
  select f.id, f.phase_id into v_preliminary, v_phase from intake.preliminary_assessment f
    where f.municipality_id = m and f.case_id = p_from and f.intake_id = p_intake for update;
  perform 1 from participation.phase where municipality_id = m and case_id = p_from and id = v_phase for update;
  if exists (select 1 from intake.preliminary_decision d where d.municipality_id = m and d.preliminary_assessment_id = v_preliminary)
    or exists (select 1 from investigation.investigation i where i.municipality_id = m and i.intake_id = p_intake)
    or exists (select 1 from intake.application_outcome o where o.municipality_id = m and o.intake_id = p_intake) then return 'decided'; end if;
  if exists (select 1 from intake.case_closure k where k.municipality_id = m and k.case_id in (p_from, p_to)) then return 'closed'; end if;
  select c.child_id into strict v_child from intake.case_file c where c.municipality_id = m and c.id = p_to;
  insert into intake.intake_move (municipality_id, id, intake_id, from_case_id, to_case_id, moved_on, reason, recorded_by, recorded_at)
    values (m, p_move, p_intake, p_from, p_to, p_on, p_reason, p_by, p_at);
  -- An answered claim was answered about the other child: the answer stays there, and what the report says is asked anew here.
  insert into people.guardian_claim (municipality_id, id, child_id, case_id, intake_id, given_name, family_name, identity_number, phone, expects, recorded_by, recorded_at)
    select m, gen_random_uuid(), v_child, p_from, p_intake, g.given_name, g.family_name, g.identity_number, g.phone, g.expects, g.recorded_by, g.recorded_at
    from people.guardian_claim g where g.municipality_id = m and g.case_id = p_from and g.intake_id = p_intake
      and exists (select 1 from people.guardian_claim_answer a where a.municipality_id = m and a.child_id = g.child_id and a.claim_id = g.id);
  update people.guardian_claim g set case_id = null, intake_id = null
    where g.municipality_id = m and g.case_id = p_from and g.intake_id = p_intake
      and exists (select 1 from people.guardian_claim_answer a where a.municipality_id = m and a.child_id = g.child_id and a.claim_id = g.id);
  update people.person_review set intake_id = null, move_id = p_move where municipality_id = m and case_id = p_from and intake_id = p_intake;
  -- What is corrected in it and what is attached to it follow too, by the identifiers in their places.
  select array_agg(i::text) into v_places from (select p_intake as i union all select v_preliminary union all select v_phase
    union all select t.id from participation.conversation t where t.municipality_id = m and t.case_id = p_from and t.phase_id = v_phase
    union all select s.id from participation.step s where s.municipality_id = m and s.case_id = p_from and s.phase_id = v_phase
    union all select c.id from intake.talk_consent c where c.municipality_id = m and c.case_id = p_from and c.preliminary_assessment_id = v_preliminary) places
    where i is not null;
  select v_places || array_agg(b.id::text) into v_places from intake.attachment b
    where b.municipality_id = m and b.case_id = p_from and split_part(b.entry, '.', 2) = any (v_places);
  with moved as (update intake.intake set case_id = p_to where municipality_id = m and case_id = p_from and id = p_intake),
    a as (update intake.protection_assessment set case_id = p_to where municipality_id = m and case_id = p_from and intake_id = p_intake),
    f as (update intake.preliminary_assessment set case_id = p_to where municipality_id = m and case_id = p_from and id = v_preliminary),
    n as (update intake.talk_consent set case_id = p_to where municipality_id = m and case_id = p_from and preliminary_assessment_id = v_preliminary),
    o as (update intake.preliminary_contact set case_id = p_to where municipality_id = m and case_id = p_from and preliminary_assessment_id = v_preliminary),
    x as (update intake.preliminary_extension set case_id = p_to
      where municipality_id = m and case_id = p_from and preliminary_assessment_id = v_preliminary returning id),
    k as (update decision.maker set case_id = p_to where municipality_id = m and case_id = p_from and id in
      (select e.id from intake.preliminary_extension e where e.municipality_id = m and e.preliminary_assessment_id = v_preliminary)),
    b as (update decision.board_report set case_id = p_to where municipality_id = m and case_id = p_from and maker_id in
      (select e.id from intake.preliminary_extension e where e.municipality_id = m and e.preliminary_assessment_id = v_preliminary)),
    d as (update intake.reporter_masking set case_id = p_to where municipality_id = m and case_id = p_from and intake_id = p_intake),
    g as (update intake.reporter_meeting set case_id = p_to where municipality_id = m and case_id = p_from and intake_id = p_intake),
    r as (update intake.reporter_feedback set case_id = p_to where municipality_id = m and case_id = p_from and intake_id = p_intake),
    q as (update intake.feedback_request set case_id = p_to where municipality_id = m and case_id = p_from and intake_id = p_intake),
    p as (update participation.phase set case_id = p_to where municipality_id = m and case_id = p_from and id = v_phase),
    t as (update participation.conversation set case_id = p_to where municipality_id = m and case_id = p_from and phase_id = v_phase),
    z as (update intake.attachment set case_id = p_to where municipality_id = m and case_id = p_from and split_part(entry, '.', 2) = any (v_places)),
    y as (update intake.entry_correction set case_id = p_to where municipality_id = m and case_id = p_from and split_part(entry, '.', 2) = any (v_places)),
    s as (update participation.step set case_id = p_to where municipality_id = m and case_id = p_from and phase_id = v_phase)
  update people.guardian_claim set case_id = p_to, child_id = v_child where municipality_id = m and case_id = p_from and intake_id = p_intake;
  return 'moved';
end $$;
revoke execute on function intake.move_intake from public;
grant execute on function intake.move_intake to fortrogen_app;
