import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";

/** What is wrong in an entry of a case, and what stands instead. */
type CorrectionToWrite = {
  readonly caseId: string;
  readonly entry: string;
  /** One of the entry's texts by its column, something else that is wrong in it ("annat"), or all of it ("felskriven"). */
  readonly field: string;
  readonly instead: string | undefined;
  readonly why: string;
  /** The correction before it, of the same entry. */
  readonly followsId: string | undefined;
};

/** Writes a correction beside the entry, which stays as it was written. Gives its id. */
export async function writeCorrection(tx: Tx, context: Context, input: CorrectionToWrite): Promise<string> {
  const { caseId, entry, field, instead, why, followsId } = input;
  const id = newTouchedId(context);
  const kind = field === "annat" || field === "felskriven" ? field : "text";
  await tx
    .insertInto("intake.entry_correction")
    .values({
      ...{ id, case_id: caseId, entry, kind, field: kind === "text" ? field : null },
      ...{ instead: kind === "felskriven" ? null : (instead ?? null), why, follows_id: followsId ?? null },
      ...stamp(context),
    })
    .execute();
  return id;
}
