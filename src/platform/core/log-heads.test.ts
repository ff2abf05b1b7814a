import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readHeads, signHeads } from "./log-heads.ts";
import { publicText, readPublicKey, readSigningKey } from "./signing-key.ts";
import { valueOf } from "../basics/result.ts";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const other = generateKeyPairSync("ed25519");
const heads = [
  { municipality: "0680", number: 12, hash: "ab".repeat(32), sealedAt: "2026-03-02T09:00:00.123Z" },
  { municipality: "0180-11", number: 1, hash: "cd".repeat(32), sealedAt: "2026-03-02T09:00:01.000Z" },
];
const at = new Date("2026-03-02T10:00:00Z");
const signed = signHeads(heads, at, privateKey);
const parsed = JSON.parse(signed) as { content: object };

describe("signed heads", () => {
  it("come back as they were", () => {
    expect(valueOf(readHeads(signed, publicKey, "x"))).toMatchObject({ heads, exportedAt: "2026-03-02T10:00:00.000Z" });
  });

  it.each([
    ["a number", signed.replace('"number": 12', '"number": 13')],
    ["a hash", signed.replace("abab", "abac")],
    ["the moment", signed.replace("T10:00", "T11:00")],
    ["the municipality", signed.replace('"0680"', '"0681"')],
    ["a head fewer", JSON.stringify({ ...parsed, content: { ...parsed.content, heads: heads.slice(0, 1) } })],
    ["the signature", signed.replace(/"signature": ".{4}/u, '"signature": "AAAA')],
    ["everything, signed with another key", signHeads(heads, at, other.privateKey)],
  ])("are refused with %s changed", (_what, text) => {
    expect(readHeads(text, publicKey, "x")).toMatchObject({ ok: false, error: { code: "heads-not-signed" } });
  });

  it("are believed by the key that was noted, not by the one that stands in the file", () => {
    const forged = signHeads(heads, at, other.privateKey);
    const claimed = JSON.stringify({ ...(JSON.parse(forged) as object), publicKey: publicText(publicKey) });
    expect(readHeads(claimed, publicKey, "x").ok).toBe(false);
  });

  it.each(["", "hej", "{}", "[]", "null", signed.slice(0, -20), '{"content": {"heads": []}}'])("are not found in %j", (text) => {
    expect(readHeads(text, publicKey, "x")).toMatchObject({ ok: false, error: { code: "heads-unreadable" } });
  });
});

describe("keys", () => {
  it("are read from PEM and from one line", () => {
    const pem = publicKey.export({ format: "pem", type: "spki" }).toString();
    for (const text of [pem, publicText(publicKey), ` ${publicText(publicKey)}\n`]) {
      expect(publicText(valueOf(readPublicKey(text, "x")))).toBe(publicText(publicKey));
    }
    const key = valueOf(readSigningKey(privateKey.export({ format: "pem", type: "pkcs8" }).toString(), "x"));
    expect(publicText(createPublicKey(key))).toBe(publicText(publicKey));
  });

  it("of another kind are refused", () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
    expect(readSigningKey(rsa.privateKey.export({ format: "pem", type: "pkcs8" }).toString(), "x").ok).toBe(false);
    expect(readPublicKey(rsa.publicKey.export({ format: "pem", type: "spki" }).toString(), "x").ok).toBe(false);
    for (const text of ["", "hej", "-----BEGIN PUBLIC KEY-----"]) expect(readPublicKey(text, "x").ok).toBe(false);
  });
});
