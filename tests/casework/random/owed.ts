/**
 * What the law asks to be done in a case, as the facts say it and without any rule: for each clock a statement that gives the cases and subjects of which it must
 * run. `of` says by what a clock is found: by its subject, or by the case where one clock stands for several.
 */
export type Owed = { readonly clocks: readonly string[]; readonly of: "subject" | "case"; readonly facts: string };

const isOpen = (alias: string) =>
  `not exists (select from intake.case_closure k where (k.municipality_id, k.case_id) = (${alias}.municipality_id, ${alias}.case_id))`;

export const owed: Readonly<Record<string, Owed>> = {
  "20 kap. 1 § SoL: a report whose child nobody has asked whether it is safe": {
    clocks: ["immediate-protection"], of: "subject",
    facts: `select i.municipality_id, i.case_id, i.id as subject_id from intake.intake i where i.type = 'anmälan'
      and not exists (select from intake.protection_assessment a where (a.municipality_id, a.intake_id) = (i.municipality_id, i.id))`,
  },
  "20 kap. 2 § SoL: a preliminary assessment that is not decided in": {
    clocks: ["preliminary-assessment", "violence-means-investigation"], of: "subject",
    facts: `select f.municipality_id, f.case_id, f.id as subject_id from intake.preliminary_assessment f
      where not exists (select from intake.preliminary_decision d where (d.municipality_id, d.preliminary_assessment_id) = (f.municipality_id, f.id))`,
  },
  "14 kap. 2 § SoL: an application in a case that has never been investigated": {
    clocks: ["open-investigation-at-once"], of: "subject",
    facts: `select i.municipality_id, i.case_id, i.id as subject_id from intake.intake i where i.type = 'ansökan' and ${isOpen("i")}
      and not exists (select from intake.application_outcome o where (o.municipality_id, o.intake_id) = (i.municipality_id, i.id))
      and not exists (select from investigation.investigation u where (u.municipality_id, u.case_id) = (i.municipality_id, i.case_id))`,
  },
  "19 kap. 6 § SoL: a reporter by duty who has asked, where it is decided, and is not answered": {
    clocks: ["feedback-to-reporter"], of: "subject",
    facts: `select i.municipality_id, i.case_id, i.id as subject_id from intake.intake i
      join intake.preliminary_assessment f on (f.municipality_id, f.intake_id) = (i.municipality_id, i.id)
      join intake.preliminary_decision d on (d.municipality_id, d.preliminary_assessment_id) = (f.municipality_id, f.id)
      where i.type = 'anmälan' and i.reporter_mandated
        and (i.feedback_requested or exists (select from intake.feedback_request q where (q.municipality_id, q.intake_id) = (i.municipality_id, i.id)))
        and not exists (select from intake.reporter_feedback r where (r.municipality_id, r.intake_id) = (i.municipality_id, i.id))`,
  },
  "20 kap. 3 § SoL: an investigation that has not ended": {
    clocks: ["investigation-time"], of: "subject",
    facts: `select i.municipality_id, i.case_id, i.id as subject_id from investigation.investigation i
      where not exists (select from investigation.conclusion e where (e.municipality_id, e.investigation_id) = (i.municipality_id, i.id))`,
  },
  "20 kap. 4 § SoL: a guardian or a child who does not know of an open investigation": {
    clocks: ["information-that-opened"], of: "subject",
    facts: `select i.municipality_id, i.case_id, i.id as subject_id from investigation.investigation i
      join intake.case_file f on (f.municipality_id, f.id) = (i.municipality_id, i.case_id)
      where not exists (select from investigation.conclusion e where (e.municipality_id, e.investigation_id) = (i.municipality_id, i.id))
        and (not exists (select from participation.step s where (s.municipality_id, s.phase_id) = (i.municipality_id, i.phase_id) and s.step = 'informerad')
          or exists (select from people.standing_guardianship g where (g.municipality_id, g.child_id) = (f.municipality_id, f.child_id) and g.change = 'bekräftad'
            and g.valid_to is null and not exists (select from investigation.opened_information o
              where (o.municipality_id, o.investigation_id, o.person_id) = (i.municipality_id, i.id, g.guardian_id))))`,
  },
  "22 kap. 1 § SoL and article 12: what was decided and the child has not been told": {
    clocks: ["tell-the-child"], of: "case",
    facts: `select p.municipality_id, p.case_id, null::uuid as subject_id from participation.phase p
      where not exists (select from participation.phase_closure k where (k.municipality_id, k.phase_id) = (p.municipality_id, p.id))
        and (exists (select from investigation.conclusion c where (c.municipality_id, c.phase_id) = (p.municipality_id, p.id))
          or exists (select from intake.preliminary_decision d where (d.municipality_id, d.preliminary_assessment_id) = (p.municipality_id, p.subject_id)))`,
  },
  "a step that was put off to a day, and is the last word of it": {
    clocks: ["try-again"], of: "subject",
    facts: `select s.municipality_id, s.case_id, s.id as subject_id from participation.standing_step s where s.try_again_on is not null and ${isOpen("s")}
      and not exists (select from participation.step n where (n.municipality_id, n.case_id, n.step) = (s.municipality_id, s.case_id, s.step) and n.recorded_at > s.recorded_at)`,
  },
  "a promise to the child that is not settled": {
    clocks: ["promise-to-the-child"], of: "subject",
    facts: `select p.municipality_id, p.case_id, p.id as subject_id from participation.promise p where ${isOpen("p")}
      and not exists (select from participation.promise_outcome o where (o.municipality_id, o.promise_id) = (p.municipality_id, p.id))`,
  },
  "25 § FvL: a party who was sent the material and has not answered": {
    clocks: ["reply-time"], of: "subject",
    facts: `select c.municipality_id, c.case_id, c.id as subject_id from party.communication c where c.kind = 'kommunicerat'
      and not exists (select from party.reply r where (r.municipality_id, r.communication_id) = (c.municipality_id, c.id))
      and not exists (select from investigation.conclusion e where (e.municipality_id, e.investigation_id) = (c.municipality_id, c.investigation_id))`,
  },
  "33 § FvL: a guardian who has not been told of the decision": {
    clocks: ["decision-notified"], of: "subject",
    facts: `select e.municipality_id, e.case_id, e.investigation_id as subject_id from investigation.conclusion e
      join intake.case_file f on (f.municipality_id, f.id) = (e.municipality_id, e.case_id)
      join people.person p on (p.municipality_id, p.id) = (f.municipality_id, f.child_id)
      where ${isOpen("e")} and p.birth_date + interval '18 years' > e.concluded_on
        and exists (select from decision.decision d join people.standing_guardianship g on (g.municipality_id, g.child_id) = (f.municipality_id, f.child_id)
          and g.change = 'bekräftad' and g.valid_from <= e.concluded_on and g.valid_to is null
          where (d.municipality_id, d.investigation_id) = (e.municipality_id, e.investigation_id) and d.appeal <> 'laglighetsprövning'
            and not exists (select from party.notification n where (n.municipality_id, n.decision_id, n.person_id) = (d.municipality_id, d.id, g.guardian_id)))`,
  },
  "45–46 §§ FvL: an appeal that is neither dismissed nor sent to the court": {
    clocks: ["appeal-forwarded"], of: "subject",
    facts: `select a.municipality_id, a.case_id, a.id as subject_id from party.appeal a
      where not exists (select from party.appeal_forwarding w where (w.municipality_id, w.appeal_id) = (a.municipality_id, a.id))
        and not exists (select from party.appeal_trial t where (t.municipality_id, t.appeal_id) = (a.municipality_id, a.id) and t.outcome = 'avvisas')`,
  },
  "a local rule: a proposal that nobody has answered, of what is not decided": {
    clocks: ["approval-waits"], of: "subject",
    facts: `select r.municipality_id, r.case_id, r.id as subject_id from decision.approval_request r where ${isOpen("r")}
      and not exists (select from decision.approval_answer a where (a.municipality_id, a.request_id) = (r.municipality_id, r.id))
      and not exists (select from investigation.conclusion e where (e.municipality_id, e.investigation_id) = (r.municipality_id, r.investigation_id))
      and not exists (select from intake.preliminary_assessment f join intake.preliminary_decision d
        on (d.municipality_id, d.preliminary_assessment_id) = (f.municipality_id, f.id) where (f.municipality_id, f.intake_id) = (r.municipality_id, r.intake_id))`,
  },
  "6 kap. 39 § KL: an urgent decision that the board has not been told of": {
    clocks: ["urgent-decision-reported"], of: "case",
    facts: `select m.municipality_id, m.case_id, null::uuid as subject_id from decision.maker m where m.decider = 'ordförande eller ledamot'
      and not exists (select from intake.preliminary_decision d where (d.municipality_id, d.preliminary_assessment_id) = (m.municipality_id, m.id) and d.result = 'inleda')
      and not exists (select from decision.board_report r where (r.municipality_id, r.maker_id) = (m.municipality_id, m.id))`,
  },
  "an intervention that was granted and has not begun": {
    clocks: ["not-executed", "begin-intervention"], of: "subject",
    facts: `select i.municipality_id, i.case_id, i.id as subject_id from intervention.intervention i
      where not exists (select from intervention.beginning b where (b.municipality_id, b.intervention_id) = (i.municipality_id, i.id))
        and not exists (select from intervention.not_begun b where (b.municipality_id, b.intervention_id) = (i.municipality_id, i.id))`,
  },
  "34 kap. 1 § SoL: the right to an intervention that is not carried out": {
    clocks: ["execution-report"], of: "subject",
    facts: `select i.municipality_id, i.case_id, i.id as subject_id from intervention.intervention i
      join decision.decision d on (d.municipality_id, d.id) = (i.municipality_id, i.decision_id) and d.legal_ground = 'right-to-intervention'
      where not exists (select from intervention.beginning b where (b.municipality_id, b.intervention_id) = (i.municipality_id, i.id))
        and not exists (select from intervention.not_begun b where (b.municipality_id, b.intervention_id) = (i.municipality_id, i.id))`,
  },
  "20 kap. 8 § SoL: an intervention that is planned and has not ended": {
    clocks: ["follow-up-time"], of: "subject",
    facts: `select p.municipality_id, p.case_id, p.intervention_id as subject_id from intervention.plan p
      where not exists (select from intervention.ending e where (e.municipality_id, e.intervention_id) = (p.municipality_id, p.intervention_id))
        and not exists (select from intervention.not_begun b where (b.municipality_id, b.intervention_id) = (p.municipality_id, p.intervention_id))`,
  },
  "a birthday that changes what the law says, of a child in an open case": {
    clocks: ["birthday-that-changes"], of: "case",
    facts: `select f.municipality_id, f.id as case_id, null::uuid as subject_id from intake.case_file f
      join people.person p on (p.municipality_id, p.id) = (f.municipality_id, f.child_id)
      where p.birth_date + interval '17 years' > f.opened_on and not exists (select from intake.case_closure k where (k.municipality_id, k.case_id) = (f.municipality_id, f.id))
        and not exists (select from people.birthday_prepared b where (b.municipality_id, b.case_id) = (f.municipality_id, f.id))
        and exists (select from intake.intake i where (i.municipality_id, i.case_id) = (f.municipality_id, f.id))`,
  },
  "what others were asked for in an investigation that goes on, and have not answered": {
    clocks: ["request-reply"], of: "subject",
    facts: `select q.municipality_id, q.case_id, q.id as subject_id from investigation.request q
      where not exists (select from investigation.request_reply r where (r.municipality_id, r.request_id) = (q.municipality_id, q.id))
        and not exists (select from investigation.conclusion e where (e.municipality_id, e.investigation_id) = (q.municipality_id, q.investigation_id))`,
  },
  "10 § FvL: a party who has asked to see the material and has not been answered": {
    clocks: ["insight-answered"], of: "subject",
    facts: `select r.municipality_id, r.case_id, r.id as subject_id from party.insight_request r
      where not exists (select from party.insight_answer a where (a.municipality_id, a.request_id) = (r.municipality_id, r.id))`,
  },
  "11 § FvL: an application whose investigation was extended, of which nobody has been told since": {
    clocks: ["delay-told"], of: "subject",
    facts: `select i.municipality_id, i.case_id, i.intake_id as subject_id from investigation.investigation i
      join intake.intake a on (a.municipality_id, a.id) = (i.municipality_id, i.intake_id) and a.type = 'ansökan'
      join investigation.extension x on (x.municipality_id, x.investigation_id) = (i.municipality_id, i.id)
      where not exists (select from investigation.conclusion e where (e.municipality_id, e.case_id) = (i.municipality_id, i.case_id)
          and (e.concluded_on, e.recorded_at) >= (a.received_on, a.recorded_at))
        and not exists (select from intake.application_outcome o where (o.municipality_id, o.intake_id) = (i.municipality_id, i.intake_id))
        and not exists (select from intake.intake n where (n.municipality_id, n.corrects_id) = (a.municipality_id, a.id))
      group by i.municipality_id, i.case_id, i.intake_id
      having not exists (select from party.delay_notice n where (n.municipality_id, n.intake_id) = (i.municipality_id, i.intake_id) and n.told_on >= max(x.decided_on))`,
  },
  "12 § FvL: an application that somebody has asked to have decided, neither decided nor refused": {
    clocks: ["asked-for-decision"], of: "subject",
    facts: `select q.municipality_id, q.case_id, q.id as subject_id from party.decision_request q
      join intake.intake a on (a.municipality_id, a.id) = (q.municipality_id, q.intake_id)
      where not exists (select from party.decision_request_refusal r where (r.municipality_id, r.request_id) = (q.municipality_id, q.id))
        and not exists (select from intake.application_outcome o where (o.municipality_id, o.intake_id) = (q.municipality_id, q.intake_id))
        and not exists (select from investigation.conclusion e where (e.municipality_id, e.case_id) = (q.municipality_id, q.case_id)
          and (e.concluded_on, e.recorded_at) >= (a.received_on, a.recorded_at))
        and not exists (select from intake.intake n where (n.municipality_id, n.corrects_id) = (a.municipality_id, a.id))`,
  },
  "a child who is expected, and whose birth nobody has written": {
    clocks: ["expected-child"], of: "case",
    facts: `select f.municipality_id, f.id as case_id, null::uuid as subject_id from intake.case_file f
      join people.person p on (p.municipality_id, p.id) = (f.municipality_id, f.child_id) and p.birth_date_known = 'väntat' and p.same_as is null
      where not exists (select from intake.case_closure k where (k.municipality_id, k.case_id) = (f.municipality_id, f.id)) and exists (select from intake.intake i where (i.municipality_id, i.case_id) = (f.municipality_id, f.id))`,
  },
}; // prettier-ignore

/** What is owed and no clock runs for. */
export const withoutClock = ({ clocks, of, facts }: Owed): string => `select o.case_id, o.subject_id from (${facts}) o
  where not exists (select from due.clock c where c.municipality_id = o.municipality_id and c.case_id = o.case_id and c.stopped_at is null
    and c.rule_id in (${clocks.map((one) => `'${one}'`).join(", ")}) ${of === "subject" ? "and c.subject_id = o.subject_id" : ""})`;
