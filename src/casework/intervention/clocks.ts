/** The clocks of an intervention: that it begins, what is reported when it does not, and that it is followed up with the child. */
import { sql } from "kysely";
import { z } from "zod";
import { addMonths } from "../../platform/basics/dates.ts";
import { answer } from "../../platform/core/answers.ts";
import { countedBy, defineClock, onDay } from "../clocks/define.ts";
import type { ClockFacts, Counted, Example, OfCases } from "../clocks/define.ts";
import { interventionLinks } from "./links.ts";
import { executionReport, isUnderRight, reportAskedFrom } from "./rules-execution.ts";
import { followUpTime, notExecuted, NOT_EXECUTED_MONTHS } from "./rules.ts";

export const executionFacts = z.strictObject({
  granted_on: answer.day,
  interruption_id: answer.id.nullable(),
  interrupted_on: answer.day.nullable(),
  executed_on: answer.day.nullable(),
  gave_up_on: answer.day.nullable(),
  planned_on: answer.day.nullable(),
  legal_provision: answer.text(100),
  last_reported_on: answer.day.nullable(),
  executed_reported: answer.yesNo,
});
type Execution = z.output<typeof executionFacts>;

const ofExecution = [
  ...[
    "intervention.intervention",
    "intervention.plan",
    "intervention.beginning",
    "intervention.not_begun",
    "intervention.execution_report",
  ],
  ...["intervention.interruption", "intervention.resumption", "intervention.ending"],
];

/** The wait for carrying out: from the decision until it begins and what is then to be reported, and anew from each interruption. */
const readExecution = (of: OfCases) => sql`
  select i.case_id, i.id, null::uuid, i.planning_phase_id, i.granted_on, i.type,
    jsonb_build_object('granted_on', i.granted_on, 'interruption_id', null, 'interrupted_on', null, 'executed_on', g.began_on, 'gave_up_on', b.decided_on,
      'planned_on', p.started_on, 'legal_provision', d.legal_provision, 'last_reported_on', r.last_on, 'executed_reported', coalesce(r.executed, false))
  from intervention.intervention i
  join decision.decision d on d.municipality_id = i.municipality_id and d.case_id = i.case_id and d.id = i.decision_id
  left join intervention.plan p on p.municipality_id = i.municipality_id and p.case_id = i.case_id and p.intervention_id = i.id
  left join intervention.beginning g on g.municipality_id = i.municipality_id and g.case_id = i.case_id and g.intervention_id = i.id
  left join intervention.not_begun b on b.municipality_id = i.municipality_id and b.case_id = i.case_id and b.intervention_id = i.id
  left join lateral (select max(x.reported_on) filter (where x.kind = 'inte verkställt') as last_on, bool_or(x.kind = 'verkställt') as executed
    from intervention.execution_report x
    where x.municipality_id = i.municipality_id and x.case_id = i.case_id and x.intervention_id = i.id and x.interruption_id is null) r on true
  where ${of("i")} and ((g.intervention_id is null and b.intervention_id is null)
    or (g.after_limit and not coalesce(r.executed, false)) or (b.after_limit and r.last_on is null))
  union all
  select i.case_id, i.id, a.id, i.planning_phase_id, a.interrupted_on, i.type,
    jsonb_build_object('granted_on', i.granted_on, 'interruption_id', a.id, 'interrupted_on', a.interrupted_on, 'executed_on', m.resumed_on,
      'gave_up_on', e.ended_on, 'planned_on', null, 'legal_provision', d.legal_provision, 'last_reported_on', r.last_on,
      'executed_reported', coalesce(r.executed, false))
  from intervention.interruption a
  join intervention.intervention i on i.municipality_id = a.municipality_id and i.case_id = a.case_id and i.id = a.intervention_id
  join decision.decision d on d.municipality_id = i.municipality_id and d.case_id = i.case_id and d.id = i.decision_id
  left join intervention.resumption m on m.municipality_id = a.municipality_id and m.case_id = a.case_id and m.interruption_id = a.id
  left join intervention.ending e on e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.intervention_id = i.id
  left join lateral (select max(x.reported_on) filter (where x.kind = 'inte verkställt') as last_on, bool_or(x.kind = 'verkställt') as executed
    from intervention.execution_report x
    where x.municipality_id = a.municipality_id and x.case_id = a.case_id and x.interruption_id = a.id) r on true
  where ${of("a")} and ((m.interruption_id is null and e.intervention_id is null) or (m.after_limit and not coalesce(r.executed, false)))`;

