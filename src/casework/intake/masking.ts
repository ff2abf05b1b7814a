/** That who reported is kept secret (26 kap. 5 § OSL): the last row of an intake says whether it is. */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { CodeOf } from "../../platform/database/generated.ts";

/** The row that stands of an intake `i`: nothing follows it. */
export const standingMasking = sql`intake.reporter_masking k where k.municipality_id = i.municipality_id and k.intake_id = i.id
  and not exists (select 1 from intake.reporter_masking n where n.municipality_id = k.municipality_id and n.intake_id = k.intake_id and n.follows_id = k.id)`;

/** True where who reported is kept secret; a condition over `intake.intake as i`. */
export const isMasked: RawBuilder<boolean> = sql<boolean>`exists (select 1 from ${standingMasking} and k.masked)`;

type Masking = {
  readonly caseId: string;
  readonly intakeId: string;
  readonly masked: boolean;
  readonly ground: CodeOf<"intake.reporter_masking.ground"> | undefined;
  readonly reason: string;
  readonly followsId?: string | undefined;
};

/** Writes that who reported is kept secret, or no longer. Gives the row's id. */
export async function writeMasking(tx: Tx, context: Context, of: Masking): Promise<string> {
  const id = newTouchedId(context);
  await tx
    .insertInto("intake.reporter_masking")
    .values({
      id,
      case_id: of.caseId,
      intake_id: of.intakeId,
      masked: of.masked,
      ground: of.ground ?? null,
      mask_reason: of.reason,
      follows_id: of.followsId ?? null,
      ...stamp(context),
    })
    .execute();
  return id;
}
