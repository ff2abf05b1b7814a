-- The figures of the national questionnaire for one municipality, as one would write them by hand against the delivered tables:
-- $1 the municipality's id, $2 the first day, $3 the last day. The bench runs this beside `fortrogen answer` on the same data.
-- Gives: children, alone, with a guardian and without conversation per phase and group; the median per age group; the reasons; question 14.
with investigated as (
  select i.child_id, min(greatest(i.started_on, $2::date)) as first_day
  from extract.investigation i
  where i.municipality_id = $1 and i.started_on <= $3::date and (i.ended_on is null or i.ended_on >= $2::date)
  group by i.child_id
), granted as (
  select i.child_id, min(i.granted_on) as first_day
  from extract.intervention i
  where i.municipality_id = $1 and i.granted_on between $2::date and $3::date
    and i.type not in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende')
  group by i.child_id
), held as (
  select s.phase, s.child_id, count(*) filter (where s.form = 'enskilt') as alone, count(*) as talks
  from extract.conversation s
  left join extract.investigation u on u.municipality_id = s.municipality_id and u.id = s.investigation_id and u.child_id = s.child_id
    and u.started_on <= $3::date and (u.ended_on is null or u.ended_on >= $2::date)
  left join extract.intervention i on i.municipality_id = s.municipality_id and i.id = s.intervention_id and i.child_id = s.child_id
    and i.granted_on between $2::date and $3::date
    and i.type not in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende')
  where s.municipality_id = $1 and s.held_on between $2::date and $3::date and s.status = 'genomfört' and s.form <> 'observation'
    and ((s.phase = 'utredning' and u.id is not null) or (s.phase in ('planering', 'uppföljning') and i.id is not null))
  group by s.phase, s.child_id
), population as (
  select m.phase, m.child_id, b.sex, extract(year from age(m.first_day, b.birth_date)) as age,
    coalesce(h.alone, 0) as alone, coalesce(h.talks, 0) - coalesce(h.alone, 0) as with_guardian, coalesce(h.talks, 0) as talks
  from (
    select 'utredning' as phase, child_id, first_day from investigated
    union all select 'planering', child_id, first_day from granted
    union all select 'uppföljning', child_id, first_day from granted
  ) m
  join extract.child b on b.municipality_id = $1 and b.id = m.child_id
  left join held h on h.phase = m.phase and h.child_id = m.child_id
), counted as (
  select *, case when age < 5 then '0-4' when age < 15 then '5-14' else '15-17' end as age_group from population where age < 18
)
select phase, coalesce(sex, age_group, 'alla') as what, count(*) as children, count(*) filter (where alone > 0) as alone,
  count(*) filter (where with_guardian > 0) as with_guardian, count(*) filter (where talks = 0) as none,
  percentile_cont(0.5) within group (order by talks) filter (where talks > 0) as median
from counted
group by grouping sets ((phase), (phase, sex), (phase, age_group))
union all
select c.phase, m.reason, count(distinct m.child_id), null, null, null, null
from extract.missed_conversation m
join counted c on c.phase = m.phase and c.child_id = m.child_id and c.talks = 0
left join extract.investigation u on u.municipality_id = $1 and u.id = m.investigation_id and u.child_id = m.child_id
  and u.started_on <= $3::date and (u.ended_on is null or u.ended_on >= $2::date)
left join extract.intervention i on i.municipality_id = $1 and i.id = m.intervention_id and i.child_id = m.child_id
  and i.granted_on between $2::date and $3::date
  and i.type not in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende')
where m.municipality_id = $1 and ((m.phase = 'utredning' and u.id is not null) or (m.phase in ('planering', 'uppföljning') and i.id is not null))
group by c.phase, m.reason
union all
select '14', null, count(*), count(i.child_information_used), count(*) filter (where i.child_information_used in ('ja', 'delvis')),
  count(i.child_information_passed_on), count(*) filter (where i.child_information_passed_on in ('ja', 'delvis'))
from extract.intervention i
join extract.child b on b.municipality_id = i.municipality_id and b.id = i.child_id
where i.municipality_id = $1 and i.granted_on between $2::date and $3::date
  and i.type not in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende')
  and extract(year from age(i.granted_on, b.birth_date)) < 18;
