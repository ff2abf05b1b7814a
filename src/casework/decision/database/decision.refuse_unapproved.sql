-- Of the kinds that the four-eyes rule of the day names an employee decides nothing that somebody else has not approved: the last that was put forward about just this, since the
-- last extension, by another than whoever decided and whoever typed it. The argument: the column that names what was decided, then the kind (of a decision: by its outcome).
create function decision.refuse_unapproved() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  row jsonb := to_jsonb(new);
  k decision.maker; wanted text := tg_argv[1]; of_intake uuid; of_investigation uuid; since timestamptz := '-infinity';
begin
  select * into k from decision.maker where municipality_id = new.municipality_id and id = (row ->> tg_argv[0])::uuid;
  if k.decider is distinct from 'tjänsteman' then return null; end if;
  if wanted = 'beslut' then
    wanted := case when row ->> 'outcome' = 'avslag' then 'avslå ansökan om insats' when row ->> 'outcome' = 'ingen insats' then 'avsluta utredning utan insats'
      when row ->> 'intervention_type' in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende') then 'bevilja placering'
      else 'bevilja insats' end;
  end if;
  if not decision.needs_second_eyes(new.municipality_id, wanted, k.decided_on) then return null; end if;
  of_investigation := (row ->> 'investigation_id')::uuid;
  if tg_table_schema = 'intake' then
    of_investigation := null;
    of_intake := coalesce((row ->> 'intake_id')::uuid, (select f.intake_id from intake.preliminary_assessment f
      where f.municipality_id = new.municipality_id and f.id = (row ->> 'preliminary_assessment_id')::uuid));
  end if;
  if tg_table_name in ('extension', 'preliminary_extension') then
    execute format('select coalesce(max(x.recorded_at), ''-infinity'') from %I.%I x where x.municipality_id = $1 and x.case_id = $2 and x.id <> $3 and x.%I = $4',
        tg_table_schema, tg_table_name, tg_argv[2]) into since
      using new.municipality_id, new.case_id, (row ->> 'id')::uuid, (row ->> tg_argv[2])::uuid;
  end if;
  if not exists (select 1 from decision.approval_request r join decision.approval_answer a on a.municipality_id = r.municipality_id and a.request_id = r.id
      where r.municipality_id = new.municipality_id and r.case_id = new.case_id and r.kind = wanted and a.answer = 'godkänt' and a.recorded_at > since
        and r.intake_id is not distinct from of_intake and r.investigation_id is not distinct from of_investigation
        and (r.intervention_type is null or r.intervention_type = row ->> 'intervention_type')
        -- More time is approved to a day: no other day is.
        and (r.extended_to is null or r.extended_to = (row ->> 'extended_to')::date)
        -- What was put forward anew is what counts: an earlier approval is not of it.
        and not exists (select 1 from decision.approval_request n where n.municipality_id = r.municipality_id and n.case_id = r.case_id and n.kind = r.kind
          and coalesce(n.intake_id, n.investigation_id) = coalesce(r.intake_id, r.investigation_id)
          and n.intervention_type is not distinct from r.intervention_type and (n.recorded_at, n.id) > (r.recorded_at, r.id))
        and a.recorded_by is distinct from k.staff_id and a.recorded_by <> new.recorded_by) then
    raise exception 'nobody else has approved it' using errcode = 'FT091';
  end if;
  return null;
end $$;
create trigger decision_is_approved after insert on decision.decision for each row when (new.decider = 'tjänsteman')
  execute function decision.refuse_unapproved('id', 'beslut');
create trigger not_opening_is_approved after insert on intake.preliminary_decision for each row when (new.result = 'inte inleda')
  execute function decision.refuse_unapproved('preliminary_assessment_id', 'inte inleda utredning');
create trigger ending_without_is_approved after insert on intake.application_outcome for each row when (new.maker_id is not null)
  execute function decision.refuse_unapproved('maker_id', 'inte inleda utredning');
create trigger preliminary_extension_is_approved after insert on intake.preliminary_extension for each row
  execute function decision.refuse_unapproved('id', 'förlänga förhandsbedömning', 'preliminary_assessment_id');
create trigger extension_is_approved after insert on investigation.extension for each row
  execute function decision.refuse_unapproved('id', 'förlänga utredning', 'investigation_id');
