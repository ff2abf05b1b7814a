-- What was sent or thrown away stays a while as an end: what is saved in flight does not come back as a draft, and whoever sends a changed form again
-- is shown what was sent. Sealed for its author as drafts are.
alter table access.draft add column ended_at timestamptz;
