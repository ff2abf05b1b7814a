/** That who reported is kept secret (26 kap. 5 § OSL): the last row of an intake says whether it is. */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import { feedbackToReporter } from "./rules.ts";

/** The row that stands of an intake `i`: nothing follows it. */
export const standingMasking = sql`intake.reporter_masking k where k.municipality_id = i.municipality_id and k.intake_id = i.id
  and not exists (select 1 from intake.reporter_masking n where n.municipality_id = k.municipality_id and n.intake_id = k.intake_id and n.follows_id = k.id)`;

/** True where who reported is kept secret; a condition over `intake.intake as i`. */
export const isMasked: RawBuilder<boolean> = sql<boolean>`exists (select 1 from ${standingMasking} and k.masked)`;

/**
 * True where the asker may not know who reported: it is secret, and the case is broken open (`get-reporter` is not for them). That it was somebody who must report,
 * and what they asked and were told, would tell. A condition over `intake.intake as i`.
 */
export const isHiddenFrom = ({ actor, now }: Context): RawBuilder<boolean> =>
  sql<boolean>`(${isMasked} and exists (select 1 from access.emergency e where e.municipality_id = i.municipality_id and e.case_id = i.case_id
    and e.staff_id = ${actor.staffId}::uuid and e.opened_at <= ${now} and e.closes_at > ${now}))`;

/** True of what is owed a reporter whom the asker may not know of; a condition over `due.clock as d`. */
export const isOwedSecretReporter = (context: Context): RawBuilder<boolean> =>
  sql<boolean>`(d.rule_id = ${sql.lit(feedbackToReporter.id)} and exists (select 1 from intake.intake i
    where i.municipality_id = d.municipality_id and i.case_id = d.case_id and i.id = d.subject_id and ${isHiddenFrom(context)}))`;

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
