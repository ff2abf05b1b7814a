-- A decision that has been appealed is changed to nobody's disadvantage, and only until the appeal is sent on to the court (39 § FvL). What was dismissed
-- is no appeal any more. A slip may be corrected all the same (36 § FvL).
create function party.refuse_change_of_appealed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from party.appeal a
      left join party.appeal_trial t on t.municipality_id = a.municipality_id and t.case_id = a.case_id and t.appeal_id = a.id
      left join party.appeal_forwarding w on w.municipality_id = a.municipality_id and w.case_id = a.case_id and w.appeal_id = a.id
      where a.municipality_id = new.municipality_id and a.case_id = new.case_id and a.decision_id = new.decision_id
        and a.received_on <= new.corrected_on and t.outcome is distinct from 'avvisas'
        and (new.worse_for_party or w.forwarded_on <= new.corrected_on)) then
    raise exception 'an appealed decision is not changed so' using errcode = 'FT039';
  end if;
  return new;
end $$;
create trigger appealed_is_changed_only_for_the_better before insert on decision.correction for each row when (new.kind = 'ändring')
  execute function party.refuse_change_of_appealed();
