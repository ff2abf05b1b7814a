import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";

/** The last version of each conversation of a case, by the id of every version that there has been. */
export async function lastVersions(tx: Tx, municipalityId: number, caseId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; became: string }>`
    with recursive versions as (
      select t.id, t.id as became from participation.conversation t where t.municipality_id = ${municipalityId} and t.case_id = ${caseId}::uuid
      union all
      select v.id, n.id from versions v join participation.conversation n
        on n.municipality_id = ${municipalityId} and n.case_id = ${caseId}::uuid and n.corrects_id = v.became)
    select v.id, v.became from versions v where not exists (select 1 from participation.conversation n
      where n.municipality_id = ${municipalityId} and n.case_id = ${caseId}::uuid and n.corrects_id = v.became)`.execute(tx);
  return new Map(rows.map(({ id, became }) => [id, became]));
}
