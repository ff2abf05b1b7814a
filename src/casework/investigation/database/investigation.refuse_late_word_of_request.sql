-- What is signed or concluded takes no reminder and no reply; nor is there a reply, or a reminder, of a day before it was asked, or a reminder of what is answered.
create function investigation.refuse_late_word_of_request() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_investigation uuid;
  v_asked_on date;
  v_day date := case when tg_table_name = 'request_reply' then (to_jsonb(new) ->> 'replied_on')::date else (to_jsonb(new) ->> 'reminded_on')::date end;
begin
  select q.investigation_id, q.asked_on into v_investigation, v_asked_on from investigation.request q
    where q.municipality_id = new.municipality_id and q.case_id = new.case_id and q.id = new.request_id;
  perform 1 from investigation.body where municipality_id = new.municipality_id and investigation_id = v_investigation for no key update;
  if exists (select 1 from investigation.signature where municipality_id = new.municipality_id and investigation_id = v_investigation) then
    raise exception 'the investigation is signed' using errcode = 'FT096';
  end if;
  if exists (select 1 from investigation.conclusion where municipality_id = new.municipality_id and case_id = new.case_id and investigation_id = v_investigation) then
    raise exception 'the investigation is concluded' using errcode = 'FT098';
  end if;
  if v_day < v_asked_on or exists (select 1 from investigation.request_reply r
      where r.municipality_id = new.municipality_id and r.case_id = new.case_id and r.request_id = new.request_id and tg_table_name <> 'request_reply') then
    raise exception 'word of what was not asked or is answered' using errcode = 'FT100';
  end if;
  return new;
end $$;
create trigger reply_comes_while_it_goes_on before insert on investigation.request_reply for each row execute function investigation.refuse_late_word_of_request();
create trigger reminder_is_of_what_is_open before insert on investigation.request_reminder for each row execute function investigation.refuse_late_word_of_request();
