-- A child without identity number is found again by name and birth date (decision 0081).

create index person_birth_date on people.person (municipality_id, birth_date);

-- What whoever registers must not be told, the leader of the known child's unit is: that somebody registered a child of the same name and birth date.
alter table access.review_item drop constraint review_item_kind_check;
alter table access.review_item
  add constraint review_item_kind_check check (kind in ('tog ansvar själv', 'nådde tidigare ärenden', 'nödöppning', 'ovanlig sökning',
    'flyttade det som kom in', 'kan vara samma barn'));
