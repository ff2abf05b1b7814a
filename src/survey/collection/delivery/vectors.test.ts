import { createPrivateKey, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { valueOf } from "../../../platform/basics/result.ts";
import { publicText, readPublicKey } from "../../../platform/core/signing-key.ts";
import { digestOf } from "../answer-file.ts";
import { envelopeText, isSealedBy, keyIdOf, readEnvelope, sealEnvelope, signedBytes } from "./envelope.ts";
import type { Envelope } from "./envelope.ts";
import { isReceiptOf, readReceipt, writeReceipt } from "./receipt.ts";
import type { Receipt } from "./receipt.ts";

/** The vectors that docs/deliveries.md points at: fixed keys, fixed bytes. A change here is another version of the format. */
type Party = { readonly seed: string; readonly publicKey: string; readonly keyId: string };
const vectors = JSON.parse(readFileSync(join(import.meta.dirname, "vectors", "vectors.json"), "utf8")) as {
  readonly unit: Party;
  readonly agency: Party;
  readonly content: string;
  readonly contentSha256: string;
  readonly signedBytesHex: string;
  readonly envelope: Envelope;
  readonly receipt: Receipt;
};
/** RFC 8410: the 32 bytes of the seed after a fixed head. */
const head = "302e020100300506032b657004220420";
function keysOf({ seed }: Party) {
  const privateKey = createPrivateKey({ key: Buffer.from(head + seed, "hex"), format: "der", type: "pkcs8" });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}
const { unit, agency, content, envelope, receipt } = vectors;

describe("the vectors", () => {
  test("are what the program writes of the same keys and answers", () => {
    const { agency: to, round, unit: code } = envelope;
    expect(sealEnvelope({ agency: to, round, unit: code, content }, keysOf(unit))).toEqual(envelope);
    const said = valueOf(readReceipt(JSON.stringify(receipt))).content;
    expect(writeReceipt(said, keysOf(agency))).toEqual(receipt);
    for (const one of [unit, agency]) {
      expect([publicText(keysOf(one).publicKey), keyIdOf(keysOf(one).publicKey)]).toEqual([one.publicKey, one.keyId]);
    }
  });

  test("hold by the words of the format alone", () => {
    const lines = ["fortrogen-survey-delivery/1", envelope.agency, envelope.round, envelope.unit, envelope.keyId, content].join("\n");
    expect(Buffer.from(lines, "utf8").toString("hex")).toBe(vectors.signedBytesHex);
    const der = { key: Buffer.from(unit.publicKey, "base64"), format: "der", type: "spki" } as const;
    expect(verify(null, Buffer.from(vectors.signedBytesHex, "hex"), der, Buffer.from(envelope.signature, "base64"))).toBe(true);
    expect(digestOf(content).toString("hex")).toBe(vectors.contentSha256);
    const ofAgency = { key: Buffer.from(agency.publicKey, "base64"), format: "der", type: "spki" } as const;
    const bytes = Buffer.from(`fortrogen-survey-receipt/1\n${receipt.receipt}`, "utf8");
    expect(verify(null, bytes, ofAgency, Buffer.from(receipt.signature ?? "", "base64"))).toBe(true);
  });

  test("do not hold when a byte of what is signed is another", () => {
    const { publicKey } = keysOf(unit);
    expect(isSealedBy(envelope, publicKey)).toBe(true);
    for (const other of [
      { content: `${content}\n` },
      { content: content.replace("Ja", "Nej") },
      { agency: "202100-0556" },
      { round: envelope.round.replace(/1$/u, "2") },
      { unit: "0115" },
      { keyId: agency.keyId },
      { signature: receipt.signature ?? "" },
    ])
      expect(isSealedBy({ ...envelope, ...other }, publicKey)).toBe(false);
    expect(isReceiptOf(receipt, publicKey)).toBe(false);
    expect(isReceiptOf({ ...receipt, signature: null, keyId: null }, keysOf(agency).publicKey)).toBe(false);
  });

  test("what is signed cannot be parted in two ways: a line feed stands in no field but the last", () => {
    for (const field of ["agency", "round", "unit", "keyId"] as const)
      expect(readEnvelope(JSON.stringify({ ...envelope, [field]: `${envelope[field]}\n` })).ok).toBe(false);
    expect(
      signedBytes({ ...envelope, content: "a\nb" })
        .toString("utf8")
        .endsWith("a\nb"),
    ).toBe(true);
  });
});

describe("an envelope's file", () => {
  const text = envelopeText(envelope);
  test.each<[string, string, boolean]>([
    ["as it is written", text, true],
    ["with a byte order mark", `\ufeff${text}`, true],
    ["with other blanks", JSON.stringify(envelope), true],
    ["with a field twice", text.replace("{", '{"unit":"0115",'), false],
    ["with a field more", text.replace("{", '{"more":1,'), false],
    ["with a prototype", text.replace("{", '{"__proto__":{},'), false],
    ["of another version", text.replace('"version": 1', '"version": 2'), false],
    ["with a number that is huge", text.replace('"version": 1', '"version": 1e999'), false],
    ["with the content as an object", JSON.stringify({ ...envelope, content: JSON.parse(content) as unknown }), false],
    ["that goes deep", `${'{"content":'.repeat(30_000)}1${"}".repeat(30_000)}`, false],
    ["cut off", text.slice(0, -10), false],
    ["that is nothing", "", false],
    ["that is a list", "[]", false],
  ])("%s: %s", (_, file, isRead) => {
    expect(readEnvelope(file).ok).toBe(isRead);
  });
});

describe("a public key that is handed over", () => {
  test("is the line, or PEM; a private one is refused", () => {
    const { privateKey, publicKey } = keysOf(unit);
    const pem = publicKey.export({ format: "pem", type: "spki" }).toString();
    for (const text of [unit.publicKey, `\n${unit.publicKey}\n`, pem]) expect(keyIdOf(valueOf(readPublicKey(text, "x")))).toBe(unit.keyId);
    const secret = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
    for (const text of [secret, "", "x", unit.publicKey.slice(4)]) expect(readPublicKey(text, "x").ok).toBe(false);
  });
});
