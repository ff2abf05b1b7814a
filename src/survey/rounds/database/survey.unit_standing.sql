-- How each unit of a round stands: asked, reminded, at it, done.
create view survey.unit_standing with (security_invoker = true) as
select u.municipality_id, u.id as unit_id, u.round_id, c.address, c.name as contact_name, s.invited_at, s.reminders, s.last_sent_at, b.begun_at,
  d.number as deliveries, d.received_at as delivered_at,
  case when d.is_late then 'levererad sent' when d.number is not null then 'levererad' when b.begun_at is not null then 'påbörjad'
    when s.reminders > 0 then 'påmind' when s.invited_at is not null then 'inbjuden' else 'inte inbjuden' end as state
from survey.unit u
left join lateral (select k.address, k.name from survey.unit_contact k
  where k.municipality_id = u.municipality_id and k.unit_id = u.id order by k.number desc limit 1) c on true
left join lateral (select min(x.recorded_at) filter (where p.kind = 'inbjudan') as invited_at,
    count(distinct p.id) filter (where p.kind = 'påminnelse')::int as reminders, max(x.recorded_at) as last_sent_at
  from survey.unit_sending x join survey.sending p on p.municipality_id = x.municipality_id and p.id = x.sending_id
  where x.municipality_id = u.municipality_id and x.unit_id = u.id) s on true
left join lateral (select min(g.recorded_at) as begun_at from survey.answer_set a
  join survey.page_save g on g.municipality_id = a.municipality_id and g.answer_set_id = a.id
  where a.municipality_id = u.municipality_id and a.unit_id = u.id) b on true
left join lateral survey.counted_delivery(u.municipality_id, u.id) d on true;
comment on view survey.unit_standing is 'Units with where they are written to, what was sent, and how far they have come.';
grant select on survey.unit_standing to fortrogen_app;
