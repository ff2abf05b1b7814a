-- A report about several children is one row for each child, in the child's own case: report_id is the row of the first of them, in all. A report about
-- one child alone has none. No child is in the same report twice, wherever its rows are moved.
alter table intake.intake add column report_id uuid;
comment on column intake.intake.report_id is 'Of a report about several children: the row of the first one, the same in all of them.';
alter table intake.intake add foreign key (municipality_id, report_id) references intake.intake;
create unique index child_once_in_report on intake.intake (municipality_id, report_id, case_id) where corrects_id is null;
