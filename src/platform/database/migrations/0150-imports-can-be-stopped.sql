-- Somebody asks for an import to be stopped; the process that works at it sees the question here, on its own connection, and stops.
alter table extract.import_run add column stop_asked_at timestamptz, add column stop_asked_by uuid;
comment on column extract.import_run.stop_asked_at is 'When somebody asked for the import to be stopped. The import looks at it twice a second.';
