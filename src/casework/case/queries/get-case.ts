import { sql } from "kysely";
import { z } from "zod";
import { maySeeCase } from "../../../platform/access/need-to-know.ts";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { onlyPromised } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { caseParts } from "../case-parts.ts";
import type { CaseParts } from "../case-parts.ts";
import type { ObligationRow } from "../obligation-parts.ts";
import { obligationsOf } from "../clocks.ts";
import { CHILD_ASKED } from "../../intervention/codes.ts";
import { preliminaryAssessment } from "../../intake/rules.ts";
import { investigationTime } from "../../investigation/rules.ts";
import { nameInCase } from "./name-in-case.ts";
import { subjectOfObligation } from "./subject-of-obligation.ts";

/** Who took the decision whose identifier the column holds, and whether the board has been told of it. */
const madeBy = (
  id: string,
) => sql`(select to_jsonb(m) || jsonb_build_object('staff', ms.name, 'typed_by', mt.name, 'reported', to_jsonb(mr))
  from decision.maker m
  left join access.staff ms on ms.municipality_id = m.municipality_id and ms.id = m.staff_id
  left join access.staff mt on mt.municipality_id = m.municipality_id and mt.id = m.recorded_by
  left join decision.board_report mr on mr.municipality_id = m.municipality_id and mr.maker_id = m.id
  where m.municipality_id = ${sql.raw(id.slice(0, id.indexOf(".")))}.municipality_id and m.id = ${sql.raw(id)})`;

/** What each has answered to the decision \`d\`, guardians first. */
const consentsOf = sql`(select coalesce(jsonb_agg(to_jsonb(cs) || jsonb_build_object('given_name', cp.given_name, 'family_name', cp.family_name)
    order by cs.capacity = 'barnet', cp.given_name), '[]')
  from decision.consent cs cross join lateral ${nameInCase("d", sql`d.case_id`, sql`cs.person_id`)} cp
  where cs.municipality_id = d.municipality_id and cs.decision_id = d.id)`;
/** As the database gives it: what must be done without its days, which the rules count. */
type RecordedParts = Omit<CaseParts, "obligations"> & { readonly obligations: readonly ObligationRow[] };

/**
 * Everything the case page shows, in one question to the database: the child and those around, what came in, the phases
 * with their four steps, investigations, decisions, interventions, conversations, notes and what must happen by when.
 * Lists are in the order things happened.
 */
