import { sql } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import { stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";

export type ContactToWrite = { readonly unitId: string; readonly name: string | null; readonly address: string };

/** Writes where units are written to, where it is another than what stands. Gives how many were written. */
export async function writeContacts(tx: Tx, context: Context, contacts: readonly ContactToWrite[]): Promise<number> {
  const { municipalityId } = context.actor;
  await sql`select pg_advisory_xact_lock(hashtextextended('survey contacts', ${municipalityId}))`.execute(tx);
  const { rows } = await sql<{ unitId: string; number: number; name: string | null; address: string }>`
    select distinct on (unit_id) unit_id as "unitId", number, name, address from survey.unit_contact
    where municipality_id = ${municipalityId} and unit_id = any (${contacts.map(({ unitId }) => unitId)}::uuid[])
    order by unit_id, number desc`.execute(tx);
  const standing = new Map(rows.map((row) => [row.unitId, row]));
  const changed = contacts.filter(({ unitId, name, address }) => {
    const now = standing.get(unitId);
    return now === undefined || now.address !== address || now.name !== name;
  });
  if (changed.length === 0) return 0;
  context.touch(...changed.map(({ unitId }) => unitId));
  await tx
    .insertInto("survey.unit_contact")
    .values(
      changed.map(({ unitId, name, address }) => ({
        unit_id: unitId,
        number: (standing.get(unitId)?.number ?? 0) + 1,
        name,
        address,
        ...stamp(context),
      })),
    )
    .execute();
  return changed.length;
}
