-- The journal stands in the order things happened: a note may say the time of day too.
alter table intake.note add column happened_at time(0);
