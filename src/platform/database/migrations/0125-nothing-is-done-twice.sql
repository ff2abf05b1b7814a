-- What is done once is done once, and whoever is second is told: nothing of it is replaced in silence. A later assessment points at the one that it
-- follows (corrects_id), so that two that were written at once cannot both stand; the chain has one end.

alter table intake.reporter_feedback
  add column corrects_id uuid,
  add unique (municipality_id, case_id, id),
  add foreign key (municipality_id, case_id, corrects_id) references intake.reporter_feedback (municipality_id, case_id, id);

-- What was written before there was a chain: each follows the one before it, in the order they were recorded. No word is changed.
do $$
declare
  one record; root record; last record; head uuid; next uuid;
begin
  for one in select * from (values ('investigation.best_interests', 'investigation_id'), ('intake.protection_assessment', 'intake_id'),
      ('intake.reporter_feedback', 'intake_id')) t (target, subject) loop
    last := null;
    for root in execute format('select municipality_id as m, %I as subject, id from %s where corrects_id is null order by 1, 2, recorded_at, id', one.subject, one.target) loop
      if last.m = root.m and last.subject = root.subject then
        execute format('update %s set corrects_id = $1 where municipality_id = $2 and id = $3', one.target) using head, root.m, root.id;
      end if;
      last := root;
      next := root.id;
      while next is not null loop
        head := next;
        next := null;
        execute format('select id from %s where municipality_id = $1 and corrects_id = $2 order by recorded_at, id limit 1', one.target)
          into next using root.m, head;
      end loop;
    end loop;
  end loop;
end $$;

create unique index best_interests_once on investigation.best_interests (municipality_id, investigation_id) where corrects_id is null;
create unique index protection_assessed_once on intake.protection_assessment (municipality_id, intake_id) where corrects_id is null;
create unique index reporter_told_once on intake.reporter_feedback (municipality_id, intake_id) where corrects_id is null;
drop index intake.protection_assessment_corrects;
create unique index protection_assessment_corrects on intake.protection_assessment (municipality_id, case_id, corrects_id) where corrects_id is not null;
create unique index reporter_feedback_corrects on intake.reporter_feedback (municipality_id, case_id, corrects_id) where corrects_id is not null;

-- The case row is locked so that the second waits for the first, but not against those who only point at the case (no key update).

-- A decision grants one intervention, and what came in is investigated once; what comes of it later has a report or an application of its own.
create unique index granted_once on intervention.intervention (municipality_id, decision_id);
create function investigation.refuse_second_for_intake() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intake.case_file where municipality_id = new.municipality_id and id = new.case_id for no key update;
  if exists (select 1 from investigation.investigation where municipality_id = new.municipality_id and intake_id = new.intake_id) then
    raise exception 'already investigated' using errcode = 'unique_violation', constraint = 'investigated_once';
  end if;
  return new;
end $$;
create trigger investigated_once before insert on investigation.investigation for each row execute function investigation.refuse_second_for_intake();

-- One decision ends an investigation; a later one corrects it. Looked at last, so that whoever is wrong in itself is told that first.
create function decision.refuse_second_for_investigation() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from intake.case_file where municipality_id = new.municipality_id and id = new.case_id for no key update;
  if exists (select 1 from decision.decision where municipality_id = new.municipality_id and investigation_id = new.investigation_id and corrects_id is null
      and id <> new.id) then
    raise exception 'already decided' using errcode = 'unique_violation', constraint = 'decided_once';
  end if;
  return new;
end $$;
create trigger decided_once after insert on decision.decision for each row when (new.corrects_id is null)
  execute function decision.refuse_second_for_investigation();
