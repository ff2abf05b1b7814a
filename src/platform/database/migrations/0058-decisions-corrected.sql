-- A decision is never altered: what was wrong in it is corrected (36 § FvL) or the decision is changed (37-38 §§ FvL) by a row of its own, with who, why and on which day.
create table decision.correction (
  municipality_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  kind text not null check (kind in ('rättelse', 'ändring')),
  corrected_on date not null,
  was_wrong text not null check (length(was_wrong) between 1 and 2000),
  instead text not null check (length(instead) between 1 and 20000),
  why text not null check (length(why) between 1 and 20000),
  worse_for_party boolean not null,
  worse_because text check (worse_because in ('förbehåll i beslutet', 'tvingande säkerhetsskäl', 'felaktiga eller vilseledande uppgifter från parten')),
  corrected_by uuid not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id, decision_id) references decision.decision (municipality_id, case_id, id),
  foreign key (municipality_id, corrected_by) references access.staff,
  constraint correction_has_been check (corrected_on <= (recorded_at at time zone 'Europe/Stockholm')::date),
  constraint slip_makes_nothing_worse check (kind = 'ändring' or not worse_for_party),
  constraint worse_only_for_the_reasons_in_law check (worse_for_party = (worse_because is not null))
);
comment on table decision.correction is 'What was wrong in a decision and what stands instead. The decision itself stays as it was written.';
create index correction_decision on decision.correction (municipality_id, case_id, decision_id);
create index correction_corrected_by on decision.correction (municipality_id, corrected_by);
create trigger closed_case_takes_no_correction before insert on decision.correction for each row execute function intake.refuse_writing_in_closed_case();

-- What a point of the delegation order may name: the grounds and the types of intervention that there are.
alter table decision.delegation_point
  add constraint delegation_point_grounds_check check (grounds <@ array['right-to-intervention', 'contact-person', 'qualified-contact-person', 'one-guardian-refuses', 'intervention-beyond-right', 'right-and-beyond', 'open-investigation', 'preliminary-assessment', 'child-investigation', 'follow-up-without-consent', 'deliberation', 'care-application', 'immediate-care-order']),
  add constraint delegation_point_interventions_check check (interventions <@ array['kontaktperson', 'stöd till barn enskilt', 'stöd till barn i grupp', 'familjebehandling', 'föräldrastöd', 'öppenvårdsprogram', 'insats till våldsutövare', 'annan öppen insats', 'familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende']);

select core.keep_municipalities_apart('decision.correction');
grant select, insert on decision.correction to fortrogen_app;
