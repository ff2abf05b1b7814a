-- When two names are the same was decided in three ways. Now in one: src/casework/people/names.ts, and the same here, independent of the database's locale.

-- "Anna-Lena  Åberg" is {anna,lena,aberg}: letters taken apart, without marks, case and apostrophes.
create function people.name_parts(p_name text) returns text[] language plpgsql immutable parallel safe as $$
declare
  v text := translate(lower(regexp_replace(normalize(coalesce(p_name, ''), NFKD), '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]', '', 'g') collate "C"),
    '-''’´`.', ' ');
begin
  if v !~ '[^a-z0-9 ]' then return array_remove(string_to_array(v, ' '), ''); end if;
  v := translate(v,
    'ØÆŒÐĐÞŁẞΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏøæœðđłıς',
    'oaoddþlßαβγδεζηθικλμνξοπρστυφχψωабвгдежзийклмнопрстуфхцчшщъыьэюяѐёђѓєѕіїјљњћќѝўџoaoddliσ');
  return array_remove(regexp_split_to_array(replace(replace(v, 'ß', 'ss'), 'þ', 'th'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u3000]+'), '');
end $$;

-- The same for two names that are the same but for case, accents, hyphens, blanks and order.
create function people.name_key(p_given text, p_family text) returns text language plpgsql immutable parallel safe as $$
begin
  return coalesce((select string_agg(part, ' ' order by part collate "C")
    from unnest(people.name_parts(p_given) || people.name_parts(p_family)) part), '');
end $$;

create function people.words_agree(p_one text, p_other text) returns boolean language plpgsql immutable parallel safe as $$
declare
  a text[];
  b text[];
begin
  if coalesce(p_one, '') = '' or coalesce(p_other, '') = '' then return true; end if;
  a := people.name_parts(p_one);
  b := people.name_parts(p_other);
  if cardinality(a) = 0 or cardinality(b) = 0 then return p_one = p_other; end if;
  return a <@ b or b <@ a or array_to_string(a, '') = array_to_string(b, '');
end $$;

-- Two names that may well be one person's.
create function people.names_agree(p_given text, p_family text, p_other_given text, p_other_family text) returns boolean
  language plpgsql immutable parallel safe as $$
begin
  return (people.words_agree(p_given, p_other_given) and people.words_agree(p_family, p_other_family))
    or (people.name_key(p_given, p_family) <> '' and people.name_key(p_given, p_family) = people.name_key(p_other_given, p_other_family));
end $$;

-- Two names that agree have at least one of these together, when both have a given and a family name: to find them by.
create function people.name_signs(p_given text, p_family text) returns text[] language plpgsql immutable parallel safe as $$
declare
  a text[] := people.name_parts(p_given);
  b text[] := people.name_parts(p_family);
begin
  return a || b || array_to_string(a, '') || array_to_string(b, '');
end $$;

-- "Karin Maria Lindahl" and "Lindahl, Karin Maria" in two: the given names and the family name.
create function people.name_in_two(p_name text) returns text[] language plpgsql immutable parallel safe as $$
begin
  if position(',' in p_name) > 0 then return array[btrim(split_part(p_name, ',', 2)), btrim(split_part(p_name, ',', 1))]; end if;
  return array[btrim(regexp_replace(btrim(p_name), '\S+$', '')), split_part(btrim(p_name), ' ', -1)];
end $$;

grant execute on function people.name_parts, people.name_key, people.words_agree, people.names_agree, people.name_signs, people.name_in_two to fortrogen_app;

-- As before (0111), by a name that agrees.
create or replace view access.family_match with (security_invoker = true) as
  with staff as not materialized (
    select s.municipality_id, s.id, s.identity_number, (people.name_in_two(s.name))[1] as given_name, (people.name_in_two(s.name))[2] as family_name
    from access.staff s
    where s.active and exists (select 1 from access.staff_role r
      where r.municipality_id = s.municipality_id and r.staff_id = s.id and r.role in ('caseworker', 'team_leader'))),
  said as not materialized (
    select c.municipality_id, c.child_id, 'barnet' as relation, p.identity_number, p.given_name, p.family_name,
      c.recorded_by as said_by, c.recorded_at as said_at, false as confirmed
    from intake.case_file c join people.person p on p.municipality_id = c.municipality_id and p.id = c.child_id
    union all
    select g.municipality_id, g.child_id, 'vårdnadshavare', p.identity_number, g.given_name, g.family_name, g.recorded_by, g.recorded_at, true
    from people.guardianship g join people.person p on p.municipality_id = g.municipality_id and p.id = g.guardian_id
    union all
    select g.municipality_id, g.child_id, 'vårdnadshavare', g.identity_number, g.given_name, g.family_name, g.recorded_by, g.recorded_at, false
    from people.guardian_claim g)
  select d.municipality_id, d.child_id, s.id as staff_id, d.relation, true as by_number, d.confirmed, d.said_by, d.said_at
  from staff s join said d on d.municipality_id = s.municipality_id and d.identity_number = s.identity_number
  union all
  select distinct d.municipality_id, d.child_id, s.id, d.relation, false, d.confirmed, d.said_by, d.said_at
  from said d cross join lateral unnest(people.name_signs(d.given_name, d.family_name)) of_said(sign)
  join (staff s cross join lateral unnest(people.name_signs(s.given_name, s.family_name)) of_staff(sign))
    on s.municipality_id = d.municipality_id and of_staff.sign = of_said.sign
  where (d.identity_number is null or s.identity_number is null) and s.given_name <> ''
    and people.names_agree(d.given_name, d.family_name, s.given_name, s.family_name)
    and exists (select 1 from intake.case_file c where c.municipality_id = d.municipality_id and c.child_id = d.child_id
      and not exists (select 1 from intake.case_closure k where k.municipality_id = c.municipality_id and k.case_id = c.id));

drop index people.person_name_key, people.guardianship_name_key, people.guardian_claim_name_key;
drop function access.name_key(text);

-- As before (0110), by the same name's key: one claim is left out for another only where the names are the same, not where they may be.
create or replace view people.open_guardian_claim with (security_invoker = true) as
  select distinct on (c.municipality_id, c.child_id, coalesce(c.identity_number, people.name_key(c.given_name, c.family_name))) c.*
  from people.guardian_claim c
  where not exists (select 1 from people.guardian_claim_answer a where a.municipality_id = c.municipality_id and a.child_id = c.child_id and a.claim_id = c.id)
    and not exists (select 1 from people.standing_guardianship g
      join people.person p on p.municipality_id = g.municipality_id and p.id = g.guardian_id
      where g.municipality_id = c.municipality_id and g.child_id = c.child_id
        and (p.identity_number = c.identity_number
          or (c.identity_number is null and people.name_key(g.given_name, g.family_name) = people.name_key(c.given_name, c.family_name))))
  order by c.municipality_id, c.child_id, coalesce(c.identity_number, people.name_key(c.given_name, c.family_name)), c.recorded_at desc, c.id;
