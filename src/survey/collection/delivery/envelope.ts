/** The envelope that answers are sent in: to whom, for which round, from whom, and the sender's signature. docs/deliveries.md describes it for others. */
import { createHash, sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { readStrictJson } from "../../../platform/basics/json.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";

/** More than any answer file is; `survey.signature` keeps no longer. */
export const longestContent = 300_000;
const wrong = "Fältet är inte som formatet säger. Se docs/deliveries.md.";

export const agencyCode = z.string(wrong).regex(/^[0-9]{6}-[0-9]{4}$/, wrong);
export const keyId = z.string(wrong).regex(/^[0-9a-f]{16}$/, wrong);
/** 64 bytes of Ed25519 in base64. */
export const signatureText = z.string(wrong).regex(/^[A-Za-z0-9+/]{86}==$/, wrong);

/** The fields of an envelope. What is signed is made of them, never of how the envelope is written. */
export const envelopeFields = {
  form: z.literal("fortrogen-survey-delivery", wrong),
  version: z.literal(1, wrong),
  /** The agency that it is for. */
  agency: agencyCode,
  /** The round that it answers, as the agency has told. */
  round: z
    .string(wrong)
    .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, wrong)
    .meta({ format: "uuid" }),
  /** Code of the municipality or district that answers. */
  unit: z.string(wrong).regex(/^[0-9]{4}(-[0-9]{2})?$/, wrong),
  /** Which of the sender's keys. */
  keyId,
  /** The answer file, byte for byte. */
  content: z.string(wrong).min(2, wrong).max(longestContent, wrong),
  signature: signatureText,
} as const;
export const envelopeSchema = z.strictObject(envelopeFields);
export type Envelope = z.output<typeof envelopeSchema>;

/** What the signature is of: UTF-8 of these lines with a line feed (U+000A) between, and nothing after the last, which is the content. */
export function signedBytes({ agency, round, unit, keyId: key, content }: Omit<Envelope, "signature" | "form" | "version">): Buffer {
  return Buffer.from(["fortrogen-survey-delivery/1", agency, round, unit, key, content].join("\n"), "utf8");
}

/** Which key it is: the first 16 hexadecimal digits of SHA-256 of its DER (SubjectPublicKeyInfo). */
export function keyIdOf(publicKey: KeyObject): string {
  return createHash("sha256")
    .update(publicKey.export({ format: "der", type: "spki" }))
    .digest("hex")
    .slice(0, 16);
}

type Sent = Pick<Envelope, "agency" | "round" | "unit" | "content">;

/** The envelope with the sender's signature. */
export function sealEnvelope(
  sent: Sent,
  { privateKey, publicKey }: { readonly privateKey: KeyObject; readonly publicKey: KeyObject },
): Envelope {
  const { agency, round, unit, content } = sent;
  const whole = { agency, round, unit, keyId: keyIdOf(publicKey), content };
  const signature = sign(null, signedBytes(whole), privateKey).toString("base64");
  return { form: "fortrogen-survey-delivery", version: 1, ...whole, signature };
}

/** True where the envelope was signed with the private half of the key. */
export function isSealedBy(envelope: Envelope, publicKey: KeyObject): boolean {
  return verify(null, signedBytes(envelope), publicKey, Buffer.from(envelope.signature, "base64"));
}

/** The envelope as a file. */
export const envelopeText = (envelope: Envelope): string => `${JSON.stringify(envelope, null, 2)}\n`;

/** Reads an envelope's file. Problem: `delivery-unreadable`, which says nothing of who sent it. */
export function readEnvelope(text: string): Result<Envelope> {
  const read = envelopeSchema.safeParse(readStrictJson(text.replace(/^\ufeff/u, "")));
  if (read.success) return ok(read.data);
  return failed({
    code: "delivery-unreadable",
    message: "Filen är ingen signerad leverans, eller så är den skadad.",
    hint: "Välj filen som kommunens program skrev när svaren signerades. Ändra inget i den.",
  });
}
