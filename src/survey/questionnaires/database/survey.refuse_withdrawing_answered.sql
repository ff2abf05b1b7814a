-- A version that somebody has begun to answer, or that is asked in a round, stays. It is locked here and where answering begins, so that they cannot
-- pass each other.
create function survey.refuse_withdrawing_answered() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  print text := (select v.fingerprint from survey.questionnaire_version v
    where v.municipality_id = new.municipality_id and v.questionnaire = new.questionnaire and v.version = new.version);
begin
  perform pg_advisory_xact_lock(hashtextextended(format('answers %s %s', new.municipality_id, print), 0));
  if exists (select 1 from survey.answer_set where municipality_id = new.municipality_id and fingerprint = print)
    or exists (select 1 from survey.round where municipality_id = new.municipality_id and fingerprint = print) then
    raise exception 'answered' using errcode = 'FT053';
  end if;
  return new;
end $$;
create trigger answered_versions_stay before insert on survey.questionnaire_withdrawal
  for each row execute function survey.refuse_withdrawing_answered();
