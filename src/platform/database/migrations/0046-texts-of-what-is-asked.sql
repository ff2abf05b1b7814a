-- Whoever answers by a link reads the texts of the questionnaire that the unit is asked, in the version that it is asked: until now those of every
-- questionnaire of the tenant, drafts too.
do $$
begin
  drop policy for_respondent_select on survey.questionnaire_texts;
  perform core.let_in('survey.questionnaire_texts', 'respondent', 'select', 'exists (select from survey.unit u
    join survey.round r on r.municipality_id = u.municipality_id and r.id = u.round_id
    where u.municipality_id = questionnaire_texts.municipality_id and u.id = core.for_whom()
      and r.questionnaire = questionnaire_texts.questionnaire and r.version = questionnaire_texts.version)');
end $$;
