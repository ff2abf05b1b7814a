-- Indexes that measuring asked for (bench/, docs/performance.md): each says which question it is for.

-- countable.missed_conversation: why children were not heard. One step in fifteen; without it every step of the municipality is read.
create index step_not_heard on participation.step (municipality_id, case_id, phase_id, id, reason)
  where step = 'hörd' and outcome = 'inte gjort';
