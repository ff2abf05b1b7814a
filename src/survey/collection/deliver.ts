import type { Context } from "../../platform/core/door.ts";
import { asProgram } from "../../platform/database/connect.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { Finding } from "../rules/checks.ts";
import { digestOf } from "./answer-file.ts";
import type { Answerer } from "./find-set.ts";
import { keepFindings } from "./judge-delivery.ts";

type Signed = {
  readonly unitId: string;
  readonly content: string;
  readonly serial: number;
  readonly isLate: boolean;
  /** What the rules found in it. */
  readonly findings: readonly Finding[];
};

/**
 * What a unit has signed on the page is delivered with it, as its next delivery: the last one counts. What the rules found in it is kept in the same moment.
 * False where another came in between.
 */
export async function deliver(tx: Tx, context: Context<Answerer>, { unitId, content, serial, isLate, findings }: Signed): Promise<boolean> {
  const { municipalityId } = context.actor;
  const { now } = context;
  const last = await tx
    .selectFrom("survey.delivery")
    .select((select) => select.fn.max("number").as("number"))
    .where("municipality_id", "=", municipalityId)
    .where("unit_id", "=", unitId)
    .executeTakeFirst();
  context.touch(unitId);
  const added = await tx
    .insertInto("survey.delivery")
    .values({
      municipality_id: municipalityId,
      unit_id: unitId,
      number: (last?.number ?? 0) + 1,
      way: "på sidan",
      content,
      digest: digestOf(content),
      serial,
      signed_at: context.now,
      is_late: isLate,
      received_at: context.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("number")
    .executeTakeFirst();
  if (added === undefined) return false;
  // What the agency finds is the agency's own: the unit has seen it before it signed, and sees it nowhere else.
  const key = { municipality_id: municipalityId, unit_id: unitId, number: added.number };
  await asProgram(tx, municipalityId, () => keepFindings(tx, key, findings, now));
  return true;
}
