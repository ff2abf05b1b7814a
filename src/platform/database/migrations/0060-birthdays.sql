-- Some birthdays change what the law says of a child's case. That they are near is a thing to do (`people/clocks.ts`); what was done is a row, once for each.
create table people.birthday_prepared (
  municipality_id smallint not null,
  case_id uuid not null,
  age text not null check (age in ('12', '15', '18', '21')),
  prepared_on date not null,
  content text not null check (length(content) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, case_id, age),
  foreign key (municipality_id, case_id) references intake.case_file
);
comment on table people.birthday_prepared is 'What was done before the child of the case came of an age at which the law says something else.';
create trigger closed_case_takes_no_birthday before insert on people.birthday_prepared for each row execute function intake.refuse_writing_in_closed_case();
select core.keep_municipalities_apart('people.birthday_prepared'::regclass);
grant select, insert on people.birthday_prepared to fortrogen_app;

-- Of some children only the year of birth is known. The day that stands then is the last of the year: whoever may be a child is treated as one.
alter table people.person
  add column birth_date_known text not null default 'dag' check (birth_date_known in ('dag', 'år')),
  add constraint unknown_birthday_is_the_last_of_the_year
    check (birth_date_known = 'dag' or (birth_date is not null and extract(month from birth_date) = 12 and extract(day from birth_date) = 31));
comment on column people.person.birth_date_known is 'år: only the year is known, and the day is reckoned.';
