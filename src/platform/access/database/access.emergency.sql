-- Emergencies, each with the moment when it really closes.
create view access.emergency with (security_invoker = true) as
  select o.*, least(o.ends_at, e.ended_at) as closes_at
  from access.emergency_opening o
  left join access.emergency_ending e on e.municipality_id = o.municipality_id and e.case_id = o.case_id and e.opening_id = o.id;
grant select on access.emergency to fortrogen_app;
