-- What a party has said, was told, was told of the decision and has appealed is of somebody who is or was a party in this very case: an account is a guardian's, since what the
-- child says stands in conversations; the material may be told to a child who will soon be 15; of a decision it is asked on its day.
create function party.refuse_who_is_no_party() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  decided date := to_jsonb(new) ->> 'decided_on';
begin
  if not (case when decided is null then exists (select 1 from intake.case_file f
      where f.municipality_id = new.municipality_id and f.id = new.case_id
        and ((f.child_id = new.person_id and tg_table_name <> 'account') or exists (select 1 from people.standing_guardianship g
          where g.municipality_id = f.municipality_id and g.child_id = f.child_id and g.guardian_id = new.person_id)))
    else exists (select 1 from party.parties_on(new.municipality_id, new.case_id, decided) p where p.person_id = new.person_id) end) then
    raise exception 'no party in the case' using errcode = 'FT074';
  end if;
  return new;
end $$;
create trigger account_of_a_party before insert on party.account for each row execute function party.refuse_who_is_no_party();
create trigger communication_to_a_party before insert on party.communication for each row when (new.person_id is not null)
  execute function party.refuse_who_is_no_party();
create trigger notification_of_a_party before insert on party.notification for each row execute function party.refuse_who_is_no_party();
create trigger appeal_of_a_party before insert on party.appeal for each row execute function party.refuse_who_is_no_party();
