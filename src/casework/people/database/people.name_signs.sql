-- Two names that agree have at least one of these together, when both have a given and a family name: to find them by.
create function people.name_signs(p_given text, p_family text) returns text[] language plpgsql immutable parallel safe as $$
declare
  a text[] := people.name_parts(p_given);
  b text[] := people.name_parts(p_family);
begin
  return a || b || array_to_string(a, '') || array_to_string(b, '');
end $$;
grant execute on function people.name_signs to fortrogen_app;
