/**
 * What must never be, asked of the database in SQL that shares nothing with the rules or the triggers: each statement finds the rows that break a promise,
 * and the names say what. As the owner, over every municipality there is.
 */

/** Which ground covers which interventions, on which consent: 11 kap. 1 and 4 §§, 13 kap. 7 § and 22 kap. SoL, 6 kap. 13 a § FB (written out here again). */
const fits = `(values
  ('right-to-intervention', array['kontaktperson', 'stöd till barn enskilt', 'stöd till barn i grupp', 'familjebehandling', 'föräldrastöd', 'öppenvårdsprogram',
    'insats till våldsutövare', 'annan öppen insats', 'familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende'], false),
  ('contact-person', array['kontaktperson'], false),
  ('qualified-contact-person', array['kontaktperson'], false),
  ('one-guardian-refuses', array['kontaktperson', 'stöd till barn enskilt', 'stöd till barn i grupp', 'familjebehandling', 'föräldrastöd', 'öppenvårdsprogram',
    'insats till våldsutövare', 'annan öppen insats'], true),
  ('intervention-beyond-right', array['kontaktperson', 'stöd till barn enskilt', 'stöd till barn i grupp', 'familjebehandling', 'föräldrastöd',
    'öppenvårdsprogram', 'insats till våldsutövare', 'annan öppen insats'], false),
  ('right-and-beyond', array['kontaktperson', 'stöd till barn enskilt', 'stöd till barn i grupp', 'familjebehandling', 'föräldrastöd',
    'öppenvårdsprogram', 'insats till våldsutövare', 'annan öppen insats'], false)) as fit (ground, types, against_guardian)`;

const against = "nämnden beslutar trots att en vårdnadshavare inte samtycker";
/** Guardians of a day as they were known at a moment: the last word of each chain of rows, written by then. */
const knownGuardian = (child: string, day: string, at: string, tenant: string) => `people.guardianship g
  where g.municipality_id = ${tenant} and g.child_id = ${child} and g.recorded_at <= ${at} and g.change <> 'återtagen'
    and g.valid_from <= ${day} and (g.valid_to is null or g.valid_to >= ${day})
    and not exists (select from people.guardianship n where n.municipality_id = g.municipality_id and n.corrects_id = g.id and n.recorded_at <= ${at})`;
/** Everybody that the guardianship has been of: a corrected number makes another person of the same guardian. */
const sameGuardian = (person: string) => `${person} in (with recursive chain as (
    select k.id, k.corrects_id, k.guardian_id from people.guardianship k where k.municipality_id = g.municipality_id and k.id = g.id
    union select k.id, k.corrects_id, k.guardian_id from chain join people.guardianship k on k.municipality_id = g.municipality_id and k.id = chain.corrects_id)
  select chain.guardian_id from chain)`;

const levels = "array['handläggare', 'förste socialsekreterare', 'enhetschef']";

