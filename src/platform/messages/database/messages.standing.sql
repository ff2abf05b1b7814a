-- How each message stands, and since when.
create view messages.standing with (security_invoker = true) as
select m.municipality_id, m.id, m.channel, m.address, coalesce(a.number, 0)::smallint as attempts, a.kind,
  case when a.number is null then 'väntar' when o.outcome is null then 'skickas' when o.outcome = 'inte nu' then 'försöks igen' else o.outcome end as state,
  o.fault, coalesce(o.recorded_at, a.recorded_at, m.recorded_at) as since,
  -- A service that was given a message (SMS, digital post) may have sent it though its answer was lost.
  (a.number is not null and coalesce(o.outcome, 'oklart') in ('skickat', 'oklart')) or (m.channel <> 'e-post' and exists (select from messages.outcome e
    where e.municipality_id = m.municipality_id and e.message_id = m.id and e.outcome = 'inte nu' and e.fault <> 'channel not set up')) as may_have_come
from messages.message m
left join lateral (select t.number, t.kind, t.recorded_at from messages.attempt t
  where t.municipality_id = m.municipality_id and t.message_id = m.id order by t.number desc limit 1) a on true
left join messages.outcome o on o.municipality_id = m.municipality_id and o.message_id = m.id and o.number = a.number;
comment on view messages.standing is 'Messages with their last try: väntar, skickas, försöks igen, skickat, nekat, oklart, återtaget; and whether any try may have come.';
grant select on messages.standing to fortrogen_app;
