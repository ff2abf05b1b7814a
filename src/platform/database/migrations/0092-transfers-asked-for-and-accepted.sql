-- A matter goes over to another municipality on a written request and its written answer (29 kap. 10 § SoL): to which, and both days, as data and no longer as words in a
-- comment. What was closed before stands as it is.
alter table intake.case_closure
  add column transferred_to text check (transferred_to ~ '^[0-9]{4}$'),
  add column transfer_requested_on date,
  add column transfer_accepted_on date,
  add constraint transfer_was_asked_for_and_accepted check (case when reason = 'överflyttat'
    then transferred_to is not null and transfer_requested_on is not null and transfer_accepted_on is not null
    else transferred_to is null and transfer_requested_on is null and transfer_accepted_on is null end) not valid,
  add constraint transfer_is_accepted_when_asked_for_and_before_closing check (transfer_requested_on <= transfer_accepted_on and transfer_accepted_on <= closed_on);
alter table intake.case_closure drop constraint transferred_case_says_to_whom;
comment on column intake.case_closure.transferred_to is 'The code of the municipality that has taken over the matter.';
