-- A new link of a unit withdraws the earlier ones, and with them what they have opened.
create function survey.end_sessions_of_unit() returns trigger language plpgsql as $$
begin
  perform access.hold_way_in(new.municipality_id, new.unit_id);
  update access.outside_session set ended_at = new.recorded_at
    where municipality_id = new.municipality_id and kind = 'respondent' and for_whom = new.unit_id and ended_at is null;
  return null;
end $$;
create trigger end_sessions_of_unit after insert on survey.unit_link for each row execute function survey.end_sessions_of_unit();
