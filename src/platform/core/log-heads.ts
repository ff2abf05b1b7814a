import { createPublicKey, sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { failed, ok } from "../basics/result.ts";
import type { Problem, Result } from "../basics/result.ts";
import { publicText } from "./signing-key.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const headSchema = z.object({
  /** The municipality's code. */
  municipality: z.string(),
  /** Number of the last seal. */
  number: z.number().int().min(1),
  hash,
  sealedAt: z.iso.datetime(),
});

const contentSchema = z.object({
  form: z.literal("fortrogen-log-heads"),
  version: z.literal(1),
  exportedAt: z.iso.datetime(),
  heads: z.array(headSchema),
});

const fileSchema = z.object({ content: contentSchema, publicKey: z.string(), signature: z.string() });

/** The last seal of one municipality's log. */
export type LogHead = z.output<typeof headSchema>;
/** The heads of all logs at one moment. */
export type LogHeads = z.output<typeof contentSchema>;

/**
 * Signs heads with an Ed25519 key (RFC 8032). What is signed is `content` as JSON without spaces, its fields in the order in which they
 * stand; the signature and the public key (SubjectPublicKeyInfo, DER) are written as base64.
 */
export function signHeads(heads: readonly LogHead[], exportedAt: Date, key: KeyObject): string {
  const content = contentSchema.parse({ form: "fortrogen-log-heads", version: 1, exportedAt: exportedAt.toISOString(), heads });
  const signature = sign(null, Buffer.from(JSON.stringify(content)), key).toString("base64");
  return `${JSON.stringify({ content, publicKey: publicText(createPublicKey(key)), signature }, null, 2)}\n`;
}

/** Reads signed heads. A problem where the text is something else, or was not signed with the private half of `publicKey`. */
export function readHeads(text: string, publicKey: KeyObject, name: string): Result<LogHeads> {
  const file = fileSchema.safeParse(parse(text));
  if (!file.success) return failed(unreadable(name));
  const { content, signature } = file.data;
  const isSigned = verify(null, Buffer.from(JSON.stringify(content)), publicKey, Buffer.from(signature, "base64"));
  if (isSigned) return ok(content);
  return failed({
    code: "heads-not-signed",
    message: `Filen ${name} är inte undertecknad med den angivna nyckeln, eller så är den ändrad.`,
    hint: "Kontrollera att --public-key är den publika nyckel som antecknades när nyckeln gjordes. Är den det: behandla filen som förfalskad.",
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreadable(name: string): Problem {
  return {
    code: "heads-unreadable",
    message: `Filen ${name} innehåller inga kontrollvärden ur loggen, eller så är den skadad.`,
    hint: "Ange en fil som ”fortrogen serve” har skrivit i LOG_HEADS, eller mappen med dem.",
  };
}
