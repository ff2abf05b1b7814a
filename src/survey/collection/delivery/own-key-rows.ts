import type { Tx } from "../../../platform/database/connect.ts";

/** The keys that the tenant has made, the one in use first. */
export function ownKeys(tx: Tx, municipalityId: number) {
  return tx
    .selectFrom("survey.signing_key")
    .select(["number", "key_id", "public_key", "recorded_at"])
    .where("municipality_id", "=", municipalityId)
    .orderBy("number", "desc")
    .execute();
}
