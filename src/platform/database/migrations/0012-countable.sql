-- What may be counted, and what leaves as the open extract: views of src/followup/, which come after the tables. All run with the reader's own rights.

create schema countable;
grant usage on schema countable to fortrogen_app;
