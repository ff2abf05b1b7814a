-- Before the birth there is no child to assess, talk with, investigate or have in one's custody: what is done then is done with whoever expects it.
create function people.refuse_before_birth() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_child uuid := case when tg_argv[0] = 'child' then (to_jsonb(new) ->> 'child_id')::uuid end;
begin
  if v_child is null then
    select f.child_id into v_child from intake.case_file f
      where f.municipality_id = new.municipality_id and f.id = (to_jsonb(new) ->> 'case_id')::uuid;
  end if;
  if exists (select 1 from people.person p where p.municipality_id = new.municipality_id and p.id = v_child and p.birth_date_known = 'väntat') then
    raise exception 'the child is not born' using errcode = 'FT130';
  end if;
  return new;
end $$;
create trigger nothing_of_the_child_before_birth before insert on intake.protection_assessment for each row execute function people.refuse_before_birth('case');
create trigger nothing_of_the_child_before_birth before insert on intake.preliminary_assessment for each row execute function people.refuse_before_birth('case');
create trigger nothing_of_the_child_before_birth before insert on participation.phase for each row execute function people.refuse_before_birth('case');
create trigger nothing_of_the_child_before_birth before insert on participation.conversation for each row execute function people.refuse_before_birth('case');
create trigger nothing_of_the_child_before_birth before insert on investigation.investigation for each row execute function people.refuse_before_birth('case');
create trigger nothing_of_the_child_before_birth before insert on people.guardianship for each row execute function people.refuse_before_birth('child');
