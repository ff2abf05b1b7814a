-- What an employee decides outside the end of an investigation is asked of the delegation order too. The arguments: the column that names what was decided, and its kind.
create function decision.refuse_unasked() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  k decision.maker; a record;
begin
  select * into k from decision.maker where municipality_id = new.municipality_id and id = (to_jsonb(new) ->> tg_argv[0])::uuid;
  if k.decider is distinct from 'tjänsteman' then return null; end if;
  select * into a from decision.order_answer(k.municipality_id, tg_argv[1], k.decided_on, k.staff_id, k.name);
  if a.why in ('nivån', 'behörigheten') then raise exception 'decided on too low a level' using errcode = 'FT063'; end if;
  if a.version is null then return null; end if;
  if k.delegation_version is distinct from a.version then raise exception 'no point of the delegation order in force' using errcode = 'FT061'; end if;
  if not k.delegation_point = any (a.allowed) then raise exception 'the point does not cover the decision' using errcode = 'FT062'; end if;
  return null;
end $$;
create trigger opening_is_delegated after insert on investigation.investigation for each row
  execute function decision.refuse_unasked('id', 'inleda utredning');
create trigger joining_is_delegated after insert on intake.preliminary_decision for each row when (new.result = 'pågående utredning finns')
  execute function decision.refuse_unasked('preliminary_assessment_id', 'inleda utredning');
create trigger not_opening_is_delegated after insert on intake.preliminary_decision for each row when (new.result = 'inte inleda')
  execute function decision.refuse_unasked('preliminary_assessment_id', 'inte inleda utredning');
create trigger ending_without_is_delegated after insert on intake.application_outcome for each row when (new.maker_id is not null)
  execute function decision.refuse_unasked('maker_id', 'inte inleda utredning');
create trigger preliminary_extension_is_delegated after insert on intake.preliminary_extension for each row
  execute function decision.refuse_unasked('id', 'förlänga förhandsbedömning');
create trigger extension_is_delegated after insert on investigation.extension for each row
  execute function decision.refuse_unasked('id', 'förlänga utredning');
create trigger dismissal_is_delegated after insert on party.appeal_trial for each row when (new.outcome = 'avvisas')
  execute function decision.refuse_unasked('appeal_id', 'avvisa överklagande');
create trigger insight_refusal_is_delegated after insert on party.insight_decision for each row when (new.outcome <> 'lämnas ut')
  execute function decision.refuse_unasked('request_id', 'neka insyn');
create trigger request_refusal_is_delegated after insert on party.decision_request_refusal for each row
  execute function decision.refuse_unasked('request_id', 'avslå begäran om avgörande');
