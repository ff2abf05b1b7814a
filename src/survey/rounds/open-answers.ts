import type { Tx } from "../../platform/database/connect.ts";
import { newId } from "../../platform/basics/identifiers.ts";
import { findUnit } from "./find-unit.ts";

/**
 * The set of answers that a unit writes in: begun when the unit's link is first used. For the program, which lets in whoever has the link. Gives the
 * set's id; undefined where there is no such unit.
 */
export async function openAnswersOf(tx: Tx, municipalityId: number, unitId: string, now: Date): Promise<string | undefined> {
  const find = () =>
    tx
      .selectFrom("survey.answer_set")
      .select("id")
      .where("municipality_id", "=", municipalityId)
      .where("unit_id", "=", unitId)
      .executeTakeFirst();
  const begun = await find();
  if (begun) return begun.id;
  const unit = await findUnit(tx, municipalityId, unitId);
  if (!unit) return undefined;
  const { questionnaire, version, fingerprint, last_day, closes_on } = unit;
  await tx
    .insertInto("survey.answer_set")
    .values({
      ...{ municipality_id: municipalityId, id: newId(now), unit_id: unitId },
      ...{ questionnaire, version, fingerprint, last_day, closes_on, recorded_at: now },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await find())?.id;
}
