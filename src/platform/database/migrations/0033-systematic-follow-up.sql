-- Individbaserad systematisk uppföljning (question 20 of the national questionnaire): what a follow-up measured, with what, before and now, and how it
-- is used. It is systematic where the same measure is used each time, and counts for the questionnaire where it is brought together for the whole.
alter table intervention.follow_up
  add column measured text[] not null default '{}',
  add column measured_with text check (length(measured_with) between 1 and 200),
  add column measured_before text check (length(measured_before) between 1 and 200),
  add column measured_now text check (length(measured_now) between 1 and 200),
  add column measured_use text[] not null default '{}',
  add constraint follow_up_measured_check check (measured <@ array['problem och behov', 'stöd och insatser', 'resultat']),
  add constraint follow_up_measured_use_check check (measured_use <@ array['samtal med barnet', 'planering', 'sammanställning', 'inte än']),
  add constraint measured_says_with_what_and_how_it_is_used check (case when cardinality(measured) > 0
    then measured_with is not null and cardinality(measured_use) > 0
    else num_nonnulls(measured_with, measured_before, measured_now) = 0 and cardinality(measured_use) = 0 end),
  add constraint measured_result_says_before_and_now check (not ('resultat' = any (measured)) or num_nonnulls(measured_before, measured_now) = 2),
  add constraint not_used_yet_stands_alone check (not ('inte än' = any (measured_use)) or cardinality(measured_use) = 1);
comment on column intervention.follow_up.measured is 'What was followed up systematically, with the same measure each time; none where nothing was.';
comment on column intervention.follow_up.measured_use is 'What becomes of it. "sammanställning" is on group level, without names: what the national questionnaire calls ISU.';

alter table extract.intervention
  add column need_measured_on date,
  add column support_measured_on date,
  add column result_measured_on date,
  add column measured_with text,
  add column measured_compiled boolean;
comment on column extract.intervention.need_measured_on is 'The latest day on which the child''s needs were followed up with an instrument; so too for the support and for its result.';
comment on column extract.intervention.measured_compiled is 'Whether it is part of what is brought together on group level.';
