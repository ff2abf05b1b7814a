import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { getUnitOf, roundClosed } from "../find-in-round.ts";
import { phaseOn } from "../find-unit.ts";
import { sendAtOnce } from "../send.ts";
import { usualTexts } from "../sending-text.ts";
import { writeLink } from "../write-round.ts";
import { noKey } from "./set-up-round.ts";

/** What a unit that asks for its link is sent. */
export const linkChoices = ["samma länk igen", "en ny länk"] as const;

/**
 * Sends a unit its link, the same or a new one: then those before it lead nowhere from now on. Problems: `not-found`, `survey-closed`, `no-address`,
 * `no-link-key`, and those of messages.
 */
export const sendLink = defineAction({
  name: "rounds.send-link",
  title: "Skicka en enhet dess länk",
  input: z.object({ unitId: idField, which: choice(linkChoices, "vilken länk som ska skickas") }),
  output: z.object({ unitId: answer.id }),
  permit: [runsSurveys],
  async run(tx, { unitId, which }, context) {
    const unit = await getUnitOf(tx, context, unitId);
    if (!unit.ok) return unit;
    if (phaseOn(context.today, unit.value) === "stängd") return failed(roundClosed);
    if (context.linkKey === null) return failed(noKey);
    context.touch(unitId);
    if (which === "en ny länk") await writeLink(tx, context, context.linkKey, unitId);
    const id = newTouchedId(context);
    await tx
      .insertInto("survey.sending")
      .values({
        ...{ id, round_id: unit.value.round_id, unit_id: unitId, kind: "länken igen", send_on: context.today },
        ...usualTexts["länken igen"],
        ...stamp(context),
      })
      .execute();
    const sent = await sendAtOnce(tx, context, id);
    return sent.ok ? ok({ unitId }) : sent;
  },
});
