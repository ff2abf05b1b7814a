-- The drafts of a form are looked for each time it is shown, and those that have ended are counted each time one is sent.
create index draft_kept on access.draft (municipality_id, staff_id, path_hash) where ended_at is null;
create index draft_ended on access.draft (municipality_id, staff_id) where ended_at is not null;
