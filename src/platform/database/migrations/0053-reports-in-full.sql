-- Registered for somebody else, and later: who took it in or made the assessment, where that was another than who wrote it (the emergency duty of a Saturday, written on
-- Monday). When it came in and when it was written are two moments already: received_at and recorded_at, assessed_at and recorded_at.
alter table intake.intake add column taken_by text check (length(taken_by) between 1 and 200);
comment on column intake.intake.taken_by is 'Who took it in, where that is another than who registered it.';
alter table intake.protection_assessment add column assessed_by text check (length(assessed_by) between 1 and 200);
comment on column intake.protection_assessment.assessed_by is 'Who made the assessment, where that is another than who wrote it.';

-- Protection is assessed as often as it is needed. A later assessment says which it follows, so that two that were written at once cannot both be the latest.
alter table intake.protection_assessment add column follows_id uuid;
alter table intake.protection_assessment add constraint protection_assessment_of_intake unique (municipality_id, intake_id, id);
alter table intake.protection_assessment add foreign key (municipality_id, intake_id, follows_id) references intake.protection_assessment (municipality_id, intake_id, id);
drop index intake.protection_assessed_once;
create unique index protection_assessed_once on intake.protection_assessment (municipality_id, intake_id) where corrects_id is null and follows_id is null;
create unique index protection_assessment_follows on intake.protection_assessment (municipality_id, intake_id, follows_id) where follows_id is not null;

-- Who reported is kept from those whom the report concerns, where somebody may be endangered by it (26 kap. 5 § OSL). A change of mind is a new row that follows.
create table intake.reporter_masking (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  intake_id uuid not null,
  masked boolean not null,
  ground text check (ground in ('fara för våld', 'fara för annat allvarligt men')),
  mask_reason text not null check (length(mask_reason) between 1 and 2000),
  follows_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  constraint reporter_masking_of_intake unique (municipality_id, intake_id, id),
  foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id),
  foreign key (municipality_id, intake_id, follows_id) references intake.reporter_masking (municipality_id, intake_id, id),
  constraint masking_says_the_danger check (masked = (ground is not null))
);
comment on table intake.reporter_masking is 'That who reported is kept secret from those whom the report concerns, and why; or no longer (26 kap. 5 § OSL).';
create index reporter_masking_intake on intake.reporter_masking (municipality_id, case_id, intake_id);
create unique index reporter_masked_once on intake.reporter_masking (municipality_id, intake_id) where follows_id is null;
create unique index reporter_masking_follows on intake.reporter_masking (municipality_id, intake_id, follows_id) where follows_id is not null;

-- The meeting that the child, the guardian and a reporter by duty are offered, where it is suitable (19 kap. 5 § SoL): offered, held, declined, or why not.
create table intake.reporter_meeting (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  intake_id uuid not null,
  outcome text not null check (outcome in ('erbjudet', 'hållet', 'avböjt', 'inte lämpligt')),
  happened_on date not null,
  participants text[] not null default '{}' check (participants <@ array['barnet', 'vårdnadshavare', 'anmälaren', 'annan']),
  what_was_said text not null check (length(what_was_said) between 1 and 20000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, intake_id) references intake.intake (municipality_id, case_id, id),
  constraint meeting_held_says_with_whom check (outcome <> 'hållet' or cardinality(participants) > 0)
);
create index reporter_meeting_intake on intake.reporter_meeting (municipality_id, case_id, intake_id);
create trigger closed_case_takes_no_reporter_meeting before insert on intake.reporter_meeting for each row execute function intake.refuse_writing_in_closed_case();

-- What a reporter by duty may be told, and no more: that an investigation was opened, was not, or goes on already (19 kap. 6 § SoL). What was written before stands as it is.
alter table intake.reporter_feedback add column told text check (told in ('utredning har inletts', 'utredning har inte inletts', 'utredning pågår redan'));
alter table intake.reporter_feedback add constraint feedback_says_what_was_told check ((outcome = 'lämnad') = (told is not null)) not valid;

select core.keep_municipalities_apart(t) from unnest(array['intake.reporter_masking', 'intake.reporter_meeting']::regclass[]) t;
grant select, insert on intake.reporter_masking, intake.reporter_meeting to fortrogen_app;
