import { stamp } from "../../../platform/core/journal.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { getIntake } from "../find-intake.ts";
import { feedbackToReporter, whatMayBeTold } from "../rules.ts";

const secret = {
  code: "not-mandated",
  message: "Den som anmälde är inte anmälningsskyldig. Vad anmälan ledde till får inte berättas.",
  hint: "Återkoppling lämnas bara till den som är skyldig att anmäla.",
};
const tooEarly = {
  code: "nothing-decided",
  message: "Det finns inget beslut att återkoppla om än.",
  hint: "Besluta först om en utredning ska inledas.",
};

export const feedbackInput = formOf({
  caseId: idField,
  intakeId: idField,
  outcome: about(choice(["lämnad", "olämpligt"], "om återkoppling lämnas"), {
    label: "Återkoppling",
    words: { lämnad: "Lämnad till anmälaren", olämpligt: "Lämnas inte, det är olämpligt" },
    hints: { lämnad: "Bara att en utredning har inletts, inte har inletts eller redan pågår. Inget annat om barnet eller familjen." },
  }),
  givenOn: about(requiredDate("vilken dag"), { past: true, label: "Dag", start: "today" }),
  content: about(requiredText("vad anmälaren fick veta, eller varför det är olämpligt", 2000), {
    label: "Vad anmälaren fick veta, eller varför det är olämpligt",
    rows: 4,
  }),
});

/**
 * Records what a mandated reporter was told, or why telling was unsuitable (19 kap. 6 § SoL). Secrecy stands against telling any
 * other reporter. Also in a closed case: the week to answer may end after the closing.
 */
export const giveFeedback = defineAction({
  name: "intake.give-feedback",
  title: "Återkoppla till anmälaren",
  input: feedbackInput,
  output: z.object({ feedbackId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const intake = await getIntake(tx, context, input.caseId, input.intakeId);
    if (!intake.ok) return intake;
    const { receivedOn, decidedOn, result, investigationOpen, byMandatedReporter, requestedLaterOn } = intake.value;
    if (input.givenOn > context.today || input.givenOn < (decidedOn ?? receivedOn)) {
      return invalidField("givenOn", `Välj en dag från ${decidedOn ?? receivedOn} till och med i dag.`);
    }
    // The reporter may ask later than the report: what was said when it came in does not bind.
    const rule = { byMandatedReporter, requestedOn: requestedLaterOn ?? receivedOn, decidedOn, investigationOpen };
    const { why } = feedbackToReporter.apply(rule);
    if (why === "inte anmälningsskyldig") return failed(secret);
    if (why === "väntar på beslut") return failed(tooEarly);
    const feedbackId = newTouchedId(context);
    await tx
      .insertInto("intake.reporter_feedback")
      .values({
        id: feedbackId,
        case_id: input.caseId,
        intake_id: input.intakeId,
        outcome: input.outcome,
        told: input.outcome === "lämnad" ? whatMayBeTold({ result, investigationOpen }) : null,
        given_on: input.givenOn,
        content: input.content,
        ...stamp(context),
      })
      .execute();
    return ok({ feedbackId });
  },
});
