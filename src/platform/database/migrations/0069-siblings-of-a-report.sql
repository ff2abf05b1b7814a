-- Children of one report are often siblings: in each case somebody says whether they are, once. What is said is a relation of that case and nothing of the other.
create table people.sibling_answer (
  municipality_id smallint not null,
  case_id uuid not null,
  child_id uuid not null,
  kinship text not null check (kinship in ('syskon', 'halvsyskon', 'inte syskon')),
  relation_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, case_id, child_id),
  foreign key (municipality_id, case_id) references intake.case_file,
  foreign key (municipality_id, child_id) references people.person,
  foreign key (municipality_id, case_id, relation_id) references people.relation (municipality_id, case_id, id),
  constraint sibling_is_a_relation check ((kinship = 'inte syskon') = (relation_id is null))
);
comment on table people.sibling_answer is 'What another child of the same report is to the child of the case: the relation that it led to, or that they are no siblings.';
create index sibling_answer_child on people.sibling_answer (municipality_id, child_id);
create index sibling_answer_relation on people.sibling_answer (municipality_id, case_id, relation_id) where relation_id is not null;
create trigger closed_case_takes_no_sibling before insert on people.sibling_answer for each row execute function intake.refuse_writing_in_closed_case();
select core.keep_municipalities_apart('people.sibling_answer'::regclass);
grant select, insert on people.sibling_answer to fortrogen_app;
