-- "Karin Maria Lindahl" and "Lindahl, Karin Maria" in two: the given names and the family name.
create function people.name_in_two(p_name text) returns text[] language plpgsql immutable parallel safe as $$
begin
  if position(',' in p_name) > 0 then return array[btrim(split_part(p_name, ',', 2)), btrim(split_part(p_name, ',', 1))]; end if;
  return array[btrim(regexp_replace(btrim(p_name), '\S+$', '')), split_part(btrim(p_name), ' ', -1)];
end $$;
grant execute on function people.name_in_two to fortrogen_app;
