-- The same for two names that are the same but for case, accents, hyphens, blanks and order.
create function people.name_key(p_given text, p_family text) returns text language plpgsql immutable parallel safe as $$
begin
  return coalesce((select string_agg(part, ' ' order by part collate "C")
    from unnest(people.name_parts(p_given) || people.name_parts(p_family)) part), '');
end $$;
grant execute on function people.name_key to fortrogen_app;
