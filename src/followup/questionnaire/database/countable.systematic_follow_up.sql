-- Individbaserad systematisk uppföljning: what was followed up with a measure, for whom and when. A delivery tells the latest day of each kind.
create view countable.systematic_follow_up with (security_invoker = true) as
  select f.municipality_id, c.child_id, f.intervention_id, k.kind, f.followed_up_on, 'sammanställning' = any (f.measured_use) as is_compiled
  from intervention.follow_up f
  join intake.case_file c on c.municipality_id = f.municipality_id and c.id = f.case_id
  cross join lateral unnest(f.measured) as k (kind)
  union all
  select e.municipality_id, e.child_id, e.id, k.kind, k.followed_up_on, coalesce(e.measured_compiled, false)
  from extract.intervention e
  cross join lateral (values ('problem och behov', e.need_measured_on), ('stöd och insatser', e.support_measured_on), ('resultat', e.result_measured_on))
    as k (kind, followed_up_on)
  where k.followed_up_on is not null;
grant select on countable.systematic_follow_up to fortrogen_app;
