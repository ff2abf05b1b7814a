-- Given names, or family names, that may well be one person's: the parts of one are among those of the other, or nothing is known.
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
grant execute on function people.words_agree to fortrogen_app;
