-- A version that is withdrawn is not answered. Those who begin to answer the same one do not wait for one another, only for whoever withdraws it.
create function survey.refuse_answering_withdrawn() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended(format('answers %s %s', new.municipality_id, new.fingerprint), 0));
  if exists (select 1 from survey.questionnaire_version v
      join survey.questionnaire_withdrawal w using (municipality_id, questionnaire, version)
      where v.municipality_id = new.municipality_id and v.fingerprint = new.fingerprint) then
    raise exception 'withdrawn' using errcode = 'FT054';
  end if;
  return new;
end $$;
create trigger withdrawn_versions_are_not_answered before insert on survey.answer_set
  for each row execute function survey.refuse_answering_withdrawn();
create trigger withdrawn_versions_are_not_asked before insert on survey.round
  for each row execute function survey.refuse_answering_withdrawn();
