-- Where it is kept secret who reported (26 kap. 5 § OSL), what is handed out is looked through for the name; each passage is read by somebody before it leaves.
create table intake.secret_passage_answer (
  municipality_id smallint not null,
  case_id uuid not null,
  extract_id uuid not null,
  -- Made of the words of the passage: the words themselves stand in the journal.
  passage_id uuid not null,
  reason text not null check (length(reason) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, extract_id, passage_id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, extract_id) references intake.journal_extract
);
comment on table intake.secret_passage_answer is 'That a passage of an extract names a reporter who is secret and does not tell that it is one, as whoever made the extract found.';
create index secret_passage_answer_case on intake.secret_passage_answer (municipality_id, case_id);
select core.keep_municipalities_apart('intake.secret_passage_answer'::regclass);
grant select, insert on intake.secret_passage_answer to fortrogen_app;
