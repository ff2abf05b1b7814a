-- Nobody got a decision before it was taken: an appeal is not dismissed for a day that was typed wrong.
create function party.refuse_got_before_decision() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from party.appeal a where a.municipality_id = new.municipality_id and a.case_id = new.case_id and a.id = new.appeal_id
      and a.decided_on > new.got_on) then
    raise exception 'got before it was decided' using errcode = 'FT040';
  end if;
  return null;
end $$;
create trigger got_after_the_decision after insert on party.appeal_trial for each row when (new.got_on is not null)
  execute function party.refuse_got_before_decision();
