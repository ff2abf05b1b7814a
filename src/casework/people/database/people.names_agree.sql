-- Two names that may well be one person's.
create function people.names_agree(p_given text, p_family text, p_other_given text, p_other_family text) returns boolean
  language plpgsql immutable parallel safe as $$
begin
  return (people.words_agree(p_given, p_other_given) and people.words_agree(p_family, p_other_family))
    or (people.name_key(p_given, p_family) <> '' and people.name_key(p_given, p_family) = people.name_key(p_other_given, p_other_family));
end $$;
grant execute on function people.names_agree to fortrogen_app;
