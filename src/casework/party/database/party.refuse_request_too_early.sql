-- A decision is asked for when an application has waited for more than six months (12 § FvL), while it waits; a delay is told of while it waits.
create function party.refuse_request_too_early() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_applied date;
begin
  select u.received_on into v_applied from intake.unanswered_application u
    where u.municipality_id = new.municipality_id and u.case_id = new.case_id and u.intake_id = new.intake_id;
  if v_applied is null then
    raise exception 'no application waits' using errcode = 'FT101';
  end if;
  if tg_table_name = 'decision_request' and (to_jsonb(new) ->> 'received_on')::date <= (v_applied + interval '6 months')::date then
    raise exception 'not six months yet' using errcode = 'FT102';
  end if;
  return new;
end $$;
create trigger decision_is_asked_for_after_six_months before insert on party.decision_request for each row execute function party.refuse_request_too_early();
create trigger delay_is_of_what_waits before insert on party.delay_notice for each row execute function party.refuse_request_too_early();
create trigger delay_told_to_a_party before insert on party.delay_notice for each row execute function party.refuse_who_is_no_party();
create trigger decision_asked_for_by_a_party before insert on party.decision_request for each row execute function party.refuse_who_is_no_party();
