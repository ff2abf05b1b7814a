-- A proposal of a delegation order is adopted or withdrawn, never both: whoever comes second waits for the first and is refused.
create function decision.refuse_two_fates() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from decision.delegation_version v where v.municipality_id = new.municipality_id and v.number = new.version for update;
  if tg_table_name = 'delegation_adoption' and exists (select 1 from decision.delegation_withdrawal w
      where w.municipality_id = new.municipality_id and w.version = new.version) then
    raise exception 'the proposal is withdrawn' using errcode = 'FT150';
  end if;
  if tg_table_name = 'delegation_withdrawal' and exists (select 1 from decision.delegation_adoption a
      where a.municipality_id = new.municipality_id and a.version = new.version) then
    raise exception 'the version is adopted' using errcode = 'FT151';
  end if;
  return new;
end $$;
create trigger adopted_is_not_withdrawn before insert on decision.delegation_adoption for each row execute function decision.refuse_two_fates();
create trigger withdrawn_is_not_adopted before insert on decision.delegation_withdrawal for each row execute function decision.refuse_two_fates();
