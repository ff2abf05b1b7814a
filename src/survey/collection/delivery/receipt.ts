/** What an agency answers to a delivery, signed with its own key so that the sender can prove it. docs/deliveries.md describes it for others. */
import { sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { readStrictJson } from "../../../platform/basics/json.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { agencyCode, keyId, keyIdOf, signatureText } from "./envelope.ts";

/** So many findings stand in a receipt; the agency has all of them. */
export const mostFindings = 50;
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What is said of a delivery, its fields in this order. */
export const receiptContent = z.strictObject({
  form: z.literal("fortrogen-survey-receipt"),
  version: z.literal(1),
  agency: agencyCode,
  round: z.uuid(),
  unit: z.string(),
  /** SHA-256 of the answer file. */
  digest: hash,
  /** Which delivery of the unit it is; the last one counts. */
  number: z.int().min(1),
  receivedAt: z.iso.datetime(),
  /** After the last day. */
  late: z.boolean(),
  errors: z.int().min(0),
  warnings: z.int().min(0),
  /** The first of what was found, errors first. */
  findings: z
    .array(
      z.strictObject({
        rule: z.int().min(1),
        severity: z.enum(["error", "warning"]),
        column: z.string().max(80).nullable(),
        text: z.string().max(1000),
      }),
    )
    .max(mostFindings),
});
export type ReceiptContent = z.output<typeof receiptContent>;

/** A receipt as it is sent: the words that were signed, letter for letter. Without a key of the agency's it is not signed. */
export const receiptFields = {
  receipt: z.string().max(100_000),
  keyId: keyId.nullable(),
  signature: signatureText.nullable(),
} as const;
export const receiptSchema = z.strictObject(receiptFields);
export type Receipt = z.output<typeof receiptSchema>;

const signedBytes = (receipt: string): Buffer => Buffer.from(`fortrogen-survey-receipt/1\n${receipt}`, "utf8");

type Keys = { readonly privateKey: KeyObject; readonly publicKey: KeyObject };

/** Writes a receipt, signed where there is a key. */
export function writeReceipt(content: ReceiptContent, keys: Keys | null): Receipt {
  const receipt = JSON.stringify(receiptContent.parse(content));
  if (keys === null) return { receipt, keyId: null, signature: null };
  return { receipt, keyId: keyIdOf(keys.publicKey), signature: sign(null, signedBytes(receipt), keys.privateKey).toString("base64") };
}

/** True where the receipt was signed with the private half of the key. */
export function isReceiptOf({ receipt, signature }: Receipt, publicKey: KeyObject): boolean {
  return signature !== null && verify(null, signedBytes(receipt), publicKey, Buffer.from(signature, "base64"));
}

/** Reads a receipt's file. Problem: `receipt-unreadable`. */
export function readReceipt(text: string): Result<{ readonly receipt: Receipt; readonly content: ReceiptContent }> {
  const read = receiptSchema.safeParse(readStrictJson(text.replace(/^\ufeff/u, "")));
  const content = read.success ? receiptContent.safeParse(readStrictJson(read.data.receipt)) : undefined;
  if (read.success && content?.success) return ok({ receipt: read.data, content: content.data });
  return failed({
    code: "receipt-unreadable",
    message: "Filen är inget kvitto på en leverans, eller så är den skadad.",
    hint: "Välj filen som myndigheten svarade med. Ändra inget i den.",
  });
}
