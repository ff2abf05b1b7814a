-- A view of the table of cases that somebody wants again: what is chosen and how it is sorted, in ids and codes, and the person's own name for it.
create table access.saved_view (
  municipality_id smallint not null,
  id uuid not null,
  staff_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  filters jsonb not null check (jsonb_typeof(filters) = 'object'),
  saved_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, staff_id, name),
  foreign key (municipality_id, staff_id) references access.staff
);
comment on table access.saved_view is 'A view of the table of cases under a name of its own. Nobody''s but the one who saved it.';
create index saved_view_staff on access.saved_view (municipality_id, staff_id);
select core.keep_municipalities_apart('access.saved_view');
grant select, insert, update (filters, saved_at), delete on access.saved_view to fortrogen_app;

-- Closed cases are listed by the day they were closed, a page at a time from a day and a case.
create index case_closure_closed on intake.case_closure (municipality_id, closed_on, case_id);
