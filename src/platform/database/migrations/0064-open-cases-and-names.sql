-- Lists of open cases and searches by name are read by an index, however many cases have been closed and however many people are known.

-- Whether the case is open, kept by the closing (`intake.mark_closed_case`): its row is what says so, and this is there for the index.
alter table intake.case_file add column is_open boolean not null default true;
comment on column intake.case_file.is_open is 'No row in intake.case_closure yet. Kept by a trigger there; nobody else writes it.';
update intake.case_file c set is_open = false where exists (select 1 from intake.case_closure k where k.municipality_id = c.municipality_id and k.case_id = c.id);
create index case_file_open on intake.case_file (municipality_id, unit_id) where is_open;

-- The words of the names of children and guardians, as names are compared (decision 0018): kept by triggers (`people.keep_name_words`), so that a
-- search finds by an index. Row-level security lets an index be used by what is equal alone, so a word is a row.
create table people.name_word (
  municipality_id smallint not null,
  word text not null collate "C",
  person_id uuid not null,
  guardianship_id uuid,
  unique nulls not distinct (municipality_id, word, person_id, guardianship_id),
  foreign key (municipality_id, person_id) references people.person,
  foreign key (municipality_id, person_id, guardianship_id) references people.guardianship (municipality_id, child_id, id)
);
comment on table people.name_word is 'Words of the names of a person as they are now, and of the guardians of a child (guardianship_id) as each row of guardianship has them. What people.name_parts makes of them: who changes it fills this anew.';
create index name_word_person on people.name_word (municipality_id, person_id, guardianship_id);
select core.keep_municipalities_apart('people.name_word');
grant select on people.name_word to fortrogen_app;