export const getCase = defineQuery({
  name: "workplace.get-case",
  title: "Visa ett ärende",
  input: z.object({ caseId: idField }),
  output: caseParts,
  permit: [worksInCase, brokeOpen],
  async run(tx, input, context) {
    const m = context.actor.municipalityId;
    const c = input.caseId;
    const { rows } = await sql<{ parts: RecordedParts }>`
      select jsonb_build_object(
        'file', (select jsonb_build_object('id', f.id, 'case_number', f.case_number, 'opened_on', f.opened_on, 'unit', u.name, 'closed_on', k.closed_on,
            'closure_reason', k.reason, 'closure_recorded_at', k.recorded_at)
          from intake.case_file f join access.unit u on u.municipality_id = f.municipality_id and u.id = f.unit_id
          left join intake.case_closure k on k.municipality_id = f.municipality_id and k.case_id = f.id
          where f.municipality_id = ${m} and f.id = ${c}),
        'child', (select jsonb_build_object('id', p.id, 'given_name', p.given_name, 'family_name', p.family_name, 'birth_date', p.birth_date,
            'identity_number', p.identity_number, 'sex', p.sex, 'protected_identity', p.protected_identity, 'language', p.language, 'interpreter_need', p.interpreter_need)
          from people.person p join intake.case_file f on f.municipality_id = p.municipality_id and f.child_id = p.id
          where f.municipality_id = ${m} and f.id = ${c}),
        'guardians', (select coalesce(jsonb_agg(jsonb_build_object('id', g.guardian_id, 'given_name', g.given_name, 'family_name', g.family_name, 'phone', g.phone,
            'kind', g.kind, 'guardianship_id', g.id, 'source', g.source, 'source_detail', g.source_detail, 'source_on', g.source_on, 'valid_from', g.valid_from)
            order by g.given_name, g.id), '[]')
          from intake.case_file f join people.standing_guardianship g on g.municipality_id = f.municipality_id and g.child_id = f.child_id
            and g.valid_from <= ${context.today}::date and (g.valid_to is null or g.valid_to >= ${context.today}::date)
          where f.municipality_id = ${m} and f.id = ${c}),
        'guardian_claims', (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'given_name', g.given_name, 'family_name', g.family_name, 'phone', g.phone,
            'identity_number', g.identity_number, 'said_on', i.received_on) order by g.given_name, g.id), '[]')
          from intake.case_file f join people.open_guardian_claim g on g.municipality_id = f.municipality_id and g.child_id = f.child_id
          left join intake.intake i on i.municipality_id = g.municipality_id and i.case_id = g.case_id and i.id = g.intake_id
          where f.municipality_id = ${m} and f.id = ${c}),
        'emergencies', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'staff_id', e.staff_id, 'name', s.name, 'unit', u.name, 'reason', e.reason,
            'explanation', e.explanation, 'opened_at', e.opened_at, 'closes_at', e.closes_at, 'is_open', e.closes_at > ${context.now}) order by e.opened_at), '[]')
          from access.emergency e join access.staff s on s.municipality_id = e.municipality_id and s.id = e.staff_id
          left join access.unit u on u.municipality_id = s.municipality_id and u.id = s.unit_id
          where e.municipality_id = ${m} and e.case_id = ${c}),
        'staff', (select coalesce(jsonb_agg(jsonb_build_object('staff_id', s.id, 'name', s.name, 'role', a.role) order by a.role), '[]')
          from intake.case_assignment a join access.staff s on s.municipality_id = a.municipality_id and s.id = a.staff_id
          where a.municipality_id = ${m} and a.case_id = ${c} and a.ended_on is null),
        'left', (select coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'role', a.role, 'ended_on', e.ended_on, 'reason', e.reason, 'note', e.note, 'by', b.name, 'recorded_at', e.recorded_at)
            order by e.ended_on, e.recorded_at), '[]')
          from intake.assignment_ending e
          join intake.case_assignment a on a.municipality_id = e.municipality_id and a.case_id = e.case_id and a.id = e.assignment_id
          join access.staff s on s.municipality_id = a.municipality_id and s.id = a.staff_id
          join access.staff b on b.municipality_id = e.municipality_id and b.id = e.recorded_by
          where e.municipality_id = ${m} and e.case_id = ${c}),
        'moves', (select coalesce(jsonb_agg(jsonb_build_object('intake_id', v.intake_id, 'type', i.type, 'received_on', i.received_on, 'moved_on', v.moved_on,
              'reason', v.reason, 'away', v.from_case_id = ${c}, 'by', b.name, 'recorded_at', v.recorded_at,
              'other_case_id', (select c.id from intake.case_file c where c.municipality_id = v.municipality_id
                and c.id = case when v.from_case_id = ${c} then v.to_case_id else v.from_case_id end and ${maySeeCase(context.actor, context.today)}))
            order by v.recorded_at, v.id), '[]')
          from intake.intake_move v
          join intake.intake i on i.municipality_id = v.municipality_id and i.id = v.intake_id
          join access.staff b on b.municipality_id = v.municipality_id and b.id = v.recorded_by
          where v.municipality_id = ${m} and (v.from_case_id = ${c} or v.to_case_id = ${c})),
        'person_reviews', (select coalesce(jsonb_agg(jsonb_build_object('name', p.given_name || ' ' || p.family_name, 'known', v.known, 'typed', v.typed,
              'taken', v.taken, 'kept', v.kept, 'source', v.source, 'source_detail', v.source_detail, 'source_on', v.source_on, 'by', b.name,
              'recorded_at', v.recorded_at) order by v.recorded_at, v.id), '[]')
          from people.person_review v
          cross join lateral ${nameInCase("v", sql`${c}::uuid`, sql`v.person_id`)} p
          join access.staff b on b.municipality_id = v.municipality_id and b.id = v.recorded_by
          where v.municipality_id = ${m} and v.move_id is null and (v.case_id = ${c} or v.person_id = (select f.child_id from intake.case_file f where f.municipality_id = ${m} and f.id = ${c}))),
        'intakes', (select coalesce(jsonb_agg(to_jsonb(i) - 'protection_due_on' || jsonb_build_object(
              'protection', (select to_jsonb(a) || jsonb_build_object('by', w.name) from intake.protection_assessment a
                join access.staff w on w.municipality_id = a.municipality_id and w.id = a.recorded_by
                where a.municipality_id = i.municipality_id and a.case_id = i.case_id and a.intake_id = i.id order by a.assessed_at desc limit 1),
              'preliminary', (select to_jsonb(p) - 'due_on'
                  || jsonb_build_object('decision', to_jsonb(d) || jsonb_build_object('made', ${madeBy("d.preliminary_assessment_id")}), 'extensions',
                  (select coalesce(jsonb_agg(to_jsonb(x) || jsonb_build_object('made', ${madeBy("x.id")}) order by x.extended_to), '[]') from intake.preliminary_extension x
                    where x.municipality_id = p.municipality_id and x.case_id = p.case_id and x.preliminary_assessment_id = p.id))
                from intake.preliminary_assessment p
                left join intake.preliminary_decision d on d.municipality_id = p.municipality_id and d.case_id = p.case_id and d.preliminary_assessment_id = p.id
                where p.municipality_id = i.municipality_id and p.case_id = i.case_id and p.intake_id = i.id),
              'feedback', (select to_jsonb(b) from intake.reporter_feedback b
                where b.municipality_id = i.municipality_id and b.case_id = i.case_id and b.intake_id = i.id order by b.recorded_at desc limit 1),
              'feedback_request', (select to_jsonb(q) from intake.feedback_request q
                where q.municipality_id = i.municipality_id and q.case_id = i.case_id and q.intake_id = i.id),
              'outcome', (select to_jsonb(o) || jsonb_build_object('made', ${madeBy("o.maker_id")}) from intake.application_outcome o
                where o.municipality_id = i.municipality_id and o.case_id = i.case_id and o.intake_id = i.id)
            ) order by i.received_at), '[]')
          from intake.intake i where i.municipality_id = ${m} and i.case_id = ${c}),
        'unanswered', (select coalesce(jsonb_agg(a.intake_id order by a.received_on), '[]') from intake.unanswered_application a
          where a.municipality_id = ${m} and a.case_id = ${c}),
        'investigations', (select coalesce(jsonb_agg(to_jsonb(i) - 'due_on' || jsonb_build_object(
              'extended_to', (select max(x.extended_to) from investigation.extension x
                where x.municipality_id = i.municipality_id and x.case_id = i.case_id and x.investigation_id = i.id),
              'extensions', (select coalesce(jsonb_agg(to_jsonb(x) || jsonb_build_object('made', ${madeBy("x.id")}) order by x.extended_to, x.recorded_at), '[]')
                from investigation.extension x
                where x.municipality_id = i.municipality_id and x.case_id = i.case_id and x.investigation_id = i.id),
              'informed', (select coalesce(jsonb_agg(to_jsonb(o) || jsonb_build_object('name', n.given_name || ' ' || n.family_name,
                  'content', case when o.outcome = 'informerad' then o.content end, 'by', w.name) order by o.recorded_at), '[]')
                from investigation.opened_information o cross join lateral ${nameInCase("o", sql`o.case_id`, sql`o.person_id`)} n
                join access.staff w on w.municipality_id = o.municipality_id and w.id = o.recorded_by
                where o.municipality_id = i.municipality_id and o.case_id = i.case_id and o.investigation_id = i.id),
              'best_interests', (select to_jsonb(b) || jsonb_build_object('by', w.name) from investigation.best_interests b
                join access.staff w on w.municipality_id = b.municipality_id and w.id = b.recorded_by
                where b.municipality_id = i.municipality_id and b.case_id = i.case_id and b.investigation_id = i.id order by b.recorded_at desc limit 1),
              'made', ${madeBy("i.id")},
              'decision', (select to_jsonb(d) || jsonb_build_object('made', ${madeBy("d.id")}, 'consents', ${consentsOf}) from decision.decision d
                where d.municipality_id = i.municipality_id and d.case_id = i.case_id and d.investigation_id = i.id order by d.recorded_at desc limit 1),
              'conclusion', (select to_jsonb(e) from investigation.conclusion e
                where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.investigation_id = i.id)
            ) order by i.started_on), '[]')
          from investigation.investigation i where i.municipality_id = ${m} and i.case_id = ${c}),
        'interventions', (select coalesce(jsonb_agg(to_jsonb(i) || jsonb_build_object(
              'plan', (select to_jsonb(p) || jsonb_build_object('withheld', case when p.reason_not_passed_on = ${CHILD_ASKED} then null else p.withheld end,
                  'is_withheld', p.withheld is not null and p.reason_not_passed_on = ${CHILD_ASKED})
                from intervention.plan p
                where p.municipality_id = i.municipality_id and p.case_id = i.case_id and p.intervention_id = i.id),
              'legal_provision', (select d.legal_provision from decision.decision d
                where d.municipality_id = i.municipality_id and d.case_id = i.case_id and d.id = i.decision_id),
              'beginning', (select to_jsonb(g) from intervention.beginning g
                where g.municipality_id = i.municipality_id and g.case_id = i.case_id and g.intervention_id = i.id),
              'interruptions', (select coalesce(jsonb_agg(to_jsonb(a) || jsonb_build_object('resumed_on', r.resumed_on, 'resumed_recorded_at', r.recorded_at)
                  order by a.interrupted_on, a.recorded_at), '[]')
                from intervention.interruption a
                left join intervention.resumption r on r.municipality_id = a.municipality_id and r.case_id = a.case_id and r.interruption_id = a.id
                where a.municipality_id = i.municipality_id and a.case_id = i.case_id and a.intervention_id = i.id),
              'reports', (select coalesce(jsonb_agg(to_jsonb(x) order by x.reported_on, x.recorded_at), '[]') from intervention.execution_report x
                where x.municipality_id = i.municipality_id and x.case_id = i.case_id and x.intervention_id = i.id),
              'follow_ups', (select coalesce(jsonb_agg(to_jsonb(u) order by u.followed_up_on, u.recorded_at), '[]') from intervention.follow_up u
                where u.municipality_id = i.municipality_id and u.case_id = i.case_id and u.intervention_id = i.id),
              'ending', (select to_jsonb(e) from intervention.ending e
                where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.intervention_id = i.id),
              'not_begun', (select to_jsonb(b) from intervention.not_begun b
                where b.municipality_id = i.municipality_id and b.case_id = i.case_id and b.intervention_id = i.id)
            ) order by i.granted_on), '[]')
          from intervention.intervention i where i.municipality_id = ${m} and i.case_id = ${c}),
        'phases', (select coalesce(jsonb_agg(to_jsonb(p) || jsonb_build_object('closed_on', k.closed_on) order by p.opened_on, p.recorded_at), '[]')
          from participation.phase p
          left join participation.phase_closure k on k.municipality_id = p.municipality_id and k.case_id = p.case_id and k.phase_id = p.id
          where p.municipality_id = ${m} and p.case_id = ${c}),
        'steps', (select coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object('by', w.name) order by s.recorded_at), '[]') from participation.standing_step s
          join access.staff w on w.municipality_id = s.municipality_id and w.id = s.recorded_by
          where s.municipality_id = ${m} and s.case_id = ${c}),
        'conversations', (select coalesce(jsonb_agg(to_jsonb(t) - 'withheld_from_guardians' - 'withheld_reason'
              || jsonb_build_object('by', s.name, 'withheld', t.withheld_from_guardians is not null) order by t.held_on, t.held_at, t.recorded_at), '[]')
          from participation.conversation t join access.staff s on s.municipality_id = t.municipality_id and s.id = t.recorded_by
          where t.municipality_id = ${m} and t.case_id = ${c}
            and not exists (select 1 from participation.conversation n where n.municipality_id = t.municipality_id and n.case_id = t.case_id and n.corrects_id = t.id)),
        'notes', (select coalesce(jsonb_agg(to_jsonb(n) || jsonb_build_object('by', s.name,
              'corrected', exists (select 1 from intake.note l where l.municipality_id = n.municipality_id and l.case_id = n.case_id and l.corrects_id = n.id))
            order by n.happened_on, n.happened_at, n.recorded_at), '[]')
          from intake.note n join access.staff s on s.municipality_id = n.municipality_id and s.id = n.recorded_by
          where n.municipality_id = ${m} and n.case_id = ${c}),
        'obligations', (select coalesce(jsonb_agg(to_jsonb(d) || ${subjectOfObligation}), '[]') from due.obligation d
          where d.municipality_id = ${m} and d.case_id = ${c})
      ) as parts`.execute(tx);
    const parts = rows[0]?.parts;
    if (!parts) return failed({ code: "not-found", message: "Ärendet finns inte." });
    context.touch(parts.child.id);
    // Whole rows are asked for; what nobody is promised goes no further.
    return ok(onlyPromised(caseParts, withDays(parts, context.today)));
  },
});

/** The case with the days that its rules give: of what must be done, and of each investigation and preliminary assessment. */
function withDays(parts: RecordedParts, today: string): CaseParts {
  return {
    ...parts,
    intakes: parts.intakes.map((one) => (one.preliminary === null ? one : { ...one, preliminary: withPreliminaryDays(one.preliminary) })),
    investigations: parts.investigations.map((one) => {
      const { dueOn, targetOn } = investigationTime.apply({ openedOn: one.started_on });
      return { ...one, due_on: dueOn, target_on: targetOn };
    }),
    obligations: obligationsOf(parts.obligations, today),
  };
}

function withPreliminaryDays<P extends { readonly opened_on: string }>(
  one: P,
): P & { readonly due_on: string; readonly target_on: string } {
  const report = { type: "anmälan", receivedOn: one.opened_on, investigationOpen: false } as const;
  const { dueOn, targetOn } = preliminaryAssessment.apply(report);
  return { ...one, due_on: dueOn ?? one.opened_on, target_on: targetOn ?? one.opened_on };
}
