import { sql } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { Custody } from "./guardian-on.ts";

/** When somebody has been a guardian of the child of a case, as it stands, the latest first; nothing for whoever never was. */
export async function findCustodies(tx: Tx, { actor }: Context, caseId: string, personId: string): Promise<readonly Custody[]> {
  const { rows } = await sql<Custody>`select g.valid_from as "validFrom", g.valid_to as "validTo"
    from intake.case_file f join people.standing_guardianship g on g.municipality_id = f.municipality_id and g.child_id = f.child_id
    where f.municipality_id = ${actor.municipalityId} and f.id = ${caseId}::uuid and g.guardian_id = ${personId}::uuid
    order by g.valid_from desc`.execute(tx);
  return rows;
}
