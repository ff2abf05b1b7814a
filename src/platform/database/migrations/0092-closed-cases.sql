-- A closed case is read, not written in: only a correction of what stands there, and what the reporter is told, may still be added.
-- The key share lock waits for a closing that is going on (which locks the case row), and lets other writers pass.

create function intake.refuse_writing_in_closed_case() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intake.case_file where municipality_id = new.municipality_id and id = new.case_id for key share;
  if exists (select 1 from intake.case_closure where municipality_id = new.municipality_id and case_id = new.case_id) then
    raise exception 'case is closed' using errcode = 'FT004';
  end if;
  return new;
end $$;

create trigger closed_case_takes_no_intake before insert on intake.intake for each row when (new.corrects_id is null) execute function intake.refuse_writing_in_closed_case();
create trigger closed_case_takes_no_assessment before insert on intake.protection_assessment for each row when (new.corrects_id is null) execute function intake.refuse_writing_in_closed_case();
create trigger closed_case_takes_no_note before insert on intake.note for each row when (new.corrects_id is null) execute function intake.refuse_writing_in_closed_case();
create trigger closed_case_takes_no_conversation before insert on participation.conversation for each row when (new.corrects_id is null) execute function intake.refuse_writing_in_closed_case();
create trigger closed_case_takes_no_assignment before insert on intake.case_assignment for each row when (new.ended_on is null) execute function intake.refuse_writing_in_closed_case();

-- Each record is corrected once; whoever is second is told so, and corrects the correction. Two corrections of one conversation would both be counted.
drop index intake.note_corrects;
create unique index note_corrects on intake.note (municipality_id, case_id, corrects_id) where corrects_id is not null;
drop index participation.conversation_corrects;
create unique index conversation_corrects on participation.conversation (municipality_id, case_id, corrects_id) where corrects_id is not null;
drop index investigation.best_interests_corrects;
create unique index best_interests_corrects on investigation.best_interests (municipality_id, case_id, corrects_id) where corrects_id is not null;
