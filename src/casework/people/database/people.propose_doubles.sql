-- Proposes which children with a case may be the one who is given, by indexes alone: a few days of birth, some numbers with two digits in each other's
-- place. At most ten, so that what a child costs does not follow from how many are called the same.
create function people.propose_doubles(in_municipality smallint, in_person uuid) returns void language plpgsql security definer
  -- Where many come at once the statistics know of none of them yet: an index all the same.
  set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  me people.person;
  y integer;
  m integer;
  d integer;
  days date[];
  numbers text[];
begin
  select * into me from people.person where municipality_id = in_municipality and id = in_person and same_as is null;
  if not found or me.birth_date is null or not me.name_known
    or not exists (select 1 from intake.case_file c where c.municipality_id = in_municipality and c.child_id = in_person) then return; end if;
  y := extract(year from me.birth_date);
  m := extract(month from me.birth_date);
  d := extract(day from me.birth_date);
  -- Day and month in each other's place, and the two digits of the day.
  if d <= 12 then days := array[make_date(y, d, m)]; end if;
  if d % 10 * 10 + d / 10 between 1 and extract(day from make_date(y, m, 1) + interval '1 month - 1 day') then
    days := days || make_date(y, m, d % 10 * 10 + d / 10);
  end if;
  -- A check digit lets two digits with one between them change places: month and day do so.
  select array_agg(overlay(overlay(me.identity_number placing substr(me.identity_number, b, 1) from a for 1) placing substr(me.identity_number, a, 1) from b for 1))
      || (left(me.identity_number, 4) || substr(me.identity_number, 7, 2) || substr(me.identity_number, 5, 2) || right(me.identity_number, 4))
    into numbers from generate_series(3, 11) a, generate_series(4, 12) b where a < b and me.identity_number is not null;
  insert into people.possible_double (municipality_id, one_id, other_id, likeness, found_at)
  select in_municipality, least(me.id, o.id), greatest(me.id, o.id), o.likeness, statement_timestamp()
  from (
    select p.id, case
        when 'väntat' in (p.birth_date_known, me.birth_date_known) then 'väntat barn i samma familj'
        when p.identity_number = any (numbers) then 'förväxlade siffror i numret'
        when 'år' in (p.birth_date_known, me.birth_date_known) then 'samma namn och födelseår'
        when p.birth_date <> me.birth_date then 'nästan samma födelsedag'
        when (p.identity_number is null) <> (me.identity_number is null) then 'bara den ena har nummer'
        when p.identity_number is null then 'samma namn och födelsedag'
        else 'samordningsnummer och personnummer' end as likeness
    from (
      select i.id from people.person i where i.municipality_id = in_municipality and i.birth_date = me.birth_date
      union select i.id from people.person i where i.municipality_id = in_municipality and i.birth_date = any (days)
        and i.birth_date_known = 'dag' and me.birth_date_known = 'dag'
      union select i.id from people.person i where i.municipality_id = in_municipality and i.birth_date = make_date(y, 12, 31) and i.birth_date_known = 'år'
      union select i.id from people.person i where me.birth_date_known = 'år' and i.municipality_id = in_municipality
        and i.birth_date between make_date(y, 1, 1) and make_date(y, 12, 31)
      union select i.id from people.person i where i.municipality_id = in_municipality and i.identity_number = any (numbers) and i.identity_number is not null
      -- Somebody may have been expected: born some time about the day that was expected.
      union select i.id from people.person i where me.birth_date_known = 'dag' and i.municipality_id = in_municipality and i.birth_date_known = 'väntat'
        and i.birth_date between me.birth_date - 30 and me.birth_date + 100
      union select i.id from people.person i where me.birth_date_known = 'väntat' and i.municipality_id = in_municipality
        and i.birth_date between me.birth_date - 100 and me.birth_date + 30) near
    -- The few that are near first: names are compared of no others, whatever the statistics say.
    cross join lateral (select c.* from people.person c where c.municipality_id = in_municipality and c.id = near.id offset 0) p
    where p.id <> me.id and p.same_as is null and p.name_known and (p.sex = me.sex or 'okänt' in (p.sex, me.sex))
      and (case when 'väntat' in (p.birth_date_known, me.birth_date_known) then people.name_key('', p.family_name) = people.name_key('', me.family_name)
        and (p.birth_date_known, me.birth_date_known) <> ('väntat', 'väntat') else p.identity_number = any (numbers) and people.words_agree(p.given_name, me.given_name)
        or people.names_agree(p.given_name, p.family_name, me.given_name, me.family_name)
          -- Two personal numbers are two children; a coordination number has sixty more in its day.
          and (p.identity_number is null or me.identity_number is null
            or (substr(p.identity_number, 7, 2) >= '60') <> (substr(me.identity_number, 7, 2) >= '60')) end)
      and exists (select 1 from intake.case_file c where c.municipality_id = p.municipality_id and c.child_id = p.id)
    limit 10) o
  on conflict do nothing;
end $$;
revoke execute on function people.propose_doubles from public;
