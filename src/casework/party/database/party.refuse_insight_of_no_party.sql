-- Whoever asks to see the material is a party that day, and whoever is given it still is: nobody whose guardianship has ended (10 § FvL).
create function party.refuse_insight_of_no_party() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  asks party.insight_request;
begin
  if tg_table_name = 'insight_request' then
    asks := new;
  else
    select r.* into asks from party.insight_request r where r.municipality_id = new.municipality_id and r.id = new.request_id;
  end if;
  if not exists (select 1 from party.parties_on(new.municipality_id, new.case_id,
        case when tg_table_name = 'insight_request' then asks.requested_on else (to_jsonb(new) ->> 'answered_on')::date end) p
      where p.person_id = people.now_guardian(asks.municipality_id, (select f.child_id from intake.case_file f
        where f.municipality_id = asks.municipality_id and f.id = asks.case_id), asks.person_id, asks.recorded_at)) then
    raise exception 'no party in the case' using errcode = 'FT074';
  end if;
  return new;
end $$;
create trigger insight_of_a_party before insert on party.insight_request for each row execute function party.refuse_insight_of_no_party();
create trigger insight_given_to_a_party before insert on party.insight_answer for each row execute function party.refuse_insight_of_no_party();
