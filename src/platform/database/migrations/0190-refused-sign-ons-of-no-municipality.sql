-- A refused sign-on that names no municipality, where there are several, belongs to no municipality's log. It is kept here: when, why and from where,
-- never who (nothing of what was claimed is known to be true). The program can add and never read, change or take away; `fortrogen investigate` reads it.
create table access.unplaced_sign_on (
  id uuid primary key,
  at timestamptz not null,
  request_id uuid not null,
  outcome text not null check (outcome ~ '^[a-z-]{1,60}$'),
  source_address inet
);
comment on table access.unplaced_sign_on is 'Refused sign-ons of which nothing says for which municipality they were.';
create index unplaced_sign_on_at on access.unplaced_sign_on (at);
grant insert on access.unplaced_sign_on to fortrogen_app;
