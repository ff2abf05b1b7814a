-- Who is around a child, as one case knows it: people who are in no register of ours, and how those of the case belong together. Both are the case's own:
-- nothing is told of another case. A correction, an end and a withdrawal are rows that point back.
create table people.relative (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  -- The first row of the same person: what relations point at.
  relative_id uuid not null,
  given_name text not null check (length(given_name) between 1 and 100),
  family_name text check (length(family_name) between 1 and 100),
  sex text not null check (sex in ('kvinna', 'man', 'okänt')),
  birth_year smallint check (birth_year between 1880 and 2100),
  is_deceased boolean not null,
  protected_identity text not null check (protected_identity in ('ingen', 'sekretessmarkering', 'skyddad folkbokföring', 'fingerade personuppgifter')),
  change text not null check (change in ('bekräftad', 'rättad', 'återtagen')),
  reason text check (length(reason) between 1 and 2000),
  source text not null check (source in ('folkbokföringen', 'id-handling', 'Migrationsverket', 'uppgift från någon')),
  source_detail text check (length(source_detail) between 1 and 200),
  source_on date not null,
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, relative_id, id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, case_id, relative_id, corrects_id) references people.relative (municipality_id, case_id, relative_id, id),
  constraint relative_change_points_back check ((change = 'bekräftad') = (corrects_id is null) and (change <> 'bekräftad' or id = relative_id)),
  constraint relative_withdrawn_says_why check ((change = 'återtagen') = (reason is not null)),
  constraint relative_by_word_of_mouth_says_whose check (source <> 'uppgift från någon' or source_detail is not null)
);
comment on table people.relative is 'Somebody around the child whom the case knows of and no register of ours has: a grandmother, a sibling, a contact.';
create index relative_case on people.relative (municipality_id, case_id);
create unique index relative_corrects on people.relative (municipality_id, case_id, relative_id, corrects_id) where corrects_id is not null;

create table people.relation (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  kind text not null check (kind in ('förälder', 'syskon', 'halvsyskon', 'styvförälder', 'partner', 'tidigare partner', 'mor- eller farförälder', 'nätverk', 'kontakt')),
  valid_from date,
  valid_to date,
  change text not null check (change in ('bekräftad', 'rättad', 'upphörd', 'återtagen')),
  reason text check (length(reason) between 1 and 2000),
  source text not null check (source in ('folkbokföringen', 'id-handling', 'Migrationsverket', 'uppgift från någon')),
  source_detail text check (length(source_detail) between 1 and 200),
  source_on date not null,
  corrects_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, case_id, corrects_id) references people.relation (municipality_id, case_id, id),
  constraint relation_is_between_two check (from_id <> to_id),
  constraint relation_ends_after_it_began check (valid_to >= valid_from),
  constraint relation_change_points_back check ((change = 'bekräftad') = (corrects_id is null)),
  constraint relation_end_has_a_day check (change <> 'upphörd' or valid_to is not null),
  constraint relation_withdrawn_says_why check ((change = 'återtagen') = (reason is not null)),
  constraint relation_by_word_of_mouth_says_whose check (source <> 'uppgift från någon' or source_detail is not null)
);
comment on table people.relation is 'What one of the case is to another: `from` is the parent of `to`. Siblings, partners and the network are so to one another.';
comment on column people.relation.from_id is 'The child, a guardian, or a relative of the case.';
create index relation_case on people.relation (municipality_id, case_id);
create unique index relation_corrects on people.relation (municipality_id, case_id, corrects_id) where corrects_id is not null;

create trigger closed_case_takes_no_relative before insert on people.relative for each row execute function intake.refuse_writing_in_closed_case();
create trigger closed_case_takes_no_relation before insert on people.relation for each row execute function intake.refuse_writing_in_closed_case();
select core.keep_municipalities_apart(t) from unnest(array['people.relative', 'people.relation']::regclass[]) t;
grant select, insert on people.relative, people.relation to fortrogen_app;
