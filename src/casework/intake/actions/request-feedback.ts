import { stamp } from "../../../platform/core/journal.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredDate } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { getIntake } from "../find-intake.ts";

export const feedbackRequestInput = formOf({
  caseId: idField,
  intakeId: idField,
  requestedOn: about(requiredDate("vilken dag anmälaren frågade"), {
    past: true,
    label: "Dag då anmälaren frågade",
    hint: "I dag är ifyllt.",
    start: "today",
  }),
});

const notMandated = {
  code: "not-mandated",
  message: "Den som anmälde är inte anmälningsskyldig. Vad anmälan ledde till får inte berättas.",
  hint: "Återkoppling lämnas bara till den som är skyldig att anmäla.",
};

/**
 * Records that a mandated reporter asks what came of the report, after it came in. Asked within the week after the decision it is
 * answered in that week, later or while an investigation is open at once (19 kap. 6 § SoL). Also in a closed case.
 */
export const requestFeedback = defineAction({
  name: "intake.request-feedback",
  title: "Skriv att anmälaren begär återkoppling",
  input: feedbackRequestInput,
  output: z.object({ requestId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const intake = await getIntake(tx, context, input.caseId, input.intakeId);
    if (!intake.ok) return intake;
    const { byMandatedReporter, feedbackRequested, receivedOn } = intake.value;
    if (!byMandatedReporter) return failed(notMandated);
    if (feedbackRequested) {
      return failed({ code: "already-done", message: "Återkoppling är redan begärd.", hint: "Ladda om sidan för att se det senaste." });
    }
    if (input.requestedOn < receivedOn || input.requestedOn > context.today) {
      return invalidField("requestedOn", `Välj en dag från ${receivedOn} till och med i dag.`);
    }
    const requestId = newTouchedId(context);
    await tx
      .insertInto("intake.feedback_request")
      .values({ id: requestId, case_id: input.caseId, intake_id: input.intakeId, requested_on: input.requestedOn, ...stamp(context) })
      .execute();
    return ok({ requestId });
  },
});
