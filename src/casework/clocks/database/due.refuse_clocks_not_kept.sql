-- At the commit: whoever has touched a case has kept its clocks.
create function due.refuse_clocks_not_kept() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('fortrogen.touched', true), '') <> '' then
    raise exception 'the clocks of what was written are not kept' using errcode = 'triggered_data_change_violation',
      hint = 'Write through the one door, or keep them in the same transaction: src/casework/clocks/keep.ts.';
  end if;
  return null;
end $$;

-- The tables that clocks follow: a row that comes, changes or goes touches its case. A new one is a line here.
do $$
declare
  v_table text;
  v_new text;
  v_changed text;
  v_old text;
  v_only text;
begin
  foreach v_table in array array[
    'people.guardianship', 'people.person', 'people.person_review', 'people.birthday_prepared',
    'participation.step', 'participation.conversation', 'participation.phase_closure',
    'participation.promise', 'participation.promise_outcome',
    'intake.intake', 'intake.protection_assessment', 'intake.preliminary_assessment', 'intake.preliminary_extension', 'intake.preliminary_decision',
    'intake.feedback_request', 'intake.reporter_feedback', 'intake.application_outcome', 'intake.case_closure',
    'investigation.investigation', 'investigation.extension', 'investigation.opened_information', 'investigation.conclusion',
    'investigation.request', 'investigation.request_reminder', 'investigation.request_reply',
    'decision.maker', 'decision.board_report', 'decision.approval_request', 'decision.approval_answer',
    'party.communication', 'party.reply', 'party.notification', 'party.appeal', 'party.appeal_trial', 'party.appeal_forwarding',
    'party.insight_request', 'party.insight_decision', 'party.insight_answer',
    'party.delay_notice', 'party.decision_request', 'party.decision_request_refusal',
    'intervention.intervention', 'intervention.plan', 'intervention.beginning', 'intervention.not_begun', 'intervention.interruption', 'intervention.resumption',
    'intervention.execution_report', 'intervention.follow_up', 'intervention.ending']
  loop
    v_new := format('due.touch(%L, new.case_id)', v_table);
    v_changed := format('due.touch(%L, new.case_id, old.case_id)', v_table);
    v_old := format('due.touch(%L, old.case_id)', v_table);
    if v_table = 'people.guardianship' then
      v_new := format('due.touch_child(%L, new.municipality_id, new.child_id)', v_table);
      v_changed := v_new;
      v_old := replace(v_new, 'new.', 'old.');
    end if;
    if v_table = 'people.person' then
      v_new := format('due.touch_child(%L, new.municipality_id, new.id)', v_table);
      v_changed := v_new;
      v_old := replace(v_new, 'new.', 'old.');
    end if;
    -- Of conversations only a correction changes what stands: a step that was done in what was corrected.
    v_only := case v_table when 'participation.conversation' then 'new.corrects_id is not null and '
      -- Of what is changed of somebody only the birth starts anything.
      when 'people.person_review' then 'new.change = ''född'' and ' else '' end;
    -- A person is there before the case, and goes with the last of it: only another day of birth changes what is counted.
    if v_table = 'people.person' then
      execute format('create constraint trigger clocks_follow_update after update on %s deferrable initially deferred
        for each row when ((old.birth_date, old.birth_date_known) is distinct from (new.birth_date, new.birth_date_known) and %s)
        execute function due.refuse_clocks_not_kept()', v_table, v_changed);
      continue;
    end if;
    execute format('create constraint trigger clocks_follow_insert after insert on %s deferrable initially deferred for each row when (%s%s)
      execute function due.refuse_clocks_not_kept()', v_table, v_only, v_new);
    execute format('create constraint trigger clocks_follow_update after update on %s deferrable initially deferred for each row when (%s%s)
      execute function due.refuse_clocks_not_kept()', v_table, v_only, v_changed);
    execute format('create constraint trigger clocks_follow_delete after delete on %s deferrable initially deferred for each row when (%s%s)
      execute function due.refuse_clocks_not_kept()', v_table, replace(v_only, 'new.', 'old.'), v_old);
  end loop;
end $$;
