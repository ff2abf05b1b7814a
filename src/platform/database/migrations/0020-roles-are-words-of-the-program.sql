-- Which roles there are is the program's to say (src/platform/core/actor.ts): what a role may is nowhere else. The database keeps the word; one
-- that the program does not know is no role to anybody.
alter table access.staff_role
  drop constraint staff_role_role_check,
  add constraint staff_role_role_check check (role ~ '^[a-z_]{1,40}$');
