-- A constraint over several columns says what it asks for: its name is what the words for people are found by (src/platform/core/gate-words.ts).
alter table access.review_item rename constraint review_item_check to review_of_a_search_is_of_no_case;
alter table access.review_item rename constraint review_item_check1 to review_of_an_emergency_points_at_it;
alter table access.review_item rename constraint review_item_check2 to review_of_a_move_points_at_it;
alter table intake.case_assignment rename constraint case_assignment_check to assignment_ends_after_it_begins;
alter table intake.intake rename constraint intake_check to report_has_a_day_for_protection;
alter table intake.intake_move rename constraint intake_move_check to moved_to_another_case;
alter table intake.preliminary_assessment rename constraint preliminary_assessment_check to assessment_is_due_after_it_begins;
alter table intake.preliminary_extension rename constraint preliminary_extension_check to extended_beyond_the_decision;
alter table investigation.extension rename constraint extension_check to extended_beyond_the_decision;
alter table investigation.investigation rename constraint investigation_check to investigation_is_due_after_it_begins;
alter table participation.conversation rename constraint conversation_check to withheld_says_why;
alter table people.guardian_claim rename constraint guardian_claim_check to claim_of_a_case_names_what_came_in;
alter table people.guardianship rename constraint guardianship_check to guardianship_ends_after_it_begins;
alter table people.guardianship rename constraint guardianship_check1 to nobody_is_their_own_guardian;
alter table people.person_review rename constraint person_review_check to correction_has_source_and_day;
alter table people.person_review rename constraint person_review_check1 to correction_by_word_of_mouth_says_whose;
alter table "extract".investigation rename constraint investigation_check to imported_investigation_ends_after_it_begins;
