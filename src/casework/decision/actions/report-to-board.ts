import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { boardReportFields } from "../../../platform/core/decided-by.ts";
import { someIds } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { latest, trueDay } from "../../../platform/core/true-day.ts";

export const boardReportInput = formOf({
  caseId: idField,
  /** What was decided: the identifiers of the decisions. */
  decisionIds: about(someIds("ett beslut"), { label: "Vad anmäldes?" }),
  ...boardReportFields,
});

/**
 * Records that the board was told, at a meeting, of what the chair or an appointed member had decided because it could not wait
 * (6 kap. 40 § KL): the day of the meeting and the paragraph of its minutes. Also in a closed case.
 */
export const reportToBoard = defineAction({
  name: "decision.report-to-board",
  title: "Skriv att ett brådskande beslut är anmält till nämnden",
  input: boardReportInput,
  output: z.object({ decisionIds: answer.list(answer.id) }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const ids = [...new Set(input.decisionIds)];
    const makers = await tx
      .selectFrom("decision.maker as m")
      .leftJoin("decision.board_report as r", (join) =>
        join.onRef("r.municipality_id", "=", "m.municipality_id").onRef("r.maker_id", "=", "m.id"),
      )
      .select(["m.id", "m.decided_on", "m.decider", "r.reported_on"])
      .where("m.municipality_id", "=", context.actor.municipalityId)
      .where("m.case_id", "=", input.caseId)
      .where("m.id", "in", ids)
      .execute();
    if (makers.length < ids.length) {
      return failed({ code: "not-in-case", message: "Beslutet finns inte i ärendet.", hint: "Ladda om sidan och försök igen." });
    }
    const decider = "ordförande eller ledamot";
    if (makers.some((one) => one.decider !== decider)) {
      return invalidField("decisionIds", "Bara det som ordföranden eller en utsedd ledamot har beslutat anmäls här.");
    }
    if (makers.some((one) => one.reported_on !== null)) {
      return failed({
        code: "already-done",
        message: "Beslutet är redan anmält till nämnden.",
        hint: "Ladda om sidan för att se det senaste.",
      });
    }
    const notBefore = { day: latest(...makers.map((one) => one.decided_on)), what: "Beslutet fattades" };
    const reportedOn = trueDay(context, input.reportedOn, "reportedOn", notBefore);
    if (!reportedOn.ok) return reportedOn;
    context.touch(...ids);
    await tx
      .insertInto("decision.board_report")
      .values(
        makers.map((one) => ({
          maker_id: one.id,
          case_id: input.caseId,
          decided_on: one.decided_on,
          decider,
          reported_on: reportedOn.value,
          minutes_number: input.minutesNumber,
          ...stamp(context),
        })),
      )
      .execute();
    return ok({ decisionIds: ids });
  },
});
