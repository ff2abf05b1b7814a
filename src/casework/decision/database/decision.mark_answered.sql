-- What has been put before somebody says itself whether it waits, so that the list of what waits has an index. An answer is never taken back.
create function decision.mark_answered() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update decision.approval_request set waits = false where municipality_id = new.municipality_id and id = new.request_id;
  return null;
end $$;
create trigger answer_marks_the_request after insert on decision.approval_answer for each row execute function decision.mark_answered();
