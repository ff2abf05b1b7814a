import { sql } from "kysely";
import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { buildsOn, requiredText } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { publicText, readPublicKey, surveyKey } from "../../../platform/core/signing-key.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, inOneLine, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Problem, Result } from "../../../platform/basics/result.ts";
import { keyIdOf } from "../../collection/delivery/envelope.ts";
import { findUnit } from "../../rounds/find-unit.ts";

const noUnit: Problem = { code: "not-found", message: "Enheten finns inte." };
const changedMeanwhile: Problem = {
  code: "changed-meanwhile",
  message: "Någon annan har ändrat enhetens nyckel sedan du öppnade sidan.",
  hint: "Se vad som står nu.",
};
const longestSource = 500;
const output = z.object({ number: answer.count });

type KeyRow = { readonly number: number; readonly public_key: string; readonly key_id: string; readonly is_withdrawn: boolean };

/** The keys of the unit's code, the last first. */
export async function keysOf(
  tx: Tx,
  municipalityId: number,
  code: string,
): Promise<readonly (KeyRow & { came_from: string; by: string; at: string })[]> {
  const { rows } = await sql<KeyRow & { came_from: string; by: string; at: string }>`
    select k.number, k.public_key, k.key_id, k.is_withdrawn, k.came_from, s.name as by, to_json(k.recorded_at)#>>'{}' as at
    from survey.unit_key k join access.staff s on s.municipality_id = k.municipality_id and s.id = k.recorded_by
    where k.municipality_id = ${municipalityId} and k.code = ${code} order by k.number desc`.execute(tx);
  return rows;
}

async function add(
  tx: Tx,
  context: Context,
  code: string,
  row: KeyRow & { readonly came_from: string },
): Promise<Result<z.output<typeof output>>> {
  const added = await tx
    .insertInto("survey.unit_key")
    .values({ code, ...row, ...stamp(context) })
    .onConflict((conflict) => conflict.doNothing())
    .returning("number")
    .executeTakeFirst();
  return added ? ok({ number: added.number }) : failed(changedMeanwhile);
}

/**
 * Registers the public key of a unit, in the place of the one before: for this round and those to come. `cameFrom` says how the key came and how it was
 * seen to be the unit's. Problems: `not-found`, `changed-meanwhile`, at `publicKey`.
 */
export const registerKey = defineAction({
  name: "delivery.register-key",
  title: "Registrera en enhets publika nyckel",
  input: z.object({
    unitId: idField,
    follows: buildsOn(0),
    publicKey: requiredText("enhetens publika nyckel", 1000),
    cameFrom: requiredText("hur nyckeln kom och hur ni såg att den är enhetens", longestSource),
  }),
  output,
  permit: [runsSurveys],
  async run(tx, { unitId, follows, publicKey, cameFrom }, context) {
    const { municipalityId } = context.actor;
    const unit = await findUnit(tx, municipalityId, unitId);
    if (!unit) return failed(noUnit);
    const key = readPublicKey(publicKey, "Det som står här", surveyKey);
    if (!key.ok) {
      const hint = "Klistra in raden som kommunens program visar (”fortrogen survey key”), eller den publika nyckeln i PEM.";
      return invalidField("publicKey", inOneLine({ ...key.error, hint }));
    }
    const [last] = await keysOf(tx, municipalityId, unit.code);
    if ((last?.number ?? 0) !== follows) return failed(changedMeanwhile);
    const id = keyIdOf(key.value);
    if (last && !last.is_withdrawn && last.key_id === id) return invalidField("publicKey", "Det är den nyckel som redan är registrerad.");
    context.touch(unitId);
    return add(tx, context, unit.code, {
      number: follows + 1,
      public_key: publicText(key.value),
      key_id: id,
      is_withdrawn: false,
      came_from: cameFrom,
    });
  },
});

/** Withdraws the key of a unit: nothing that is signed with it is taken any more. Problems: `not-found`, `changed-meanwhile`, `no-key`. */
export const withdrawKey = defineAction({
  name: "delivery.withdraw-key",
  title: "Återkalla en enhets publika nyckel",
  input: z.object({ unitId: idField, follows: buildsOn(1), cameFrom: requiredText("varför nyckeln återkallas", longestSource) }),
  output,
  permit: [runsSurveys],
  async run(tx, { unitId, follows, cameFrom }, context) {
    const { municipalityId } = context.actor;
    const unit = await findUnit(tx, municipalityId, unitId);
    if (!unit) return failed(noUnit);
    const [last] = await keysOf(tx, municipalityId, unit.code);
    if (!last || last.is_withdrawn) return failed({ code: "no-key", message: "Enheten har ingen nyckel att återkalla." });
    if (last.number !== follows) return failed(changedMeanwhile);
    context.touch(unitId);
    const { public_key, key_id } = last;
    return add(tx, context, unit.code, { number: follows + 1, public_key, key_id, is_withdrawn: true, came_from: cameFrom });
  },
});
