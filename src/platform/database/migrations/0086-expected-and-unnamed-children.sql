-- A child who is expected has no file of its own until it is born: what comes in belongs to the one who expects it, and becomes the child's own case at
-- the birth, with everything that stands in it. Of another child the name is not known: a description and a year of birth, until somebody knows who it is.
alter table people.person
  drop constraint person_birth_date_known_check,
  add constraint person_birth_date_known_check check (birth_date_known in ('dag', 'år', 'väntat')),
  drop constraint unknown_birthday_is_the_last_of_the_year,
  add constraint unknown_birthday_is_the_last_of_the_year
    check (birth_date_known <> 'år' or (birth_date is not null and extract(month from birth_date) = 12 and extract(day from birth_date) = 31)),
  add constraint expected_child_has_a_day_and_no_number check (birth_date_known <> 'väntat' or (birth_date is not null and identity_number is null)),
  add column name_known boolean not null default true,
  add constraint child_of_no_name_has_no_number check (name_known or identity_number is null);
comment on column people.person.birth_date_known is 'år: only the year is known, and the day is reckoned. väntat: not born, and the day is the expected one.';
comment on column people.person.name_known is 'False of a child whom nobody knows by name yet: what stands as its name is none.';
grant insert (name_known), update (name_known) on people.person to fortrogen_app;
create index person_expected on people.person (municipality_id, family_name) where birth_date_known = 'väntat';

alter table people.person_review
  drop constraint person_review_change_check,
  add constraint person_review_change_check check (change in ('rättad', 'ändrad', 'född')),
  add constraint born_child_says_since_when check (change is distinct from 'född' or valid_from is not null);
comment on column people.person_review.change is 'Written on the page of the person: wrong all along, changed, or born; null where a report or a guardianship said it.';
create unique index child_is_born_once on people.person_review (municipality_id, person_id) where change = 'född';

alter table people.person_detail
  drop constraint person_detail_kind_check,
  add constraint person_detail_kind_check check (kind in ('folkbokföringsadress', 'vistelseadress', 'särskild postadress', 'telefon', 'e-post', 'språk', 'tolk',
    'kommunikation', 'tidigare namn', 'samordningsnummer', 'reservnummer', 'beskrivning'));

alter table people.guardian_claim add column expects boolean not null default false;
comment on column people.guardian_claim.expects is 'The one who expects the child: whose matter it is until the birth.';

alter table people.possible_double
  drop constraint possible_double_likeness_check,
  add constraint possible_double_likeness_check check (likeness in ('samma namn och födelsedag', 'samma namn och födelseår', 'nästan samma födelsedag',
    'förväxlade siffror i numret', 'samordningsnummer och personnummer', 'bara den ena har nummer', 'väntat barn i samma familj', 'samma nummer uppgivet'));
