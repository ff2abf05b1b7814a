import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { z } from "zod";
import { leadsCase } from "../../../platform/access/need-to-know.ts";
import { answersForWaits, leadsUnits } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { executionFacts, limitIn } from "../clocks.ts";
import { statisticsOf } from "../not-executed.ts";
import { executionReport } from "../rules-execution.ts";

const line = z.object({
  caseId: answer.id,
  caseNumber: answer.code,
  unit: answer.text(200),
  interventionId: answer.id,
  type: answer.code,
  grantedOn: answer.day,
  interruptedOn: answer.day.nullable(),
  executedOn: answer.day.nullable(),
  gaveUpOn: answer.day.nullable(),
  reason: answer.text(2000).nullable(),
  reportedOn: answer.day.nullable(),
  /** The last day to tell of it; null where it has been told this quarter. */
  dueOn: answer.day.nullable(),
});
export type NotExecuted = z.output<typeof line>;

type Row = Omit<NotExecuted, "grantedOn" | "interruptedOn" | "executedOn" | "gaveUpOn" | "reportedOn" | "dueOn"> & {
  readonly facts: unknown;
};

/** Far more than a municipality has. */
const most = 2000;

/** What has waited longer than three months, by the clocks of the cases `c` for which `which` holds; the longest wait first. */
async function waiting(tx: Tx, municipalityId: number, today: string, which: RawBuilder<boolean>): Promise<NotExecuted[]> {
  const { rows } = await sql<Row>`
    select c.id as "caseId", c.case_number as "caseNumber", u.name as unit, i.id as "interventionId", i.type, q.facts,
      (select x.reason from intervention.execution_report x where x.municipality_id = q.municipality_id and x.case_id = q.case_id and x.intervention_id = i.id
        and x.kind = 'inte verkställt' and x.interruption_id is not distinct from (q.facts ->> 'interruption_id')::uuid
        order by x.reported_on desc, x.recorded_at desc limit 1) as reason
    from due.clock q
    join intake.case_file c on c.municipality_id = q.municipality_id and c.id = q.case_id
    join access.unit u on u.municipality_id = c.municipality_id and u.id = c.unit_id
    join intervention.intervention i on i.municipality_id = q.municipality_id and i.case_id = q.case_id and i.id = q.subject_id
    where q.municipality_id = ${municipalityId} and q.rule_id = ${executionReport.id} and q.stopped_at is null and ${which}
    order by q.since, q.id limit ${most}`.execute(tx);
  return rows.flatMap(({ facts: raw, ...row }) => {
    const facts = executionFacts.parse(raw);
    const limitOn = limitIn(facts);
    if (limitOn === null || today <= limitOn) return [];
    const { executed_on: executedOn, gave_up_on: gaveUpOn, last_reported_on: reportedOn, executed_reported: executedReported } = facts;
    const { dueOn } = executionReport.apply({ limitOn, executedOn, gaveUpOn, lastReportedOn: reportedOn, executedReported, today });
    return [{ ...row, grantedOn: facts.granted_on, interruptedOn: facts.interrupted_on, executedOn, gaveUpOn, reportedOn, dueOn }];
  });
}

/** What is to be reported to IVO and the auditors, or has been this quarter, in the cases that the actor leads; closed cases too. */
export const findNotExecuted = defineQuery({
  name: "intervention.find-not-executed",
  title: "Visa beslut som inte har verkställts inom tre månader",
  input: z.object({}),
  output: z.object({ decisions: answer.list(line) }),
  permit: [leadsUnits],
  async run(tx, _input, { actor, today, touch }) {
    const decisions = await waiting(tx, actor.municipalityId, today, leadsCase(actor));
    touch(...new Set(decisions.map((one) => one.caseId)));
    return ok({ decisions });
  },
});

/** How many in the whole municipality, of which kind and how long: figures for the council, and nothing of a case. */
export const countNotExecuted = defineQuery({
  name: "intervention.count-not-executed",
  title: "Visa statistik över beslut som inte har verkställts",
  input: z.object({}),
  output: z.object({
    statistics: answer.list(
      z.object({ type: answer.code, since: z.enum(["beslutet", "avbrottet"]), months: answer.count, count: answer.count }),
    ),
  }),
  permit: [answersForWaits],
  run: async (tx, _input, { actor, today }) =>
    ok({ statistics: statisticsOf(await waiting(tx, actor.municipalityId, today, sql<boolean>`true`), today) }),
});
