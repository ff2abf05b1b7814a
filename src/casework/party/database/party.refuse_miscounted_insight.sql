-- What a decision says of how much is given and withheld is what was gone through. Looked at when the transaction ends.
create function party.refuse_miscounted_insight() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (select row(count(*) filter (where p.ground is null), count(*) filter (where p.ground is not null)) from party.insight_passage p
      where p.municipality_id = new.municipality_id and p.request_id = new.request_id)
    is distinct from (select row(d.given::bigint, d.withheld::bigint) from party.insight_decision d
      where d.municipality_id = new.municipality_id and d.request_id = new.request_id) then
    raise exception 'the passages are not those of the decision' using errcode = 'FT120';
  end if;
  return null;
end $$;
create constraint trigger insight_is_what_was_gone_through after insert on party.insight_decision deferrable initially deferred
  for each row execute function party.refuse_miscounted_insight();
create constraint trigger passages_are_of_the_decision after insert on party.insight_passage deferrable initially deferred
  for each row execute function party.refuse_miscounted_insight();
