-- A meeting that is moved gets a new time, as if it was booked: a closed case takes none. It can still be called off.
create trigger closed_case_takes_no_new_time before insert on meeting.booking for each row when (new.kind = 'flyttat')
  execute function intake.refuse_writing_in_closed_case();