export const never: Readonly<Record<string, string>> = {
  "a decision without ground, paragraph or reasons": `select from decision.decision where coalesce(legal_ground, '') = '' or legal_provision !~ '§' or btrim(reasoning) = ''`,
  "a decision that nobody has made": `select from decision.decision d left join decision.maker m
      on (m.municipality_id, m.id, m.decided_on, m.decider) = (d.municipality_id, d.id, d.decided_on, d.decider)
    where m.id is null or (m.decider = 'tjänsteman' and m.staff_id is null and m.name is null)`,
  "an employee who decides what is a committee's": `select from decision.decision d where d.decider = 'tjänsteman'
      and (d.legal_ground = 'one-guardian-refuses' or d.consent_basis = '${against}' or d.intervention_type in ('familjehem', 'nätverkshem', 'jourhem'))`,
  "an employee who decides without a point of the order of the day": `
    select from decision.decision d join decision.maker m using (municipality_id, id)
    cross join lateral (select a.version from decision.delegation_adoption a where a.municipality_id = d.municipality_id and a.valid_from <= d.decided_on
      order by a.valid_from desc, a.version desc limit 1) held
    left join decision.delegation_point p on (p.municipality_id, p.version, p.point) = (d.municipality_id, held.version, m.delegation_point)
    where d.decider = 'tjänsteman' and (m.delegation_version is distinct from held.version or p.point is null
      or p.decision_type <> case d.outcome when 'avslag' then 'avslå ansökan om insats' when 'ingen insats' then 'avsluta utredning utan insats'
        else case when d.intervention_type in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende') then 'bevilja placering' else 'bevilja insats' end end
      or (p.grounds <> '{}' and d.legal_ground <> all (p.grounds)) or (p.interventions <> '{}' and coalesce(d.intervention_type <> all (p.interventions), true))
      or coalesce(d.granted_months, 999) > coalesce(p.most_months, 999) or coalesce(d.granted_kronor, 99999999) > coalesce(p.most_kronor, 99999999))`,
  "an employee who decides above the own level": `
    select from decision.decision d join decision.maker m using (municipality_id, id)
    join decision.delegation_point p on (p.municipality_id, p.version, p.point) = (m.municipality_id, m.delegation_version, m.delegation_point)
    left join lateral (select s.level, s.qualified from decision.staff_mandate s where (s.municipality_id, s.staff_id) = (m.municipality_id, m.staff_id)
      and s.valid_from <= d.decided_on order by s.valid_from desc, s.number desc limit 1) own on true
    where m.staff_id is not null and (coalesce(array_position(${levels}, own.level), 0) < coalesce(array_position(${levels}, p.level), 4)
      or (p.qualified and not coalesce(own.qualified, false)))`,
  "a decision that four eyes were asked for and nobody else has approved": `
    select from decision.decision d join decision.maker m using (municipality_id, id)
    cross join lateral (select case when d.outcome = 'avslag' then 'avslå ansökan om insats' when d.outcome = 'ingen insats' then 'avsluta utredning utan insats'
      when d.intervention_type in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende') then 'bevilja placering' else 'bevilja insats' end as kind) k
    cross join lateral (select e.kinds from decision.second_eyes e where e.municipality_id = d.municipality_id and e.valid_from <= d.decided_on
      order by e.valid_from desc, e.number desc limit 1) rule
    where d.decider = 'tjänsteman' and k.kind = any (rule.kinds) and not exists (select from decision.approval_request r
      join decision.approval_answer a on (a.municipality_id, a.request_id) = (r.municipality_id, r.id)
      where (r.municipality_id, r.case_id, r.investigation_id) = (d.municipality_id, d.case_id, d.investigation_id) and r.kind = k.kind and a.answer = 'godkänt'
        and a.recorded_at <= d.recorded_at and a.recorded_by <> d.recorded_by and a.recorded_by is distinct from m.staff_id
        and coalesce(r.intervention_type = d.intervention_type, true))`,
  "somebody who approved what they had proposed": `select from decision.approval_answer a join decision.approval_request r on (r.municipality_id, r.id) = (a.municipality_id, a.request_id)
    where a.recorded_by = r.recorded_by`,
  "a ground that does not fit the intervention": `select from decision.decision d left join ${fits} on fit.ground = d.legal_ground
    where d.outcome = 'bifall' and not coalesce(d.intervention_type = any (fit.types), false)`,
  "a ground that does not fit the consent": `select from decision.decision d left join ${fits} on fit.ground = d.legal_ground
    where d.outcome = 'bifall' and (d.consent_basis = '${against}') is distinct from fit.against_guardian`,
  "consent that a guardian has refused": `select from decision.decision d join decision.consent c on (c.municipality_id, c.decision_id) = (d.municipality_id, d.id)
      join intake.case_file f on (f.municipality_id, f.id) = (d.municipality_id, d.case_id) join people.person p on (p.municipality_id, p.id) = (f.municipality_id, f.child_id)
      join intervention.intervention i on (i.municipality_id, i.decision_id) = (d.municipality_id, d.id)
    where d.outcome = 'bifall' and d.consent_basis in ('samtycke', 'en vårdnadshavare bestämmer ensam') and c.capacity = 'vårdnadshavare' and c.answer = 'samtycker inte'
      and i.recipient <> 'vårdnadshavare' and p.birth_date + interval '18 years' > d.decided_on`,
  "consent that nobody has given": `select from decision.decision d where d.outcome = 'bifall' and not exists (select from decision.consent c
      where (c.municipality_id, c.decision_id) = (d.municipality_id, d.id) and c.answer in ('samtycker', 'begär') and c.given_on <= d.decided_on)`,
  "a refusal that cannot be appealed": `select from decision.decision where outcome = 'avslag' and appeal <> 'förvaltningsbesvär'`,
  "two decisions in one investigation": "select from decision.decision where corrects_id is null group by investigation_id having count(distinct recorded_at) > 1",
  "an ended investigation without decision or best interests": `select from investigation.conclusion c
    where not exists (select from decision.decision d where d.id = c.decision_id and d.investigation_id = c.investigation_id)
      or not exists (select from investigation.best_interests b where b.id = c.best_interests_id and b.investigation_id = c.investigation_id)`,
  "an ended investigation with a guardian who was not told of it": `select from investigation.conclusion c
      join intake.case_file f on (f.municipality_id, f.id) = (c.municipality_id, c.case_id) join people.person p on (p.municipality_id, p.id) = (f.municipality_id, f.child_id)
    where p.birth_date + interval '18 years' > c.concluded_on and exists (select from ${knownGuardian("f.child_id", "c.concluded_on", "c.recorded_at", "c.municipality_id")}
      and not exists (select from investigation.opened_information o where (o.municipality_id, o.investigation_id) = (c.municipality_id, c.investigation_id)
        and o.happened_on <= c.concluded_on and ${sameGuardian("o.person_id")}))`,
  "an ended investigation with a child who was neither informed, heard nor weighed in": `select from investigation.conclusion c
    where (select count(distinct s.step) from participation.step s where s.municipality_id = c.municipality_id and s.phase_id = c.phase_id
      and s.id in (c.informed_id, c.heard_id, c.weighed_id) and s.step in ('informerad', 'hörd', 'vägd')) < 3`,
  "a refusal before a guardian was heard on the material": `select from decision.decision d join intake.case_file f on (f.municipality_id, f.id) = (d.municipality_id, d.case_id)
      join people.person p on (p.municipality_id, p.id) = (f.municipality_id, f.child_id)
    where d.outcome = 'avslag' and p.birth_date + interval '18 years' > d.decided_on
      and exists (select from ${knownGuardian("f.child_id", "d.decided_on", "d.recorded_at", "d.municipality_id")}
        and not exists (select from party.communication k left join party.reply r on (r.municipality_id, r.communication_id) = (k.municipality_id, k.id)
          where (k.municipality_id, k.investigation_id) = (d.municipality_id, d.investigation_id) and ${sameGuardian("k.person_id")} and k.happened_on <= d.decided_on
            and (k.kind = 'undantag' or k.reply_by < d.decided_on or r.replied_on <= d.decided_on)))`,
  "a closed case with a guardian who was not told of the decision": `select from intake.case_closure k join intake.case_file f on (f.municipality_id, f.id) = (k.municipality_id, k.case_id)
      join people.person p on (p.municipality_id, p.id) = (f.municipality_id, f.child_id)
      join investigation.conclusion c on (c.municipality_id, c.case_id) = (k.municipality_id, k.case_id)
      join decision.decision d on (d.municipality_id, d.investigation_id) = (c.municipality_id, c.investigation_id) and d.appeal <> 'laglighetsprövning'
    where p.birth_date + interval '18 years' > c.concluded_on
      and exists (select from ${knownGuardian("f.child_id", "k.closed_on", "k.recorded_at", "k.municipality_id")} and g.valid_from <= c.concluded_on
        and not exists (select from party.notification n where (n.municipality_id, n.decision_id) = (d.municipality_id, d.id) and ${sameGuardian("n.person_id")}))`,
  "a closed phase with an open step": `select from participation.phase_closure k where (select count(distinct s.step) from participation.step s
    where s.municipality_id = k.municipality_id and s.phase_id = k.phase_id and s.id in (k.informed_id, k.heard_id, k.weighed_id, k.told_id)) < 4`,
  "a phase that closed before anything was decided": `select from participation.phase_closure k join participation.phase p on (p.municipality_id, p.id) = (k.municipality_id, k.phase_id)
    where (p.kind = 'utredning' and not exists (select from investigation.conclusion c where c.phase_id = p.id))
      or (p.kind = 'förhandsbedömning' and not exists (select from intake.preliminary_decision d where d.preliminary_assessment_id = p.subject_id))`,
  "a step that says neither how nor why not": `select from participation.step where (outcome = 'gjort' and conversation_id is null and coalesce(btrim(content), '') = '')
    or (outcome = 'inte gjort' and reason is null)`,
  "a closed case with something open": `select from intake.case_closure k where
      exists (select from participation.phase p left join participation.phase_closure c on c.phase_id = p.id where p.case_id = k.case_id and c.phase_id is null)
      or exists (select from investigation.investigation i where i.case_id = k.case_id and not exists (select from investigation.conclusion c where c.investigation_id = i.id))
      or exists (select from intervention.intervention i where i.case_id = k.case_id and not exists (select from intervention.ending e where e.intervention_id = i.id)
        and not exists (select from intervention.not_begun b where b.intervention_id = i.id))
      or exists (select from participation.promise p where p.case_id = k.case_id and not exists (select from participation.promise_outcome o where o.promise_id = p.id))
      or exists (select from intake.case_assignment a where a.case_id = k.case_id and a.ended_on is null)`,
  "something new after the closing": ["intake.note", "participation.conversation", "participation.step", "intake.intake", "investigation.investigation", "decision.decision", "party.communication"]
    .map((table) => `select 1 from ${table} n join intake.case_closure k on k.case_id = n.case_id where n.recorded_at > k.recorded_at
      ${["intake.note", "participation.conversation", "participation.step"].includes(table) ? "and n.corrects_id is null" : ""}`).join(" union all "),
  "an intervention that never began and did": `select from intervention.not_begun b where exists (select from intervention.ending e where e.intervention_id = b.intervention_id)
    or exists (select from intervention.beginning e where e.intervention_id = b.intervention_id)`,
  "a text that was written in what is signed": ["passage", "finding", "investigation_plan", "citation"]
    .map((table) => `select 1 from investigation.${table} t join investigation.signature s on (s.municipality_id, s.investigation_id) = (t.municipality_id, t.investigation_id)
      where t.recorded_at > s.recorded_at`).join(" union all "),
  "a signature on what lacks a heading": `select from investigation.signature s where (select count(distinct p.section) from investigation.passage p
    where (p.municipality_id, p.investigation_id) = (s.municipality_id, s.investigation_id)
      and p.section in ('barnets åsikt', 'hur åsikten vägs', 'barnets bästa', 'konsekvenser', 'analys')) < 5`,
  "two open cases of one child": `select from intake.case_file c where not exists (select from intake.case_closure k where k.case_id = c.id)
    group by c.municipality_id, c.child_id having count(*) > 1`,
  "one responsible too many": `select from intake.case_assignment where ended_on is null and role = 'ansvarig' group by municipality_id, case_id having count(*) > 1`,
  "a day that has not been": `select from decision.maker where decided_on > (recorded_at at time zone 'Europe/Stockholm')::date
    union all select from participation.conversation where status = 'genomfört' and held_on > (recorded_at at time zone 'Europe/Stockholm')::date`,
}; // prettier-ignore

/** Tables whose rows stand as they were written: decided, signed, said and told. */
export const unalterable = [
  ...["decision.decision", "decision.maker", "decision.consent", "decision.correction", "decision.board_report", "decision.agenda_outcome"],
  ...["investigation.passage", "investigation.finding", "investigation.citation", "investigation.signature", "investigation.supplement"],
  ...["investigation.conclusion", "investigation.best_interests", "investigation.extension", "investigation.opened_information"],
  ...[
    "participation.conversation",
    "participation.step",
    "participation.phase_closure",
    "participation.promise",
    "participation.promise_outcome",
  ],
  ...[
    "party.account",
    "party.communication",
    "party.reply",
    "party.notification",
    "party.appeal",
    "party.appeal_trial",
    "party.appeal_forwarding",
  ],
  ...["intervention.intervention", "intervention.plan", "intervention.follow_up", "intervention.ending", "intervention.not_begun"],
];
