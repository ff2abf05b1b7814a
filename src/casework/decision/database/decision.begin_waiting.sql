-- What is put before somebody waits from the start: whoever writes it cannot say that it does not, and so keep it off the list of whoever would answer.
create function decision.begin_waiting() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.waits := true;
  return new;
end $$;
create trigger request_waits before insert on decision.approval_request for each row when (not new.waits) execute function decision.begin_waiting();
