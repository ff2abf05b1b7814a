-- What comes in to a case as a file: the file itself lies in files.file, what it is and from whom stands here. Nothing is changed or taken away: what is wrongly
-- attached is struck (intake.entry_correction), and is given to nobody from then on.
create table intake.attachment (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  file_id uuid not null,
  titled text not null check (length(titled) between 1 and 200),
  from_whom text check (length(from_whom) between 1 and 200),
  -- The true day; when it was written down is another thing.
  came_on date not null,
  -- The entry of the case that it belongs to, by its place.
  entry text check (entry ~ '^[a-z_]+(\.[a-z0-9_-]+)*$' and length(entry) <= 200),
  kept_from text not null check (kept_from in ('ingen', 'en vårdnadshavare', 'alla vårdnadshavare')),
  kept_from_id uuid,
  kept_because text check (length(kept_because) between 1 and 1000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, file_id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, file_id) references files.file,
  foreign key (municipality_id, kept_from_id) references people.person,
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint attachment_has_come check (came_on <= (recorded_at at time zone 'Europe/Stockholm')::date),
  constraint attachment_kept_from_whom check ((kept_from = 'en vårdnadshavare') = (kept_from_id is not null)),
  constraint attachment_kept_because check ((kept_from = 'ingen') = (kept_because is null))
);
comment on table intake.attachment is 'A file that came in to a case: what it is, from whom and on which day, and which guardian may not be shown it (12 kap. 3 § OSL).';
create index attachment_case on intake.attachment (municipality_id, case_id, came_on);
create index attachment_kept_from on intake.attachment (municipality_id, kept_from_id) where kept_from_id is not null;
create index attachment_recorded_by on intake.attachment (municipality_id, recorded_by);
select core.keep_municipalities_apart('intake.attachment');
create trigger closed_case_takes_no_attachment before insert on intake.attachment for each row execute function intake.refuse_writing_in_closed_case();
grant select, insert on intake.attachment to fortrogen_app;

alter table intake.entry_correction drop constraint entry_struck_is_counted_nowhere;
alter table intake.entry_correction add constraint entry_struck_is_counted_nowhere check (kind <> 'felskriven' or entry ~ '^(notes|party_accounts|attachments)\.');
