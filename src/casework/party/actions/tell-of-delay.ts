import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { delayInput } from "../delay-fields.ts";
import { refusalToSend } from "../../letters/refusal-to-send.ts";
import { getDelayLetter } from "../queries/get-delay-letter.ts";
import { isSentHere, planTelling } from "../telling.ts";
import { findWaitingApplication } from "../find-waiting-application.ts";

/** Writes that whoever applied was told that the decision is much delayed, and why (11 § FvL). Problems: `not-found`, `not-a-party`, `kept-uninformed`. */
export const tellOfDelay = defineAction({
  name: "party.tell-of-delay",
  title: "Underrätta den som har ansökt om att avgörandet dröjer",
  input: delayInput,
  output: z.object({ noticeId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, intakeId, personId, toldOn, way, delayReason, expectedOn }, context) {
    const found = await findWaitingApplication(tx, context, { caseId, intakeId, personId, day: toldOn });
    if (!found.ok) return found;
    if (found.value.party.isProtected && (way === "brev" || way === "rekommenderat brev" || way === "digital post"))
      return failed({
        code: "invalid-input",
        message: "Något i formuläret behöver rättas.",
        fields: [{ field: "way", message: "Personen har skyddad identitet. Välj genom Skatteverket, i handen eller muntligt." }],
      });
    const day = trueDay(context, toldOn, "toldOn", { day: found.value.appliedOn, what: "Ansökan kom in" });
    if (!day.ok) return day;
    const { party } = found.value;
    const message = await planTelling(tx, context, { way, on: toldOn }, party);
    if (!message.ok) return message;
    const noticeId = newTouchedId(context);
    await tx
      .insertInto("party.delay_notice")
      .values({
        ...{ id: noticeId, case_id: caseId, intake_id: intakeId, person_id: personId, told_on: toldOn, way },
        ...{ delay_reason: delayReason, expected_on: expectedOn ?? null, message_id: message.value },
        ...stamp(context),
      })
      .execute();
    const stop = isSentHere(way, context.channels)
      ? await refusalToSend(tx, context, getDelayLetter, { caseId, noticeId }, "delayReason")
      : undefined;
    return stop ?? ok({ noticeId });
  },
});
