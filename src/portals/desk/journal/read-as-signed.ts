import type { Context } from "../../../platform/core/door.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { withCorrections } from "../../../casework/case/corrected.ts";
import { readParts } from "../../../casework/case/read-parts.ts";
import { lastVersions } from "../../../casework/participation/last-versions.ts";
import { saidParts } from "./as-signed.ts";
import type { AsSigned } from "./as-signed.ts";

/** What a signed investigation says of the rest of its case, as that was written when it was signed. */
export async function readAsSigned(tx: Tx, context: Context, caseId: string, signedAt: Date): Promise<AsSigned | undefined> {
  const m = context.actor.municipalityId;
  const recorded = await readParts(tx, { m, c: caseId, context, until: signedAt }, ["file", "child", ...saidParts, "entry_corrections"]);
  if (!recorded) return undefined;
  const became = await lastVersions(tx, m, caseId);
  const parts = withCorrections(recorded) as AsSigned["parts"];
  return { signedAt, parts, became };
}
