-- What a unit is asked, and until when: its own last day where it was given one.
create view survey.asked_unit with (security_invoker = true) as
select u.municipality_id, u.id, u.round_id, u.code, u.name, r.questionnaire, r.version, r.fingerprint, r.title, r.contact, r.opens_on,
  coalesce(e.last_day, r.last_day) as last_day, greatest(r.closes_on, e.last_day) as closes_on, e.last_day is not null as is_extended
from survey.unit u
join survey.round r on r.municipality_id = u.municipality_id and r.id = u.round_id
left join lateral (select x.last_day from survey.unit_extension x
  where x.municipality_id = u.municipality_id and x.unit_id = u.id order by x.number desc limit 1) e on true;
comment on view survey.asked_unit is 'Units with the questionnaire of their round and the days that hold for them.';
grant select on survey.asked_unit to fortrogen_app;
