/** What the room contributes of a case: the interventions, and what the phases of participation are about. */
import { columnsOf, oneRowOf, rowsOf } from "../part/rows-of.ts";
import { sql } from "kysely";
import { answer } from "../../platform/core/answers.ts";
import type { CARE_TYPES } from "../decision/intervention-types.ts";
import { byOf } from "../part/by-of.ts";
import { definePart } from "../part/case-part.ts";
import { all, within } from "../part/guardian-showing.ts";
import { phasesPart } from "../participation/case-part.ts";
import { CHILD_ASKED } from "./codes.ts";
import { interventionSchema } from "./intervention-schema.ts";
import { interventionContents, interventionEvents } from "./intervention-words.ts";
import {
  assignmentSteps,
  endingSteps,
  followUpSteps,
  interruptionSteps,
  interventionObstacles,
  interventionSteps,
  notBegunSteps,
} from "./intervention-work.ts";
import type { Work } from "./intervention-work.ts";

const sheltered: (typeof CARE_TYPES)[number] = "skyddat boende";

/** Interventions with their plans, reports and endings. */
const interventions = definePart<Work>()({
  schema: answer.list(interventionSchema),
  sql: ({ m, c }) =>
    rowsOf(sql`select i.*,
          ${oneRowOf(sql`select ${columnsOf("p", interventionSchema.shape.plan.unwrap(), "withheld", "is_withheld", "by")}, ${byOf("p")}, case when p.reason_not_passed_on = ${CHILD_ASKED} then null else p.withheld end as withheld,
              p.withheld is not null and p.reason_not_passed_on = ${CHILD_ASKED} as is_withheld
            from intervention.plan p
            where p.municipality_id = i.municipality_id and p.case_id = i.case_id and p.intervention_id = i.id`)} as plan,
          (select d.legal_provision from decision.decision d
            where d.municipality_id = i.municipality_id and d.case_id = i.case_id and d.id = i.decision_id) as legal_provision,
          ${rowsOf(sql`select c.id, c.conversation_id, c.part, t.held_on, c.choice, case c.part when 'berättat' then c.given_words end as given_words, c.reason, c.recorded_at, ${byOf("c")}
            from intervention.statement_choice c
            join participation.conversation t on t.municipality_id = c.municipality_id and t.case_id = c.case_id and t.id = c.conversation_id
            where c.municipality_id = i.municipality_id and c.case_id = i.case_id and c.intervention_id = i.id
            order by c.recorded_at, t.held_on, t.recorded_at, c.part`)} as statements,
          ${rowsOf(sql`select s.conversation_id, s.part, s.held_on from intervention.statement_for s
            where s.municipality_id = i.municipality_id and s.case_id = i.case_id and s.intervention_id = i.id and s.choice_id is null and not s.as_a_whole
            order by s.held_on, s.conversation_id, s.part`)} as unchosen,
          ${oneRowOf(sql`select g.*, ${byOf("g")} from intervention.beginning g
            where g.municipality_id = i.municipality_id and g.case_id = i.case_id and g.intervention_id = i.id`)} as beginning,
          ${rowsOf(sql`select a.*, ${byOf("a")}, r.resumed_on, r.recorded_at as resumed_recorded_at,
              (select w.name from access.staff w where w.municipality_id = r.municipality_id and w.id = r.recorded_by) as resumed_by
            from intervention.interruption a
            left join intervention.resumption r on r.municipality_id = a.municipality_id and r.case_id = a.case_id and r.interruption_id = a.id
            where a.municipality_id = i.municipality_id and a.case_id = i.case_id and a.intervention_id = i.id
            order by a.interrupted_on, a.recorded_at`)} as interruptions,
          ${rowsOf(sql`select x.*, ${byOf("x")} from intervention.execution_report x
            where x.municipality_id = i.municipality_id and x.case_id = i.case_id and x.intervention_id = i.id
            order by x.reported_on, x.recorded_at`)} as reports,
          ${rowsOf(sql`select u.*, ${byOf("u")} from intervention.follow_up u
            where u.municipality_id = i.municipality_id and u.case_id = i.case_id and u.intervention_id = i.id
            order by u.followed_up_on, u.recorded_at`)} as follow_ups,
          ${oneRowOf(sql`select e.*, ${byOf("e")} from intervention.ending e
            where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.intervention_id = i.id`)} as ending,
          ${oneRowOf(sql`select b.*, ${byOf("b")} from intervention.not_begun b
            where b.municipality_id = i.municipality_id and b.case_id = i.case_id and b.intervention_id = i.id`)} as not_begun
      from intervention.intervention i where i.municipality_id = ${m} and i.case_id = ${c} order by i.granted_on`),
  guardian: {
    ...all("shown", "id", "decision_id", "investigation_id", "planning_phase_id", "type", "recipient", "granted_on", "provision"),
    ...all("shown", "legal_provision"),
    ...all("text", "goals"),
    ...within("shown", "plan", "follow_up_phase_id", "recorded_at", "started_on", "first_follow_up_on", "by"),
    ...within("text", "plan", "provider", "goals", "child_goals"),
    // What the child has asked us to keep may be told by what was passed on, and by that something was not.
    ...within("never", "plan", "child_information_used", "child_information_passed_on", "passed_on", "withheld", "is_withheld"),
    ...within("never", "plan", "reason_not_passed_on"),
    ...within("never", "statements[]", "id", "conversation_id", "part", "held_on", "choice", "given_words", "reason", "recorded_at", "by"),
    ...within("never", "unchosen[]", "conversation_id", "part", "held_on"),
    ...within("shown", "beginning", "began_on", "recorded_at", "by"),
    ...within("shown", "interruptions[]", "id", "interrupted_on", "resumed_on", "recorded_at", "resumed_recorded_at", "by", "resumed_by"),
    ...within("text", "interruptions[]", "reason"),
    ...within("shown", "reports[]", "kind", "reported_on", "recorded_at", "by"),
    ...within("text", "reports[]", "reason"),
    ...within("shown", "follow_ups[]", "id", "followed_up_on", "carried_out_as_planned", "goal_attainment", "change_needed"),
    ...within("shown", "follow_ups[]", "next_follow_up_on", "recorded_at", "by"),
    ...within("text", "follow_ups[]", "child_view", "summary", "measured_with", "measured_before", "measured_now"),
    ...within("shown", "follow_ups[]", "measured[]", "measured_use[]"),
    ...within("shown", "ending", "ended_on", "reason", "goal_attainment", "recorded_at", "by"),
    ...within("text", "ending", "summary"),
    ...within("shown", "not_begun", "decided_on", "reason", "recorded_at", "by"),
    ...within("text", "not_begun", "explanation"),
  },
  hidesWhereabouts: (part) => part.some((one) => one.type === sheltered),
  withheld: {
    kind: "överlämning",
    word: "Planering",
    sql: ({ m, c }, conversationId) => sql`
      select l.intervention_id as id, (l.recorded_at at time zone 'Europe/Stockholm')::date as "on", l.withheld as text,
        'Fördes inte vidare till utföraren: ' || l.reason_not_passed_on as reason
      from intervention.plan l
      where l.municipality_id = ${m} and l.case_id = ${c}::uuid and l.reason_not_passed_on = ${CHILD_ASKED}
        and l.withheld is not null and ${conversationId}::uuid is null
      union all
      select c.id, (c.recorded_at at time zone 'Europe/Stockholm')::date, c.given_words, 'Utföraren får veta det i andra ord: ' || c.reason
      from intervention.statement_choice c
      where c.municipality_id = ${m} and c.case_id = ${c}::uuid and c.part = 'skyddat' and c.given_words is not null
        and (${conversationId}::uuid is null or c.conversation_id = ${conversationId}::uuid)`,
  },
  events: [{ order: 70, needs: ["interventions", "phases"], of: interventionEvents }],
  contents: [{ tab: "insatser", order: 10, of: interventionContents }],
  duties: ({ ruleId }) => ruleId === "execution-report",
  next: [{ order: 50, about: "Insatsen", needs: ["interventions", "phases", "steps"], of: interventionSteps }],
  also: [
    { order: 55, about: "Insatsen", of: assignmentSteps },
    { order: 60, about: "Insatsen", of: interruptionSteps },
    { order: 70, about: "Insatsen", of: followUpSteps },
    { order: 80, about: "Insatsen", of: notBegunSteps },
    { order: 90, about: "Insatsen", of: endingSteps },
  ],
  obstacles: [{ order: 40, needs: ["interventions"], of: interventionObstacles }],
});

/** What a phase of planning or follow-up is about stands in this room. */
const phases = phasesPart({
  join: sql`left join intervention.intervention n on n.municipality_id = p.municipality_id and n.case_id = p.case_id and n.id = p.subject_id`,
  type: sql`n.type`,
});

export const interventionParts = { interventions, phases };
