-- What a kind of actor reaches is said in the database too (decision 0031). A transaction of staff or of the program binds the municipality; one of
-- anybody else (a child, a guardian, a provider, a respondent, whoever has not signed on) binds where it is from and what kind it is, and no
-- municipality: the policy of every table, as it is, shows it nothing. A table that is for a kind names it, with core.let_in.

-- The municipality of the transaction where it is of this kind; null for every other kind, for staff and for the program.
create function core.municipality_for(kind text) returns smallint
  language sql stable parallel safe
  return case when current_setting('fortrogen.kind', true) = kind then nullif(current_setting('fortrogen.outside', true), '')::smallint end;
grant execute on function core.municipality_for(text) to fortrogen_app;

-- Names a kind of actor in a table: which command it is let in for, and under what condition of the row. The rights to the table are given as ever.
create function core.let_in(target regclass, kind text, command text, condition text default 'true') returns void
  language plpgsql as $$
declare
  rule text := format('municipality_id = core.municipality_for(%L) and (%s)', kind, condition);
begin
  if kind not in ('provider', 'child', 'guardian', 'respondent', 'public') then
    raise exception 'core.let_in: % is no kind of actor outside', kind;
  end if;
  if command not in ('select', 'insert', 'update', 'delete') then
    raise exception 'core.let_in: % is no command', command;
  end if;
  execute concat(
    format('create policy %I on %s for %s', 'for_' || kind || '_' || command, target, command),
    case when command <> 'insert' then format(' using (%s)', rule) end,
    case when command in ('insert', 'update') then format(' with check (%s)', rule) end);
end $$;

-- The sign-on's tables are of no municipality, so no policy kept anybody from them.
do $$
declare
  target regclass;
begin
  foreach target in array array['access.sign_on_choice', 'access.logout_token', 'access.unplaced_sign_on']::regclass[] loop
    execute format('alter table %s enable row level security', target);
    execute format($policy$create policy inside on %s using (coalesce(current_setting('fortrogen.kind', true), '') = '')$policy$, target);
  end loop;
end $$;
