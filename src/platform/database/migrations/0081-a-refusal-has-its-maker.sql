-- Whoever refuses a request that an application is decided (12 § FvL) decides: with a maker of the same day, like every decision.
-- What was written before says its maker by the same key; it is not looked at again (NOT VALID), what comes is.
alter table party.decision_request_refusal
  add constraint decision_request_refusal_has_maker foreign key (municipality_id, case_id, request_id, decided_on)
    references decision.maker (municipality_id, case_id, id, decided_on) not valid,
  add foreign key (municipality_id, recorded_by) references access.staff not valid;
create index decision_request_refusal_recorded_by on party.decision_request_refusal (municipality_id, recorded_by);
