-- What the child said and what the adult makes of it stand apart: the adult's reading of a conversation has a column of its own.
alter table participation.conversation add column reading text;