const waitOf = (facts: Execution, today: string) => ({
  grantedOn: facts.granted_on,
  startedOn: facts.interrupted_on === null ? null : facts.granted_on,
  interruptedOn: facts.interrupted_on,
  gaveUpOn: facts.gave_up_on,
  underRight: isUnderRight(facts.legal_provision),
  today,
});
const isOver = (facts: Execution): boolean => facts.executed_on !== null || facts.gave_up_on !== null;
/** The last day of the three months; null for a decision that is not reported. */
const limitOf = (facts: Execution) => notExecuted.apply(waitOf(facts, facts.granted_on));

/** The last day of the three months of a wait; null where it is not reported. */
export const limitIn = (facts: Execution): string | null => limitOf(facts).from;

/** What the wait asks for: a plan, the day it began, or the day it began again. */
const begin = {
  label: ({ facts }: ClockFacts<Execution>) =>
    facts.interrupted_on !== null
      ? "Skriv när insatsen har börjat igen"
      : facts.planned_on === null
        ? "Planera insatsen och lämna över till utföraren"
        : "Skriv när insatsen har börjat",
  href({ case_id: caseId, subject_id: interventionId, facts }: ClockFacts<Execution>) {
    if (facts.interrupted_on !== null) return interventionLinks.interruption(caseId, interventionId);
    return facts.planned_on === null ? interventionLinks.plan(caseId, interventionId) : interventionLinks.beginning(caseId, interventionId);
  },
};

const waiting: Execution = {
  ...{ granted_on: "2026-03-02", interruption_id: null, interrupted_on: null, executed_on: null, gave_up_on: null, planned_on: null },
  ...{ legal_provision: "11 kap. 1 § SoL", last_reported_on: null, executed_reported: false },
};
const example = (
  name: string,
  given: Partial<Execution>,
  said: Omit<Example<Execution>, "name" | "since" | "facts">,
): Example<Execution> => ({
  ...{ name, since: given.interrupted_on ?? waiting.granted_on, facts: { ...waiting, ...given } },
  ...said,
});

const notExecutedClock = defineClock({
  id: notExecuted.id,
  follows: ofExecution,
  read: readExecution,
  facts: executionFacts,
  count({ facts }) {
    const { from: dueOn, targetOn } = limitOf(facts);
    if (dueOn === null || isOver(facts)) return null;
    const sentence = (today: string) => notExecuted.explain(waitOf(facts, today), notExecuted.apply(waitOf(facts, today)));
    return { dueOn, targetOn, sentence };
  },
  ...begin,
  examples: [
    example("three months", {}, { due: "2026-06-02", says: "annars rapporteras det till IVO" }),
    example("planned, not begun", { planned_on: "2026-12-31" }, { due: "2026-06-02", says: "annars rapporteras det till IVO" }),
    example(
      "broken off",
      { interrupted_on: "2026-04-25", interruption_id: "00000000-0000-4000-8000-000000000001" },
      { due: "2026-07-27", target: "2026-07-25", says: "tre månader från avbrottet" },
    ),
  ],
});

/** A decision that is not reported is to be carried out all the same: the same three months, but nobody's law. */
const beginClock = defineClock({
  id: "begin-intervention",
  follows: ofExecution,
  read: readExecution,
  facts: executionFacts,
  count({ since, facts }): Counted | null {
    if (limitOf(facts).from !== null || isOver(facts)) return null;
    const because = `${NOT_EXECUTED_MONTHS} månader från beslutet, som inte rapporteras till IVO`;
    return onDay(addMonths(since, NOT_EXECUTED_MONTHS), { verb: "Ska ha börjat", because, citedOn: since });
  },
  ...begin,
  examples: [
    example(
      "not reported",
      { legal_provision: "11 kap. 4 § SoL" },
      { due: "2026-06-02", says: "som inte rapporteras till IVO (lokal regel)" },
    ),
  ],
});

