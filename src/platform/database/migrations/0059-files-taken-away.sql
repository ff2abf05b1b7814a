-- A file that was attached by mistake is taken away: nobody fetches it any more, and the register says who took it away, when and why.
create table register.file_removal (
  municipality_id smallint not null,
  document_id uuid not null,
  file_id uuid not null,
  reason text not null check (length(reason) between 1 and 1000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, document_id, file_id),
  foreign key (municipality_id, document_id) references register.document,
  foreign key (municipality_id, file_id) references files.file,
  foreign key (municipality_id, recorded_by) references access.staff
);
comment on table register.file_removal is 'That a file of a document is given out no more. The rows that had it stay, and say so.';
create index file_removal_file on register.file_removal (municipality_id, file_id);
create index file_removal_recorded_by on register.file_removal (municipality_id, recorded_by);
select core.keep_municipalities_apart('register.file_removal');
grant select, insert on register.file_removal to fortrogen_app;
