-- A column of codes has a name of its own: `why` is what functions call their reasons.
alter table people.possible_double rename column why to likeness;
alter table people.possible_double rename constraint possible_double_why_check to possible_double_likeness_check;
