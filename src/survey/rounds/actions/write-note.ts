import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { codes } from "../../../platform/database/generated.ts";
import { getUnitOf } from "../find-in-round.ts";

export const noteWays = codes["survey.unit_note.way"];

/** Writes what was said with a unit. Problems: `not-found`, and at the day where it has not come. */
export const writeUnitNote = defineAction({
  name: "rounds.write-note",
  title: "Anteckna en kontakt med en enhet",
  input: z.object({
    unitId: idField,
    onDay: requiredDate("dagen för kontakten"),
    way: choice(noteWays, "hur ni hade kontakt"),
    words: requiredText("vad som sades", 2000),
  }),
  output: z.object({ unitId: answer.id }),
  permit: [runsSurveys],
  async run(tx, { unitId, onDay, way, words }, context) {
    const unit = await getUnitOf(tx, context, unitId);
    if (!unit.ok) return unit;
    if (onDay > context.today) return invalidField("onDay", "Dagen har inte varit än.");
    await tx
      .insertInto("survey.unit_note")
      .values({ id: newTouchedId(context), unit_id: unitId, on_day: onDay, way, words, ...stamp(context) })
      .execute();
    return ok({ unitId });
  },
});
