-- What comes of a request comes in the order of the law: a yes or a no, IVO when they do not agree or a month has gone without an answer (29 kap. 11 § SoL), IVO's decision after
-- the application, and nothing handed over to take over by before the matter goes over (29 kap. 12 § SoL).
create function intake.refuse_transfer_step() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  state text;
  last_on date;
  asked_on date;
begin
  perform 1 from intake.case_file where municipality_id = new.municipality_id and id = new.case_id for update;
  select r.requested_on, intake.transfer_state(r.municipality_id, r.id) into asked_on, state
    from intake.transfer_request r where r.municipality_id = new.municipality_id and r.case_id = new.case_id and r.id = new.transfer_request_id;
  select max(s.happened_on) into last_on from intake.transfer_step s where s.municipality_id = new.municipality_id and s.transfer_request_id = new.transfer_request_id;
  if new.happened_on < coalesce(last_on, asked_on) then
    raise exception 'before what came before it' using errcode = 'FT174';
  end if;
  if not coalesce(case new.kind
      when 'tar över' then state is null or state in ('tar inte över', 'ansökan till IVO')
      when 'tar inte över' then state is null
      when 'ansökan till IVO' then state is null or state = 'tar inte över'
      when 'IVO flyttar över' then state = 'ansökan till IVO'
      when 'IVO avslår' then state = 'ansökan till IVO'
      when 'återtagen' then state is null or state in ('tar inte över', 'ansökan till IVO')
      else state in ('tar över', 'IVO flyttar över') end, false) then
    raise exception 'not in that order' using errcode = 'FT173';
  end if;
  if new.kind = 'ansökan till IVO' and state is null and new.happened_on <= (asked_on + interval '1 month')::date then
    raise exception 'the month has not gone' using errcode = 'FT175';
  end if;
  return new;
end $$;
create trigger transfer_step_follows before insert on intake.transfer_step for each row execute function intake.refuse_transfer_step();
