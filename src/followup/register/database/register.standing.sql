-- Each version that stands, with the days on which it holds (the last one not included). What was corrected, only looked at or ended stands in its last row.
create view register.standing with (security_invoker = true) as
  select s.municipality_id, s.document_id, s.number, d.kind as document_kind, s.kind, s.title, s.decided_by, s.decided_on, s.review_on, s.scope, s.limits,
    s.description, s.link, s.place, s.answers, s.recorded_by, s.recorded_at, s.decided_on as holds_from,
    coalesce(s.ended_on, lead(s.decided_on) over following) as holds_until, lead(s.number) over following is null as is_last
  from (
    select v.*, lead(v.kind) over (partition by v.municipality_id, v.document_id order by v.number) as next_kind from register.version v
  ) s
  join register.document d on d.municipality_id = s.municipality_id and d.id = s.document_id
  where s.next_kind is null or s.next_kind = 'reviderad'
  window following as (partition by s.municipality_id, s.document_id order by s.number);
comment on view register.standing is 'Routines and documents with the days on which they hold, in their last words.';
grant select on register.standing to fortrogen_app;
