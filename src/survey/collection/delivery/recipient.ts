import { createHash } from "node:crypto";
import { readOutgoingUrl } from "../../../platform/basics/outgoing-url.ts";
import { readPublicKey, surveyKey } from "../../../platform/core/signing-key.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { operation } from "./post-delivery.ts";

/** An agency that the tenant sends to, as whoever runs the program has set it: the last row holds. Undefined where nobody has. */
export function findRecipient(tx: Tx, municipalityId: number, agency: string) {
  return tx
    .selectFrom("survey.recipient")
    .select(["number", "agency", "name", "address", "public_key"])
    .where("municipality_id", "=", municipalityId)
    .where("agency", "=", agency)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
}

/**
 * The address of an agency's program, as it is kept: one that may be sent to, and of nothing but deliveries, so that whoever sets it can make the program
 * ask for no other page anywhere. Undefined for anything else.
 */
export function readRecipientAddress(text: string): string | undefined {
  const url = readOutgoingUrl(text);
  const isBare = url !== undefined && (url.pathname === "/" || url.pathname === operation) && url.search === "" && url.hash === "";
  return isBare ? url.origin : undefined;
}

/** What people compare a public key by: SHA-256 of it (SubjectPublicKeyInfo, DER) in hexadecimal, four and four. Empty where the text is no key. */
export function fingerprintOfKey(publicKey: string): string {
  const key = readPublicKey(publicKey, "", surveyKey);
  if (!key.ok) return "";
  const digest = createHash("sha256")
    .update(key.value.export({ format: "der", type: "spki" }))
    .digest("hex");
  return digest.replaceAll(/.{4}(?=.)/gu, "$& ");
}
