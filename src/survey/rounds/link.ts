/** The personal link of a unit: a token that is made of the installation's key when it is needed, and kept nowhere. */
import { createHash, createHmac } from "node:crypto";
import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Database } from "../../platform/database/connect.ts";

/** Which link of which unit. */
export type LinkOf = { readonly municipalityId: number; readonly unitId: string; readonly number: number };

/** The address that a link leads to. */
export const answerPath = (token: string): string => `/svara/${token}`;

/** The token of a unit's link with this number: 43 signs that can stand in an address, 256 bits. `key`: the installation's, at least 32 bytes. */
export function tokenFor(key: Buffer, { municipalityId, unitId, number }: LinkOf): string {
  return createHmac("sha256", key).update(`survey-link|${municipalityId}|${unitId}|${number}`).digest("base64url");
}

/** What a token is known again by (SHA-256). */
export const digestOfToken = (token: string): Buffer => createHash("sha256").update(token, "utf8").digest();

export type UnitOfLink = { readonly municipalityId: number; readonly unitId: string };

/**
 * Whose the link is; undefined for whatever is no link, was never one or is withdrawn: whoever asks cannot tell which, by the answer or by
 * how long it takes. May be asked in any transaction or in none.
 */
export async function findUnitByToken(db: Kysely<Database>, token: string): Promise<UnitOfLink | undefined> {
  const { rows } = await sql<UnitOfLink>`select municipality_id as "municipalityId", unit_id as "unitId"
    from survey.unit_of_link(${digestOfToken(token)})`.execute(db);
  return rows[0];
}