const executionReportClock = defineClock({
  id: executionReport.id,
  follows: ofExecution,
  read: readExecution,
  facts: executionFacts,
  count({ facts }) {
    const { from: limitOn } = limitOf(facts);
    if (limitOn === null) return null;
    const { executed_on: executedOn, gave_up_on: gaveUpOn, last_reported_on: lastReportedOn, executed_reported: executedReported } = facts;
    const visibleFrom = isOver(facts) ? null : reportAskedFrom({ limitOn, lastReportedOn });
    const asked = { limitOn, executedOn, gaveUpOn, lastReportedOn, executedReported, today: visibleFrom ?? limitOn };
    const counted = countedBy(executionReport, asked);
    return counted.dueOn === null ? null : { ...counted, visibleFrom };
  },
  label: ({ facts }) =>
    facts.last_reported_on !== null && facts.executed_on !== null
      ? "Anmäl till IVO och revisorerna att beslutet har verkställts"
      : "Rapportera till IVO och revisorerna att beslutet inte har verkställts",
  href: (clock) => interventionLinks.executionReport(clock.case_id, clock.subject_id),
  outlivesClosing: true,
  examples: [
    example("the first quarter", {}, { due: "2026-06-30", visibleFrom: "2026-06-03", says: "inte verkställt inom tre månader" }),
    example(
      "the next quarter",
      { last_reported_on: "2026-06-10" },
      { due: "2026-09-30", visibleFrom: "2026-07-01", says: "förra gången 10 juni 2026" },
    ),
    example("begun late", { executed_on: "2026-08-03" }, { due: "2026-06-30", says: "efter mer än tre månader" }),
    example(
      "begun late, reported before",
      { executed_on: "2026-08-03", last_reported_on: "2026-06-10" },
      { due: "2026-08-03", says: "har nu verkställts" },
    ),
  ],
});

const followUpClock = defineClock({
  id: followUpTime.id,
  follows: [...["intervention.plan", "intervention.beginning", "intervention.follow_up", "intervention.ending", "intervention.not_begun"]],
  read: (of) => sql`
    select p.case_id, p.intervention_id, null::uuid, p.follow_up_phase_id, p.started_on, i.type, jsonb_build_object('started_on', coalesce(g.began_on, p.started_on),
      'last_on', l.followed_up_on, 'agreed_on', case when l.followed_up_on is null then p.first_follow_up_on else l.next_follow_up_on end)
    from intervention.plan p
    join intervention.intervention i on i.municipality_id = p.municipality_id and i.case_id = p.case_id and i.id = p.intervention_id
    left join intervention.beginning g on g.municipality_id = p.municipality_id and g.case_id = p.case_id and g.intervention_id = p.intervention_id
    left join lateral (select f.followed_up_on, f.next_follow_up_on from intervention.follow_up f
      where f.municipality_id = p.municipality_id and f.case_id = p.case_id and f.intervention_id = p.intervention_id
      order by f.followed_up_on desc, f.recorded_at desc limit 1) l on true
    where ${of("p")}
      and not exists (select 1 from intervention.ending e
        where e.municipality_id = p.municipality_id and e.case_id = p.case_id and e.intervention_id = p.intervention_id)
      and not exists (select 1 from intervention.not_begun b
        where b.municipality_id = p.municipality_id and b.case_id = p.case_id and b.intervention_id = p.intervention_id)`,
  facts: z.strictObject({ started_on: answer.day, last_on: answer.day.nullable(), agreed_on: answer.day.nullable() }),
  count: ({ facts }) => countedBy(followUpTime, { startedOn: facts.started_on, lastFollowUpOn: facts.last_on, agreedOn: facts.agreed_on }),
  label: "Följ upp insatsen med barnet",
  href: (clock) => interventionLinks.followUp(clock.case_id, clock.subject_id),
  examples: [
    {
      name: "the day agreed in the plan",
      since: "2026-03-02",
      facts: { started_on: "2026-03-02", last_on: null, agreed_on: "2026-05-02" },
      due: "2026-05-02",
      says: "den dag som är bestämd i planen (lokal regel)",
    },
    {
      name: "agreed too late",
      since: "2026-03-02",
      facts: { started_on: "2026-03-02", last_on: null, agreed_on: "2027-05-02" },
      due: "2026-09-02",
      says: "6 månader efter att insatsen började (lokal regel)",
    },
  ],
});

/** Every clock of this room. */
export const interventionClocks = [notExecutedClock, beginClock, executionReportClock, followUpClock] as const;
