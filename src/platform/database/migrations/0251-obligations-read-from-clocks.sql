-- Clocks are rows (0250, decision 0091): what waits to be done is read from them.
drop view due.obligation;
