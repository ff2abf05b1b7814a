-- What waits for an approval is found by an index; and an approval of more time is of the day that was put forward.
alter table decision.approval_request
  add column waits boolean not null default true,
  add column extended_to date;
comment on column decision.approval_request.waits is 'Not answered. Kept by decision.mark_answered, for the index that lists choose by; nobody else writes it.';
comment on column decision.approval_request.extended_to is 'More time: to which day. Nothing in what was put forward before there was such a column.';
update decision.approval_request r set waits = false
  where exists (select 1 from decision.approval_answer a where a.municipality_id = r.municipality_id and a.request_id = r.id);
create index approval_waits on decision.approval_request (municipality_id, recorded_at) where waits;
-- What was put forward before says it in its words alone; what comes says the day.
alter table decision.approval_request add constraint approval_of_more_time_names_day
  check ((kind in ('förlänga förhandsbedömning', 'förlänga utredning')) = (extended_to is not null)) not valid;
