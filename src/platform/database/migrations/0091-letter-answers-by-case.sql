-- An answer about a passage is of its case: what somebody writes in another case neither answers for this one nor stands in the way of who does.
alter table intake.letter_passage_answer drop constraint letter_passage_answer_pkey,
  add primary key (municipality_id, case_id, letter_id, passage_id);
drop index intake.letter_passage_answer_case;
