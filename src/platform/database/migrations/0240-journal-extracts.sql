-- That an extract of a case's journal was made: which version, for whom, by whom, and the reasons that the law asks for. The file itself is not
-- kept: it is made from what is journaled (decision 0090).

alter table intake.case_file add unique (municipality_id, id, child_id);

create table intake.journal_extract (
  municipality_id smallint not null references core.municipality,
  id uuid not null,
  case_id uuid not null,
  child_id uuid not null,
  version text not null check (version in ('fullständig', 'vårdnadshavare')),
  guardianship_id uuid,
  reporter text check (reporter in ('visas', 'utelämnas')),
  reporter_reason text check (length(reporter_reason) between 1 and 2000),
  harm_reasoning text check (length(harm_reasoning) between 1 and 2000),
  child_view text check (child_view in ('samtycker', 'vill inte', 'har inte tillfrågats')),
  child_view_reason text check (length(child_view_reason) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, child_id) references intake.case_file (municipality_id, id, child_id),
  -- Of a confirmed guardian of this child: never of a claim, never of somebody else.
  foreign key (municipality_id, child_id, guardianship_id) references people.guardianship (municipality_id, child_id, id),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint extract_for_guardian_says_for_whom check ((version = 'vårdnadshavare') = (guardianship_id is not null)),
  constraint extract_for_guardian_says_why check ((version = 'vårdnadshavare') = (harm_reasoning is not null and reporter is not null)),
  constraint extract_without_reporter_says_why check (reporter is distinct from 'utelämnas' or reporter_reason is not null),
  constraint extract_against_child_says_why check (child_view is null or child_view = 'samtycker' or child_view_reason is not null)
);
comment on table intake.journal_extract is 'That an extract of the journal was made: version, for which guardian, and the reasons (12 kap. 3 § and 26 kap. 5 § OSL).';
comment on column intake.journal_extract.harm_reasoning is 'Why it cannot be assumed that the child suffers considerable harm if the guardian learns it (12 kap. 3 § OSL).';
comment on column intake.journal_extract.child_view is 'What a child of fifteen or more says of it; null for a younger one.';
create index journal_extract_case on intake.journal_extract (municipality_id, case_id, child_id);
create index journal_extract_guardianship on intake.journal_extract (municipality_id, child_id, guardianship_id);
create index journal_extract_recorded_by on intake.journal_extract (municipality_id, recorded_by);
select core.keep_municipalities_apart('intake.journal_extract');
grant select, insert on intake.journal_extract to fortrogen_app;
