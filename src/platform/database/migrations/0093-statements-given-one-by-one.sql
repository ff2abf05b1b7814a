-- What the child has said is given to a provider statement by statement: each in full, in other words, or not, and then why.
create table intervention.statement_choice (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  intervention_id uuid not null,
  conversation_id uuid not null,
  part text not null check (part in ('berättat', 'skyddat')),
  choice text not null check (choice in ('i sin helhet', 'begränsat', 'inte')),
  given_words text check (length(given_words) between 1 and 20000),
  reason text check (reason in ('saknar samtycke från vårdnadshavaren', 'saknar samtycke från barnet', 'sekretess mellan verksamheter', 'barnet har bett oss att inte berätta', 'inget att föra vidare', 'annat')),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, intervention_id) references intervention.intervention (municipality_id, case_id, id),
  constraint statement_that_was_chosen_stays foreign key (municipality_id, case_id, conversation_id)
    references participation.conversation (municipality_id, case_id, id),
  foreign key (municipality_id, recorded_by) references access.staff,
  constraint statement_limited_says_the_words check ((choice = 'begränsat') = (given_words is not null)),
  constraint statement_not_in_full_says_why check ((choice = 'i sin helhet') = (reason is null))
);
comment on table intervention.statement_choice is 'What was chosen of one statement of the child for one provider: given in full (the words stand in the conversation), given in other words, or not given.';
comment on column intervention.statement_choice.part is 'What the child said of the conversation, or what guardians may not be shown of it (12 kap. 3 § OSL).';
-- A version of a statement is chosen of once for an intervention.
create unique index statement_chosen_once on intervention.statement_choice (municipality_id, case_id, intervention_id, conversation_id, part);
create index statement_choice_conversation on intervention.statement_choice (municipality_id, case_id, conversation_id);
create index statement_choice_recorded_by on intervention.statement_choice (municipality_id, recorded_by);
select core.keep_municipalities_apart('intervention.statement_choice'::regclass);
grant select, insert on intervention.statement_choice to fortrogen_app;
create trigger closed_case_takes_no_statement_choice before insert on intervention.statement_choice for each row
  execute function intake.refuse_writing_in_closed_case();

-- What was handed over before this was handed over as a whole, and is not asked about again.
alter table intervention.plan add column as_a_whole boolean not null default false;
update intervention.plan set as_a_whole = true;
comment on column intervention.plan.as_a_whole is 'Handed over before each statement was chosen of by itself. Nothing new is.';
