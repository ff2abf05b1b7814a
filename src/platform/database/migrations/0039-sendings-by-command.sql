-- A sending may be planned from the command line, where nobody is signed on: as an import is, it is then nobody's by name.
alter table survey.sending alter column recorded_by drop not null;
comment on column survey.sending.recorded_by is 'Who planned it; null from the command line.';
