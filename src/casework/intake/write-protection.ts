import { formatDateTime } from "../../platform/basics/dates.ts";
import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { protectionResults } from "./codes.ts";

/** An assessment of a report; `assessedBy` is somebody else than whoever writes it. */
export type Protection = {
  readonly caseId: string;
  readonly intakeId: string;
  readonly assessedAt: Date;
  readonly result: (typeof protectionResults)[number];
  readonly reasoning: string;
  readonly measure?: string | undefined;
  readonly assessedBy?: string | undefined;
  /** The latest assessment, which a new one follows. */
  readonly followsId?: string | undefined;
};

export const notYet = "Tidpunkten har inte varit än. Ange när bedömningen gjordes.";
/** What is said of a moment before what is assessed had come in. */
export const before = (receivedAt: Date): string => `Det som bedöms kom in ${formatDateTime(receivedAt)}. Ange en senare tidpunkt.`;

/** Writes the immediate protection assessment of a report. Gives its id. */
export async function writeProtection(tx: Tx, context: Context, of: Protection): Promise<string> {
  const id = newTouchedId(context);
  await tx
    .insertInto("intake.protection_assessment")
    .values({
      id,
      case_id: of.caseId,
      intake_id: of.intakeId,
      assessed_at: of.assessedAt,
      result: of.result,
      reasoning: of.reasoning,
      measure: of.measure ?? null,
      assessed_by: of.assessedBy ?? null,
      follows_id: of.followsId ?? null,
      ...stamp(context),
    })
    .execute();
  return id;
}
