-- What is published is what stands: the last save. Whoever publishes and whoever saves wait for each other.
create function survey.refuse_publishing_older_draft() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(format('questionnaire %s %s', new.municipality_id, new.questionnaire), 0));
  if not exists (select 1 from survey.questionnaire_draft d
      where d.municipality_id = new.municipality_id and d.questionnaire = new.questionnaire and d.version = new.version and d.number = new.draft
        and d.content = new.content
        and not exists (select 1 from survey.questionnaire_draft later where later.municipality_id = d.municipality_id
          and later.questionnaire = d.questionnaire and later.version = d.version and later.number > d.number)) then
    raise exception 'not what stands' using errcode = 'FT052';
  end if;
  return new;
end $$;
create trigger what_stands_is_published before insert on survey.questionnaire_version
  for each row execute function survey.refuse_publishing_older_draft();
