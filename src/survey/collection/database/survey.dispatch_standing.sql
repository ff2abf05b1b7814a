-- How each sending of signed answers stands, and since when.
create view survey.dispatch_standing with (security_invoker = true) as
select d.municipality_id, d.answer_set_id, d.number, d.signature_number, d.addressee_number, d.recorded_by, d.recorded_at,
  coalesce(s.step, 'väntar') as state, s.said, coalesce(s.recorded_at, d.recorded_at) as since, coalesce(s.number, 0)::smallint as steps,
  (select count(*)::int from survey.dispatch_step t where t.municipality_id = d.municipality_id and t.answer_set_id = d.answer_set_id
    and t.dispatch_number = d.number and t.step = 'försök') as tries
from survey.dispatch d
left join lateral (select t.number, t.step, t.said, t.recorded_at from survey.dispatch_step t
  where t.municipality_id = d.municipality_id and t.answer_set_id = d.answer_set_id and t.dispatch_number = d.number
  order by t.number desc limit 1) s on true;
comment on view survey.dispatch_standing is 'Sendings with the last thing that came of each: väntar, försök, inget svar, mottagen, nekad, fel kvitto, uppgiven, ersatt.';
grant select on survey.dispatch_standing to fortrogen_app;
