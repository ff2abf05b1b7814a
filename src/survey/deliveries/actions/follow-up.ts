import { sql } from "kysely";
import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { buildsOn, choice, requiredText } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { codes } from "../../../platform/database/generated.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";

export const handledCodes = codes["survey.finding_follow_up.handled"];
/** More findings than any delivery has. */
const mostPlaces = 500;
const place = z.coerce.number("Välj bland det som hittades.").int("Välj bland det som hittades.").min(1).max(32_000);

/**
 * Notes what was done about findings in a unit's last delivery: once for all that are chosen. What was noted before stays. Gives how many. Problems:
 * `changed-meanwhile` where the unit has delivered anew, at `places`.
 */
export const followUp = defineAction({
  name: "delivery.follow-up",
  title: "Följ upp det som hittades i en leverans",
  input: z.object({
    unitId: idField,
    /** The delivery that was looked at. */
    number: buildsOn(1),
    places: z.preprocess(
      (value: unknown): unknown => (value === undefined || value === "" ? [] : [value].flat()),
      z.array(place).min(1, "Välj minst en sak att följa upp.").max(mostPlaces),
    ),
    handled: choice(handledCodes, "hur det är hanterat"),
    note: requiredText("vad som är gjort, eller varför det får stå", 1000),
  }),
  output: z.object({ followed: answer.count }),
  permit: [runsSurveys],
  async run(tx, { unitId, number, places, handled, note }, context) {
    const { municipalityId } = context.actor;
    const last = await tx
      .selectFrom("survey.delivery")
      .select((select) => select.fn.max("number").as("number"))
      .where("municipality_id", "=", municipalityId)
      .where("unit_id", "=", unitId)
      .executeTakeFirst();
    if (last?.number !== number) {
      const hint = "Se vad som står i den senaste leveransen.";
      return failed({ code: "changed-meanwhile", message: "Det finns en annan leverans än den som du såg.", hint });
    }
    const { rows } = await sql<{
      place: number;
      turn: number;
    }>`select f.place, (select coalesce(max(t.turn), 0)::int from survey.finding_follow_up t
          where (t.municipality_id, t.unit_id, t.number, t.place) = (f.municipality_id, f.unit_id, f.number, f.place)) as turn
      from survey.delivery_finding f
      where f.municipality_id = ${municipalityId} and f.unit_id = ${unitId}::uuid and f.number = ${number}`.execute(tx);
    const chosen = rows.filter((row) => places.includes(row.place));
    if (chosen.length !== new Set(places).size) return invalidField("places", "Välj bland det som hittades i leveransen.");
    context.touch(unitId);
    const added = await tx
      .insertInto("survey.finding_follow_up")
      .values(chosen.map((row) => ({ unit_id: unitId, number, place: row.place, turn: row.turn + 1, handled, note, ...stamp(context) })))
      .onConflict((conflict) => conflict.doNothing())
      .returning("place")
      .execute();
    if (added.length === chosen.length) return ok({ followed: added.length });
    return failed({ code: "changed-meanwhile", message: "Någon annan följde upp samma sak samtidigt.", hint: "Se vad som står nu." });
  },
});
