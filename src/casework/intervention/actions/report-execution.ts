import type { Tx } from "../../../platform/database/connect.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { optionalId, optionalText, requiredDate } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { findIntervention } from "../find-intervention.ts";

export const executionReportInput = formOf({
  caseId: idField,
  interventionId: idField,
  /** The break that the report is about; empty for the wait from the decision. */
  interruptionId: optionalId(),
  reportedOn: about(requiredDate("vilken dag det rapporterades"), {
    past: true,
    label: "Dag då det rapporterades",
    hint: "I dag är ifyllt.",
    start: "today",
  }),
  /** Asked for until the decision has been carried out. */
  reason: about(optionalText(2000), {
    label: "Skälen för fördröjningen, kortfattat",
    hint: "Till exempel brist på utförare, eller att familjen har bett att få vänta.",
    rows: 3,
    optional: false,
  }),
});

const notUnderRight = {
  code: "not-reported",
  message: "Beslutet är inte fattat enligt 11 kap. 1 § SoL. Det rapporteras inte.",
  hint: "Bara gynnande beslut om rätt till insatser rapporteras.",
};

/**
 * Records what was reported to IVO and the auditors: that a decision is not carried out, with the reasons for the delay, or, once it was
 * reported so, that it has been carried out (34 kap. 1–2 §§ SoL). Also in a closed case: the quarter may end after the closing.
 */
export const reportExecution = defineAction({
  name: "intervention.report-execution",
  title: "Skriv att ett dröjsmål är rapporterat",
  input: executionReportInput,
  output: z.object({ reportId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const intervention = await findIntervention(tx, context, input.caseId, input.interventionId);
    if (!intervention) return failed({ code: "not-in-case", message: "Insatsen finns inte i ärendet.", hint: "Ladda om sidan." });
    if (!intervention.underRight) return failed(notUnderRight);
    const wait = await findWait(tx, context, input, intervention);
    if (!wait) return failed({ code: "not-in-case", message: "Avbrottet finns inte i ärendet.", hint: "Ladda om sidan." });
    if (input.reportedOn < wait.since || input.reportedOn > context.today) {
      return invalidField("reportedOn", `Välj en dag från ${wait.since} till och med i dag.`);
    }
    const carriedOut = wait.executedOn !== null && wait.reportedBefore;
    if (!carriedOut && input.reason === undefined) return invalidField("reason", "Skriv kortfattat skälen för fördröjningen.");
    const reportId = newTouchedId(context);
    await tx
      .insertInto("intervention.execution_report")
      .values({
        id: reportId,
        case_id: input.caseId,
        intervention_id: input.interventionId,
        interruption_id: input.interruptionId ?? null,
        kind: carriedOut ? "verkställt" : "inte verkställt",
        reported_on: input.reportedOn,
        reason: carriedOut ? null : (input.reason ?? null),
        executed_on: wait.executedOn,
        ...stamp(context),
      })
      .execute();
    return ok({ reportId });
  },
});

type Wait = { readonly since: string; readonly executedOn: string | null; readonly reportedBefore: boolean };

/** The wait that the report is about: from the decision, or from a break. */
async function findWait(
  tx: Tx,
  context: Context,
  { caseId, interventionId, interruptionId }: z.output<typeof executionReportInput>,
  intervention: { readonly grantedOn: string; readonly startedOn: string | null },
): Promise<Wait | undefined> {
  const { municipalityId } = context.actor;
  const reports = await tx
    .selectFrom("intervention.execution_report")
    .select("id")
    .where("municipality_id", "=", municipalityId)
    .where("case_id", "=", caseId)
    .where("intervention_id", "=", interventionId)
    .where("interruption_id", interruptionId === undefined ? "is" : "=", interruptionId ?? null)
    .where("kind", "=", "inte verkställt")
    .execute();
  const reportedBefore = reports.length > 0;
  if (interruptionId === undefined) return { since: intervention.grantedOn, executedOn: intervention.startedOn, reportedBefore };
  const row = await tx
    .selectFrom("intervention.interruption as a")
    .leftJoin("intervention.resumption as m", (join) =>
      join.onRef("m.municipality_id", "=", "a.municipality_id").onRef("m.interruption_id", "=", "a.id"),
    )
    .select(["a.interrupted_on", "m.resumed_on"])
    .where("a.municipality_id", "=", municipalityId)
    .where("a.case_id", "=", caseId)
    .where("a.intervention_id", "=", interventionId)
    .where("a.id", "=", interruptionId)
    .executeTakeFirst();
  return row && { since: row.interrupted_on, executedOn: row.resumed_on, reportedBefore };
}
