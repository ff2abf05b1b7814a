import { sql } from "kysely";
import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { FieldProblem, Problem } from "../../../platform/basics/result.ts";
import { requiredLine } from "../fields.ts";
import { getRoundOf, roundClosed } from "../find-in-round.ts";
import { faultsInText } from "../sending-text.ts";

/** What is sent to all of a round. */
export const plannedKinds = ["inbjudan", "påminnelse"] as const;

const alreadyPlanned: Problem = {
  code: "already-planned",
  message: "Ett likadant utskick är redan planerat den dagen.",
  hint: "Ställ in det först, eller välj en annan dag.",
};

/**
 * Plans that an invitation or a reminder is sent to the units that have not delivered, on a day: today at once. Gives its id. Faults at the fields, all
 * at once; `survey-closed`, `already-planned`.
 */
export const planSending = defineAction({
  name: "rounds.plan-sending",
  title: "Planera ett utskick",
  input: z.object({
    roundId: idField,
    kind: choice(plannedKinds, "vad som ska skickas"),
    sendOn: requiredDate("dagen då det ska skickas"),
    subjectLine: requiredLine("ämnesraden", 150),
    words: requiredText("vad som ska stå i brevet", 5000),
  }),
  output: z.object({ sendingId: answer.id }),
  permit: [runsSurveys],
  async run(tx, { roundId, kind, sendOn, subjectLine: subject, words }, context) {
    const found = await getRoundOf(tx, context, roundId);
    if (!found.ok) return found;
    const round = found.value;
    if (context.today > round.closes_on) return failed(roundClosed);
    const faults: FieldProblem[] = [...faultsInText({ subject, words })];
    if (sendOn < context.today) faults.push({ field: "sendOn", message: "Dagen har varit." });
    else if (sendOn < round.opens_on) faults.push({ field: "sendOn", message: `Svar börjar tas emot ${round.opens_on}.` });
    else if (sendOn > round.closes_on) faults.push({ field: "sendOn", message: `Undersökningen stänger ${round.closes_on}.` });
    if (faults.length > 0) return failed({ code: "invalid-input", message: "Något i formuläret behöver rättas.", fields: faults });
    const { municipalityId } = context.actor;
    // Two who plan the same at once wait for each other.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`survey round ${roundId}`}, 0))`.execute(tx);
    const same = await tx
      .selectFrom("survey.sending as s")
      .select("s.id")
      .where("s.municipality_id", "=", municipalityId)
      .where("s.round_id", "=", roundId)
      .where("s.unit_id", "is", null)
      .where("s.kind", "=", kind)
      .where("s.send_on", "=", sendOn)
      .where(
        sql<boolean>`not exists (select from survey.sending_call_off c where c.municipality_id = s.municipality_id and c.sending_id = s.id)`,
      )
      .executeTakeFirst();
    if (same) return failed(alreadyPlanned);
    const sendingId = newTouchedId(context);
    context.touch(roundId);
    await tx
      .insertInto("survey.sending")
      .values({ id: sendingId, round_id: roundId, unit_id: null, kind, send_on: sendOn, subject, words, ...stamp(context) })
      .execute();
    return ok({ sendingId });
  },
});
