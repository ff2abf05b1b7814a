-- What is published is not written any more: the next version is. The version is locked while it is looked at, so that a save and the publishing of
-- another cannot pass each other.
create function survey.refuse_draft_of_published() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(format('questionnaire %s %s', new.municipality_id, new.questionnaire), 0));
  if exists (select 1 from survey.questionnaire_version
      where municipality_id = new.municipality_id and questionnaire = new.questionnaire and version >= new.version) then
    raise exception 'already published' using errcode = 'FT051';
  end if;
  return new;
end $$;
create trigger published_versions_never_change before insert on survey.questionnaire_draft
  for each row execute function survey.refuse_draft_of_published();
