-- An appeal is dismissed as late only where it is written that this very party got this very decision on the day that the time is counted from (44-45 §§ FvL), and the
-- time ends on no Saturday, Sunday or day that is counted as one (2 § lag 1930:173). The program knows those that move too.
create function party.refuse_wrong_dismissal() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select 1 from party.appeal a
      join party.notification n on n.municipality_id = a.municipality_id and n.case_id = a.case_id and n.decision_id = a.decision_id and n.person_id = a.person_id
      where a.municipality_id = new.municipality_id and a.case_id = new.case_id and a.id = new.appeal_id and n.got_on = new.got_on) then
    raise exception 'not written that the party got it that day' using errcode = 'FT075';
  end if;
  if extract(isodow from new.last_on) > 5
    or to_char(new.last_on, 'MM-DD') = any (array['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31']) then
    raise exception 'the time ends on no such day' using errcode = 'FT076';
  end if;
  return new;
end $$;
create trigger late_is_shown before insert on party.appeal_trial for each row when (new.outcome = 'avvisas') execute function party.refuse_wrong_dismissal();
