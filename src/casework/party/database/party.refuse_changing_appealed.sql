-- A decision that is appealed is changed only where 38 § FvL says that it must be, to nobody's disadvantage, and not after the appeal was sent on to the court (39 § FvL).
create function party.refuse_changing_appealed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from party.appeal a
      left join party.appeal_trial t on t.municipality_id = a.municipality_id and t.appeal_id = a.id
      left join party.appeal_forwarding f on f.municipality_id = a.municipality_id and f.appeal_id = a.id
      where a.municipality_id = new.municipality_id and a.case_id = new.case_id and a.decision_id = new.decision_id
        and a.received_on <= new.corrected_on and t.outcome is distinct from 'avvisas'
        and (new.worse_for_party or f.forwarded_on <= new.corrected_on)) then
    raise exception 'the decision is appealed' using errcode = 'FT073';
  end if;
  return new;
end $$;
create trigger appealed_is_left_to_the_court before insert on decision.correction for each row when (new.kind = 'ändring')
  execute function party.refuse_changing_appealed();
