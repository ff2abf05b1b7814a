-- When something was last written in the given cases of each child: in any table that says of a row whose case it is of and when it was written, so that a new kind of
-- record is asked too. Null while one of them is open. Which cases are asked is for the caller to say; a file that was never written in is of the day it was closed.
create function intake.last_notes(m smallint, cases uuid[]) returns table (child_id uuid, last_note_on date) language plpgsql stable as $$
declare parts text;
begin
  select string_agg(format('select case_id, max(%I) as at from %I.%I where municipality_id = $1 and case_id = any ($2) group by case_id', a.attname, s.nspname, c.relname),
      ' union all ')
    into parts
    from pg_class c
    join pg_namespace s on s.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname in ('recorded_at', 'signed_at') and a.atttypid = 'timestamptz'::regtype and not a.attisdropped
    where c.relkind = 'r' and s.nspname not in ('audit', 'due', 'extract') and has_table_privilege(c.oid, 'select')
      and exists (select 1 from pg_attribute k where k.attrelid = c.oid and k.attname = 'case_id' and k.atttypid = 'uuid'::regtype and not k.attisdropped)
      and exists (select 1 from pg_attribute k where k.attrelid = c.oid and k.attname = 'municipality_id' and not k.attisdropped);
  return query execute format('
    with cases as (select f.child_id, f.id, f.is_open, k.closed_on from intake.case_file f
        left join intake.case_closure k on k.municipality_id = f.municipality_id and k.case_id = f.id
        where f.municipality_id = $1 and f.id = any ($2)),
      written as (select w.case_id, max(w.at) as at from (%s) w group by w.case_id)
    select c.child_id, case when bool_or(c.is_open) then null
        else greatest(max(c.closed_on), (max(w.at) at time zone ''Europe/Stockholm'')::date) end
      from cases c left join written w on w.case_id = c.id group by c.child_id', parts)
    using m, cases;
end $$;
