import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import { readPublicKey, surveyKey } from "../../platform/core/signing-key.ts";
import { isSealedBy } from "../collection/delivery/envelope.ts";
import type { Envelope } from "../collection/delivery/envelope.ts";
import type { UnknownReason } from "./refusals.ts";

type SenderRow = { readonly unit_id: string; readonly public_key: string | null; readonly is_good: boolean | null };

/** A sender whose signature holds; or why nobody is known, with the unit that was named where there is one. */
export type Sender =
  | { readonly isKnown: true; readonly unitId: string }
  | { readonly isKnown: false; readonly reason: UnknownReason; readonly unitId: string | null };

/** Who sent the envelope, by its signature and nothing else. `agency` is the code of the tenant that it came to. */
export async function findSender(tx: Tx, envelope: Envelope, agency: string): Promise<Sender> {
  if (envelope.agency !== agency) return { isKnown: false, reason: "other-agency", unitId: null };
  const { rows } = await sql<SenderRow>`select unit_id, public_key, is_good
    from survey.sender(${envelope.round}::uuid, ${envelope.unit}, ${envelope.keyId})`.execute(tx);
  const [row] = rows;
  const unitId = row?.unit_id ?? null;
  if (!row || unitId === null) return { isKnown: false, reason: "unit-unknown", unitId };
  const key = row.public_key === null ? undefined : readPublicKey(row.public_key, "", surveyKey);
  if (!key?.ok) return { isKnown: false, reason: "key-unknown", unitId };
  if (!isSealedBy(envelope, key.value)) return { isKnown: false, reason: "signature-wrong", unitId };
  return row.is_good === true ? { isKnown: true, unitId } : { isKnown: false, reason: "key-withdrawn", unitId };
}
