import { sql } from "kysely";
import type { Context } from "../../../platform/core/door.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { withCorrections } from "../../../casework/case/corrected.ts";
import { readParts } from "../../../casework/case/read-parts.ts";
import { saidParts } from "./as-signed.ts";
import type { AsSigned } from "./as-signed.ts";

/** What a signed investigation says of the rest of its case, as that was written when it was signed. */
export async function readAsSigned(tx: Tx, context: Context, caseId: string, signedAt: Date): Promise<AsSigned | undefined> {
  const m = context.actor.municipalityId;
  const recorded = await readParts(tx, { m, c: caseId, context, until: signedAt }, ["file", "child", ...saidParts, "entry_corrections"]);
  if (!recorded) return undefined;
  const { rows } = await sql<{ id: string; became: string }>`
    with recursive versions as (
      select t.id, t.id as became from participation.conversation t where t.municipality_id = ${m} and t.case_id = ${caseId}::uuid
      union all
      select v.id, n.id from versions v join participation.conversation n
        on n.municipality_id = ${m} and n.case_id = ${caseId}::uuid and n.corrects_id = v.became)
    select v.id, v.became from versions v where not exists (select 1 from participation.conversation n
      where n.municipality_id = ${m} and n.case_id = ${caseId}::uuid and n.corrects_id = v.became)`.execute(tx);
  const parts = withCorrections(recorded) as AsSigned["parts"];
  return { signedAt, parts, became: new Map(rows.map(({ id, became }) => [id, became])) };
}
