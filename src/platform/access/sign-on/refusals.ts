import { publicIn } from "../../core/actor.ts";
import type { Kysely } from "kysely";
import { networkAddress, writeAuditEvent } from "../../core/audit.ts";
import type { RequestMark } from "../../core/audit.ts";
import { newId } from "../../basics/identifiers.ts";
import type { Database } from "../../database/connect.ts";
import { accountsOf, inEachMunicipality, municipalityIds } from "./accounts.ts";
import type { Standing } from "./mapping.ts";

/**
 * Writes a refused sign-on in the log of every municipality it can have been for: those that the sign-on names, those where the person has
 * an account, otherwise the only municipality there is. With several municipalities, or none yet, and no word of which, it is kept beside them
 * (`access.unplaced_sign_on`). Gives the number of municipalities' logs that it was written in.
 */
export async function logRefusedSignOn(
  db: Kysely<Database>,
  code: string,
  standing: Standing | null,
  mark: RequestMark,
  now: Date,
): Promise<number> {
  const accounts = standing ? await accountsOf(db, standing.subject) : [];
  const named = standing ? await municipalityIds(db, standing.municipalities) : [];
  const known = [...new Set([...accounts.map((account) => account.municipalityId), ...named])];
  const places = known.length > 0 ? known : await onlyMunicipality(db);
  if (places.length === 0) {
    const row = { id: newId(now), at: now, request_id: mark.requestId, outcome: code, source_address: networkAddress(mark.sourceAddress) };
    await db.insertInto("access.unplaced_sign_on").values(row).execute();
    return 0;
  }
  await inEachMunicipality(
    db,
    places.map((municipalityId) => ({ municipalityId })),
    (tx, { municipalityId }) => {
      const account = accounts.find((one) => one.municipalityId === municipalityId);
      const subjectIds = account ? [account.staffId] : [];
      return writeAuditEvent(
        tx,
        { actor: publicIn(municipalityId), ...mark, action: "access.sign-on", kind: "denied", outcome: code, subjectIds },
        now,
      );
    },
  );
  return places.length;
}

async function onlyMunicipality(db: Kysely<Database>): Promise<number[]> {
  const rows = await db.selectFrom("core.municipality").select("id").where("is_demo", "=", false).limit(2).execute();
  return rows.length === 1 ? rows.map((row) => row.id) : [];
}
