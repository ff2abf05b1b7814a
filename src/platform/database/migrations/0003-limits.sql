-- How often something may be done by one key: counted here, so that the limits hold over several web processes.
-- Counts only: the key is a hash, and what has run out is taken away. Unlogged: a crash of the server starts the counting anew,
-- which is better than a write to disk for each attempt of somebody who floods us.

create schema limits;

create unlogged table limits.turn (
  key text primary key,
  points integer not null,
  expire bigint
) with (fillfactor = 70);
comment on table limits.turn is 'Attempts by rule and key (hashed) in the window that ends at expire (milliseconds since 1970). Of no municipality: who signs on has none yet.';

grant usage on schema limits to fortrogen_app;
grant select, insert, update, delete on limits.turn to fortrogen_app;
