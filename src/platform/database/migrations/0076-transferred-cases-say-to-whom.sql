-- A case is transferred to another municipality on a written request and a written answer (29 kap. 10 § SoL): the closing says to which, and when. What was closed
-- before stands as it is.
alter table intake.case_closure add constraint transferred_case_says_to_whom check (reason <> 'överflyttat' or coalesce(length(note), 0) > 0) not valid;
