-- Every letter of casework has the municipality's own head, and is looked through before it leaves: who has reported where that is secret (26 kap. 5 § OSL), how somebody
-- with a protected identity is reached, and what guardians may not be shown.

-- What stands at the top of a letter. The last row holds; without one the municipality's name stands alone.
create table intake.letterhead (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  sender text not null check (length(sender) between 1 and 120),
  contact text check (length(contact) between 1 and 400),
  png bytea,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint logo_is_a_small_png check (substring(png from 1 for 8) = '\x89504e470d0a1a0a' and length(png) <= 102400)
);
comment on table intake.letterhead is 'What stands at the top of every letter of casework: who sends it, how the office is reached, and the municipality''s own logo. Not the logo of a structure that investigations are written in, which may be somebody else''s mark.';
create index letterhead_latest on intake.letterhead (municipality_id, recorded_at desc);
create index letterhead_recorded_by on intake.letterhead (municipality_id, recorded_by);

create table intake.letter_passage_answer (
  municipality_id smallint not null,
  case_id uuid not null,
  -- Made of the kind of letter and of what it is about.
  letter_id uuid not null,
  -- Made of the words of the passage: an answer about it is about nothing else.
  passage_id uuid not null,
  reason text not null check (length(reason) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, letter_id, passage_id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table intake.letter_passage_answer is 'That a passage of a letter does not tell what is protected, as whoever read it found.';
create index letter_passage_answer_case on intake.letter_passage_answer (municipality_id, case_id);
create index letter_passage_answer_recorded_by on intake.letter_passage_answer (municipality_id, recorded_by);

select core.keep_municipalities_apart(('intake.' || t)::regclass) from unnest(array['letterhead', 'letter_passage_answer']) t;
grant select, insert on intake.letterhead, intake.letter_passage_answer to fortrogen_app;
