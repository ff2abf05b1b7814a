-- What is wrong in an entry of a case is corrected by a row that points at it, of whatever kind it is: the entry itself stays as it was written. Also in a
-- closed case, so no trigger of closed cases stands here. An entry is named by its place in the case: the part, the row and, within it, the record.
create table intake.entry_correction (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  case_id uuid not null,
  entry text not null check (entry ~ '^[a-z_]+(\.[a-z0-9_-]+)*$' and length(entry) <= 200),
  kind text not null check (kind in ('text', 'annat', 'felskriven')),
  -- The column whose text is another.
  field text check (field ~ '^[a-z_]+$' and length(field) <= 60),
  instead text check (length(instead) between 1 and 50000),
  why text not null check (length(why) between 1 and 2000),
  follows_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, entry, id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, case_id, entry, follows_id) references intake.entry_correction (municipality_id, case_id, entry, id),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint entry_text_says_which check ((kind = 'text') = (field is not null)),
  constraint entry_correction_says_what check ((kind = 'felskriven') = (instead is null)),
  -- What nothing counts and nothing rests upon.
  constraint entry_struck_is_counted_nowhere check (kind <> 'felskriven' or entry ~ '^(notes|party_accounts)\.'),
  -- A decision is never altered (36-38 §§ FvL), nor an investigation's own document: what is wrong stands beside.
  constraint decided_text_stays check (kind <> 'text' or entry !~ '(^bodies|\.(decision|outcome|trial|made)$|\.extensions\.)')
);
comment on table intake.entry_correction is 'A correction of an entry in a case: a text that is another, something else that is wrong, or that the entry was wrongly written. What follows_id points at was the last word until then.';
create index entry_correction_case on intake.entry_correction (municipality_id, case_id, entry);
create index entry_correction_recorded_by on intake.entry_correction (municipality_id, recorded_by);
-- Each is followed once, and there is one first: whoever corrects at the same time is told.
create unique index entry_correction_follows on intake.entry_correction (municipality_id, case_id, entry, follows_id) nulls not distinct;
select core.keep_municipalities_apart('intake.entry_correction');
grant select, insert on intake.entry_correction to fortrogen_app;
