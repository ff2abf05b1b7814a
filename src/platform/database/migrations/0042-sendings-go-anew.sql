-- A letter that was not taken, or was withheld because the unit's address had been changed, goes anew to the new address: as the next number.
alter table survey.unit_sending add column number smallint not null default 1 check (number > 0);
alter table survey.unit_sending alter column number drop default,
  drop constraint unit_sending_pkey,
  add primary key (municipality_id, sending_id, unit_id, number);
comment on table survey.unit_sending is 'That a sending has gone to a unit, as which message: once, and anew where the message came to nobody and the address is another since.';
