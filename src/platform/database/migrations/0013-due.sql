-- What waits to be done: views, which come after the tables. No day of the law is counted in SQL (decision 0013).

create schema due;
grant usage on schema due to fortrogen_app;
