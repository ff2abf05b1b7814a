import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { getIntake } from "../find-intake.ts";
import { reporterMeetingFields } from "../reporter-fields.ts";

const notMandated = {
  code: "not-mandated",
  message: "Möte erbjuds tillsammans med den som är skyldig att anmäla (19 kap. 5 § SoL). Den som anmälde är inte det.",
  hint: "Skriv ett samtal med anmälaren som en anteckning.",
};

/** Records the meeting that the child, the guardian and a reporter by duty are offered where it is suitable (19 kap. 5 § SoL): what came of it, or why not. */
export const recordReporterMeeting = defineAction({
  name: "intake.record-reporter-meeting",
  title: "Skriv hur det blev med mötet med anmälaren",
  input: formOf({ caseId: idField, intakeId: idField, ...reporterMeetingFields }),
  output: z.object({ meetingId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const intake = await getIntake(tx, context, input.caseId, input.intakeId);
    if (!intake.ok) return intake;
    const { byMandatedReporter, receivedOn } = intake.value;
    if (!byMandatedReporter) return failed(notMandated);
    if (input.happenedOn < receivedOn) return invalidField("happenedOn", `Anmälan kom in ${receivedOn}. Välj en dag från och med då.`);
    const meetingId = newTouchedId(context);
    await tx
      .insertInto("intake.reporter_meeting")
      .values({
        id: meetingId,
        case_id: input.caseId,
        intake_id: input.intakeId,
        outcome: input.outcome,
        happened_on: input.happenedOn,
        participants: [...input.participants],
        what_was_said: input.whatWasSaid,
        ...stamp(context),
      })
      .execute();
    return ok({ meetingId });
  },
});
