-- What a decision rests on must go together: the legal ground, the intervention it covers, the consent and who decides (src/casework/decision/rules-fit.ts,
-- rules.ts; a test compares). Consents have days of their own. What was decided before this keeps as it was (not valid: new rows only).

alter table decision.decision
  add column legal_ground text,
  add column cannot_wait text check (length(cannot_wait) > 0),
  add column far_reaching boolean,
  add column clearly_demanded text check (length(clearly_demanded) > 0);
comment on column decision.decision.cannot_wait is 'Why the decision could not be put off without inconvenience although a guardian was prevented (6 kap. 13 § FB).';
comment on column decision.decision.clearly_demanded is 'Why the child''s best clearly demanded what is far-reaching although a guardian was prevented (6 kap. 13 § FB).';

alter table decision.decision drop constraint decision_consent_basis_check, drop constraint deciding_without_guardian_needs_reasons;
alter table decision.decision
  add constraint decision_consent_basis_check check (consent_basis in ('samtycke', 'barnet fyllt 12 år samtycker', 'barnet fyllt 15 år begär eller samtycker',
    'en vårdnadshavare bestämmer ensam', 'nämnden beslutar trots att en vårdnadshavare inte samtycker')),
  add constraint deciding_without_guardian_needs_reasons check (consent_basis is null or consent_basis in ('samtycke', 'en vårdnadshavare bestämmer ensam')
    or length(consent_reasoning) > 0),
  add constraint one_guardian_alone_says_why_it_cannot_wait check (consent_basis is distinct from 'en vårdnadshavare bestämmer ensam'
    or (cannot_wait is not null and far_reaching is not null)),
  add constraint far_reaching_alone_is_clearly_demanded check (not (consent_basis = 'en vårdnadshavare bestämmer ensam' and far_reaching) or clearly_demanded is not null),
  add constraint ground_covers_what_is_granted check (outcome <> 'bifall' or case
    when legal_ground = 'right-to-intervention' then consent_basis <> 'nämnden beslutar trots att en vårdnadshavare inte samtycker'
      and intervention_type in ('kontaktperson', 'stöd till barn enskilt', 'stöd till barn i grupp', 'familjebehandling', 'föräldrastöd', 'öppenvårdsprogram',
        'insats till våldsutövare', 'annan öppen insats', 'familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende')
    when legal_ground in ('contact-person', 'qualified-contact-person') then consent_basis <> 'nämnden beslutar trots att en vårdnadshavare inte samtycker'
      and intervention_type = 'kontaktperson'
    when legal_ground in ('intervention-beyond-right', 'right-and-beyond') then consent_basis <> 'nämnden beslutar trots att en vårdnadshavare inte samtycker'
      and intervention_type in ('kontaktperson', 'stöd till barn enskilt', 'stöd till barn i grupp', 'familjebehandling', 'föräldrastöd', 'öppenvårdsprogram',
        'insats till våldsutövare', 'annan öppen insats')
    when legal_ground = 'one-guardian-refuses' then consent_basis = 'nämnden beslutar trots att en vårdnadshavare inte samtycker'
      and intervention_type in ('kontaktperson', 'stöd till barn enskilt', 'stöd till barn i grupp', 'familjebehandling', 'föräldrastöd', 'öppenvårdsprogram',
        'insats till våldsutövare', 'annan öppen insats')
    else false end) not valid,
  add constraint against_guardian_is_for_the_board check (consent_basis is distinct from 'nämnden beslutar trots att en vårdnadshavare inte samtycker'
    or decider <> 'tjänsteman') not valid,
  add constraint private_home_is_for_the_board check (outcome <> 'bifall' or intervention_type not in ('familjehem', 'nätverkshem', 'jourhem')
    or decider <> 'tjänsteman') not valid;

-- Whoever answered did so on a day, in a way and perhaps at a place; whoever was not asked or could not be did not.
alter table decision.consent alter column given_on drop not null, alter column form drop not null;
alter table decision.consent add column place text;
alter table decision.consent drop constraint consent_capacity_check;
alter table decision.consent
  add constraint consent_capacity_check check (capacity in ('vårdnadshavare', 'särskilt förordnad vårdnadshavare', 'tillfällig vårdnadshavare', 'god man', 'barnet')),
  add constraint answer_has_day_and_form check ((answer in ('inte tillfrågad', 'förhindrad')) or (given_on is not null and form is not null));
alter table people.guardianship drop constraint guardianship_kind_check;
alter table people.guardianship add constraint guardianship_kind_check
  check (kind in ('vårdnadshavare', 'särskilt förordnad vårdnadshavare', 'tillfällig vårdnadshavare', 'god man'));

-- The answers must carry the consent that the decision says it rests on, and be of its day or before. Looked at when the transaction ends, when all
-- answers are there.
create function decision.refuse_basis_without_answers() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  guardians_agree boolean; guardian_refuses boolean; guardian_prevented boolean; guardian_unasked boolean; child_agrees boolean;
begin
  if exists (select 1 from decision.consent c where c.municipality_id = new.municipality_id and c.decision_id = new.id and c.given_on > new.decided_on) then
    raise exception 'consent is later than the decision' using errcode = 'FT034';
  end if;
  select coalesce(bool_or(capacity <> 'barnet' and answer in ('samtycker', 'begär')), false), coalesce(bool_or(capacity <> 'barnet' and answer = 'samtycker inte'), false),
    coalesce(bool_or(capacity <> 'barnet' and answer = 'förhindrad'), false), coalesce(bool_or(capacity <> 'barnet' and answer = 'inte tillfrågad'), false),
    coalesce(bool_or(capacity = 'barnet' and answer in ('samtycker', 'begär')), false)
  into guardians_agree, guardian_refuses, guardian_prevented, guardian_unasked, child_agrees
  from decision.consent where municipality_id = new.municipality_id and decision_id = new.id;
  if not (case new.consent_basis
    when 'samtycke' then guardians_agree or child_agrees
    when 'en vårdnadshavare bestämmer ensam' then guardians_agree and guardian_prevented and not guardian_refuses
    when 'nämnden beslutar trots att en vårdnadshavare inte samtycker' then guardians_agree and guardian_refuses and not guardian_unasked
    else child_agrees end) then
    raise exception 'consent does not carry the decision' using errcode = 'FT033';
  end if;
  return null;
end $$;
create constraint trigger basis_rests_on_answers after insert on decision.decision deferrable initially deferred
  for each row when (new.outcome = 'bifall') execute function decision.refuse_basis_without_answers();

-- A conclusion has the day of its decision, and rests on nothing that came later.
create function investigation.refuse_conclusion_before_its_grounds() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select 1 from decision.decision d where d.municipality_id = new.municipality_id and d.id = new.decision_id and d.decided_on = new.concluded_on)
     or exists (select 1 from investigation.best_interests b
       where b.municipality_id = new.municipality_id and b.id = new.best_interests_id and b.assessed_on > new.concluded_on)
     or exists (select 1 from participation.step s
       where s.municipality_id = new.municipality_id and s.case_id = new.case_id and s.id in (new.informed_id, new.heard_id, new.weighed_id)
         and s.happened_on > new.concluded_on) then
    raise exception 'conclusion rests on what came later' using errcode = 'FT035';
  end if;
  return new;
end $$;
create trigger conclusion_rests_on_what_was before insert on investigation.conclusion
  for each row execute function investigation.refuse_conclusion_before_its_grounds();
