-- When two names are the same is decided in one way: src/casework/people/names.ts, and the same here, independent of the database's locale.
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
grant execute on function people.name_parts to fortrogen_app;
