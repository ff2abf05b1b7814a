import { sql } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import { newId } from "../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import type { Frame } from "../tables/frame.ts";
import { digestOfToken, tokenFor } from "./link.ts";

export type RoundToWrite = {
  readonly form: Pick<Questionnaire, "id" | "version" | "fingerprint">;
  readonly title: string;
  readonly opensOn: string;
  readonly lastDay: string;
  readonly closesOn: string;
  readonly contact: string;
  readonly frame: Frame;
};

/** Writes a round with its units, each with its first link. Gives the round's id. */
export async function writeRound(tx: Tx, context: Context, key: Buffer, round: RoundToWrite): Promise<string> {
  const roundId = newTouchedId(context);
  const { municipalityId } = context.actor;
  await tx
    .insertInto("survey.round")
    .values({
      id: roundId,
      questionnaire: round.form.id,
      version: round.form.version,
      fingerprint: round.form.fingerprint,
      title: round.title,
      opens_on: round.opensOn,
      last_day: round.lastDay,
      closes_on: round.closesOn,
      contact: round.contact,
      ...stamp(context),
    })
    .execute();
  const units = round.frame.map((unit) => ({ id: newId(context.now), ...unit }));
  await tx
    .insertInto("survey.unit")
    .values(units.map(({ id, code, name, groups }) => ({ id, round_id: roundId, code, name, ...groups, ...stamp(context) })))
    .execute();
  await tx
    .insertInto("survey.unit_link")
    .values(units.map(({ id: unitId }) => linkRow(context, key, { municipalityId, unitId, number: 1 })))
    .execute();
  return roundId;
}

/** Makes a new link for a unit: those before it are withdrawn. Gives its number. */
export async function writeLink(tx: Tx, context: Context, key: Buffer, unitId: string): Promise<number> {
  const { municipalityId } = context.actor;
  // Two who do it at once wait for each other: the last one's link is the good one.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`survey link ${unitId}`}, 0))`.execute(tx);
  const last = await tx
    .selectFrom("survey.unit_link")
    .select((select) => select.fn.max("number").as("number"))
    .where("municipality_id", "=", municipalityId)
    .where("unit_id", "=", unitId)
    .executeTakeFirst();
  const number = (last?.number ?? 0) + 1;
  await tx
    .insertInto("survey.unit_link")
    .values(linkRow(context, key, { municipalityId, unitId, number }))
    .execute();
  return number;
}

const linkRow = (context: Context, key: Buffer, of: { municipalityId: number; unitId: string; number: number }) => ({
  unit_id: of.unitId,
  number: of.number,
  digest: digestOfToken(tokenFor(key, of)),
  ...stamp(context),
});
