-- During the preliminary assessment the child is talked with where the guardians consent: the right to do so without is of the investigation (20 kap. 7 § SoL). Who has
-- consented or not, when and how; a change of mind is a later row.
create table intake.talk_consent (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  preliminary_assessment_id uuid not null,
  given_by text not null check (length(given_by) between 1 and 200),
  answer text not null check (answer in ('samtycker', 'samtycker inte')),
  given_on date not null,
  how text not null check (how in ('muntligt', 'skriftligt')),
  presence text check (presence in ('barnet enskilt', 'tillsammans med vårdnadshavare')),
  conditions text check (length(conditions) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, preliminary_assessment_id) references intake.preliminary_assessment (municipality_id, case_id, id),
  constraint talk_consent_says_in_which_way check ((answer = 'samtycker') = (presence is not null))
);
create index talk_consent_assessment on intake.talk_consent (municipality_id, case_id, preliminary_assessment_id);
create trigger closed_case_takes_no_talk_consent before insert on intake.talk_consent for each row execute function intake.refuse_writing_in_closed_case();

-- Whom else the board has talked with during it: guardians, the reporter, other adults of the home, and references, those only with the guardians' consent.
create table intake.preliminary_contact (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  preliminary_assessment_id uuid not null,
  kind text not null check (kind in ('vårdnadshavare', 'anmälaren', 'annan vuxen i hemmet', 'referens')),
  who text check (length(who) between 1 and 200),
  happened_on date not null,
  happened_at time(0),
  how text not null check (how in ('besök', 'telefon', 'video', 'skriftligt')),
  consent_by text check (length(consent_by) between 1 and 200),
  what_was_said text not null check (length(what_was_said) between 1 and 20000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, preliminary_assessment_id) references intake.preliminary_assessment (municipality_id, case_id, id),
  constraint reference_is_asked_with_consent check (kind <> 'referens' or consent_by is not null),
  constraint reporter_is_not_named_again check ((kind = 'anmälaren') = (who is null))
);
create index preliminary_contact_assessment on intake.preliminary_contact (municipality_id, case_id, preliminary_assessment_id);
create trigger closed_case_takes_no_contact before insert on intake.preliminary_contact for each row execute function intake.refuse_writing_in_closed_case();

select core.keep_municipalities_apart(t) from unnest(array['intake.talk_consent', 'intake.preliminary_contact']::regclass[]) t;
grant select, insert on intake.talk_consent, intake.preliminary_contact to fortrogen_app;
