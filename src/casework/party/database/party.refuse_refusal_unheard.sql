-- What was applied for is refused only when each party of the day has been told of the material, and has answered or had its time for each thing that was sent,
-- or an exception is written after it (25 § FvL). Where nobody is known as a party it stands why nobody was told. Looked at when the transaction ends.
create function party.refuse_refusal_unheard() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  unheard boolean;
begin
  with told as (
    select people.now_guardian(c.municipality_id, f.child_id, c.person_id, c.recorded_at) as person_id, c.kind, c.happened_on, c.recorded_at,
      c.kind = 'kommunicerat' and c.reply_by >= new.decided_on and not exists (select 1 from party.reply r
        where r.municipality_id = c.municipality_id and r.case_id = c.case_id and r.communication_id = c.id and r.replied_on <= new.decided_on) as waits
    from party.communication c
    join intake.case_file f on f.municipality_id = c.municipality_id and f.id = c.case_id
    where c.municipality_id = new.municipality_id and c.case_id = new.case_id and c.investigation_id = new.investigation_id
      and c.person_id is not null and c.happened_on <= new.decided_on
      -- What did not come through has told nobody.
      and not exists (select 1 from messages.standing s
        where s.municipality_id = c.municipality_id and s.id = c.message_id and s.state in ('nekat', 'återtaget')))
  select exists (select 1 from party.parties_on(new.municipality_id, new.case_id, new.decided_on) p
    where not exists (select 1 from told t where t.person_id = p.person_id)
      or exists (select 1 from told t where t.person_id = p.person_id and t.waits
        and not exists (select 1 from told x where x.person_id = p.person_id and x.kind = 'undantag'
          and (x.happened_on, x.recorded_at) > (t.happened_on, t.recorded_at))))
    into unheard;
  if unheard then
    raise exception 'a party has not been heard on the material' using errcode = 'FT037';
  end if;
  if not exists (select 1 from party.parties_on(new.municipality_id, new.case_id, new.decided_on))
     and not exists (select 1 from party.communication c
       where c.municipality_id = new.municipality_id and c.case_id = new.case_id and c.investigation_id = new.investigation_id
         and c.person_id is null and c.happened_on <= new.decided_on) then
    raise exception 'nobody is known as a party' using errcode = 'FT038';
  end if;
  return null;
end $$;
create constraint trigger refusal_comes_after_hearing after insert on decision.decision deferrable initially deferred
  for each row when (new.outcome = 'avslag') execute function party.refuse_refusal_unheard();
