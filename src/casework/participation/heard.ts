import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import { invalidField, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { NotHeardReason } from "./rules.ts";

/** What a form says of the child's part in what it records, beside a conversation that is documented already. */
export type HeardGiven = {
  /** What the child thinks, said in another way than in a documented conversation. */
  readonly childView?: string | undefined;
  readonly notHeardReason?: NotHeardReason | undefined;
  readonly notHeardText?: string | undefined;
  readonly tryAgainOn?: string | undefined;
};

/** Where and when the child is to have been heard: in a phase, since the last time a record of it was used. */
export type HeardWhere = {
  readonly caseId: string;
  readonly phaseId: string;
  readonly on: string;
  /** The last time the obligation was met; null the first time. */
  readonly since: { readonly on: string; readonly recordedAt: Date } | null;
  /** The records that have met it before: each serves once. */
  readonly used: readonly string[];
};

/**
 * The record by which an obligation about the child is met: a conversation or a reason that is documented in the phase since the last time,
 * or one made of what the form gives. Without either the child was not there, and nothing is ticked off: a problem at `childView`. A reason
 * that is given goes before an older record, since it says how it is now. Gives the id of the step.
 */
export async function requireHeard(tx: Tx, context: Context, where: HeardWhere, given: HeardGiven): Promise<Result<string>> {
  if (given.notHeardReason === undefined) {
    const documented = await findHeard(tx, context, where);
    if (documented !== undefined) return ok(documented);
    if (given.childView === undefined) {
      return invalidField(
        "childView",
        "Skriv vad barnet tycker, dokumentera ett samtal i uppföljningen eller välj varför barnet inte har kommit till tals.",
      );
    }
  }
  const done = given.notHeardReason === undefined;
  const id = newTouchedId(context);
  await tx
    .insertInto("participation.step")
    .values({
      id,
      case_id: where.caseId,
      phase_id: where.phaseId,
      step: "hörd",
      outcome: done ? "gjort" : "inte gjort",
      happened_on: where.on,
      content: done ? (given.childView ?? null) : null,
      reason: given.notHeardReason ?? null,
      reason_text: done ? null : (given.notHeardText ?? null),
      try_again_on: done ? null : (given.tryAgainOn ?? null),
      ...stamp(context),
    })
    .execute();
  return ok(id);
}

/** The latest standing record since the last time that has not served before; what was done goes before a reason. */
async function findHeard(tx: Tx, context: Context, { caseId, phaseId, on, since, used }: HeardWhere): Promise<string | undefined> {
  const isNew =
    since === null ? sql<boolean>`true` : sql<boolean>`(s.happened_on > ${since.on}::date or s.recorded_at > ${since.recordedAt})`;
  const { rows } = await sql<{ id: string }>`
    select s.id from participation.standing_step s
    where s.municipality_id = ${context.actor.municipalityId} and s.case_id = ${caseId}::uuid and s.phase_id = ${phaseId}::uuid
      and s.step = 'hörd' and s.happened_on <= ${on}::date and ${isNew}
      and s.id <> all (${used}::uuid[])
    order by s.outcome = 'gjort' desc, s.happened_on desc, s.recorded_at desc limit 1`.execute(tx);
  return rows[0]?.id;
}
