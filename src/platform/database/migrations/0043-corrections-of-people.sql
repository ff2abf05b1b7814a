-- What is known of somebody is corrected on a page of its own: a row of the same kind as where a report said something else (decision 0015), which
-- says whether it was wrong all along or has changed, from which day, and which change it follows.
alter table people.person_review
  add column change text check (change in ('rättad', 'ändrad')),
  add column valid_from date,
  add column corrects_id uuid,
  add foreign key (municipality_id, corrects_id) references people.person_review,
  add constraint changed_person_says_since_when check (change is distinct from 'ändrad' or valid_from is not null),
  add constraint corrected_person_says_where_it_is_read check (change is null or source is not null),
  add constraint only_corrections_of_people_point_back check (corrects_id is null or change is not null);
comment on column people.person_review.change is 'Written on the page of the person: wrong all along, or changed; null where a report or a guardianship said it.';
comment on column people.person_review.valid_from is 'The first day that it holds; null where it has held all along.';
comment on column people.person_review.corrects_id is 'The change of the same person that stood before, whoever had written it.';
-- Two who correct the same person at once: the second is told.
create unique index person_review_corrects on people.person_review (municipality_id, corrects_id) where corrects_id is not null;
