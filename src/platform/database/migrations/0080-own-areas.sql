-- A municipality's own areas: loaded by page or by command, with its logo, valid from a day. An investigation keeps the structure that it was begun in.

alter table investigation.structure drop column logo_id;
alter table investigation.structure alter column recorded_by drop not null;
comment on column investigation.structure.recorded_by is 'Nobody where the program loaded it at the command line.';
alter table investigation.structure_choice alter column recorded_by drop not null;
alter table investigation.structure_choice add column valid_from date;
update investigation.structure_choice set valid_from = (recorded_at at time zone 'Europe/Stockholm')::date;
alter table investigation.structure_choice alter column valid_from set not null;
comment on column investigation.structure_choice.valid_from is 'Investigations that are begun from this day on are written in it; the latest day that has come, and of one day the latest row.';

create table investigation.structure_logo (
  municipality_id smallint not null,
  structure_id uuid not null,
  png bytea not null,
  primary key (municipality_id, structure_id),
  foreign key (municipality_id, structure_id) references investigation.structure,
  constraint logo_is_a_small_png check (substring(png from 1 for 8) = '\x89504e470d0a1a0a' and length(png) <= 102400)
);
comment on table investigation.structure_logo is 'The logo that stands on the investigations written in a structure: a PNG of at most 100 kB.';
select core.keep_municipalities_apart('investigation.structure_logo');
grant select, insert on investigation.structure_logo to fortrogen_app;
