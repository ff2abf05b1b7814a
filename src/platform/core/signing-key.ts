/** Ed25519 keys (RFC 8032): read from text, and kept in files of their owner's alone. */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { failed, ok } from "../basics/result.ts";
import type { Problem, Result } from "../basics/result.ts";

/** What a key is for: the beginning of the codes of its problems, and the command that makes one. */
export type KeyUse = { readonly code: "log-key" | "survey-key"; readonly makeWith: string };
export const logKey: KeyUse = { code: "log-key", makeWith: "fortrogen log-key create" };
export const surveyKey: KeyUse = { code: "survey-key", makeWith: "fortrogen survey key" };

/** The private key in a PEM file's text. A problem where it is something else than Ed25519. */
export function readSigningKey(pem: string, name: string, use: KeyUse = logKey): Result<KeyObject> {
  return readKey(() => createPrivateKey(pem), `${name} är ingen privat Ed25519-nyckel.`, use);
}

/** The public key: a PEM text, or the one line of base64 that the program shows. */
export function readPublicKey(text: string, name: string, use: KeyUse = logKey): Result<KeyObject> {
  const line = text.trim();
  const isPem = line.startsWith("-----");
  const make = () => {
    // Made of a private key, a public one comes out of it too: whoever pastes that has shown it, and is told so.
    if (isPem && line.includes("PRIVATE KEY")) throw new TypeError("A private key.");
    return createPublicKey(isPem ? line : { key: Buffer.from(line, "base64"), format: "der", type: "spki" });
  };
  return readKey(make, `${name} är ingen publik Ed25519-nyckel.`, use);
}

function readKey(make: () => KeyObject, message: string, { code, makeWith }: KeyUse): Result<KeyObject> {
  try {
    const key = make();
    if (key.asymmetricKeyType === "ed25519") return ok(key);
  } catch {
    // Said below.
  }
  return failed({ code: `${code}-invalid`, message, hint: `Gör en nyckel med ”${makeWith}”.` });
}

/** A public key as one line: base64 of its DER (SubjectPublicKeyInfo). */
export function publicText(key: KeyObject): string {
  return key.export({ format: "der", type: "spki" }).toString("base64");
}

/**
 * Makes a key in a file that only its owner can read, and gives its public half. A file that is there is left as it is (`key-exists`), or replaced
 * in one move where that is meant.
 */
export async function makeKeyFile(
  path: string,
  { replace }: { readonly replace: boolean } = { replace: false },
): Promise<Result<KeyObject>> {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const target = replace ? `${path}.new` : path;
  try {
    if (replace) await rm(target, { force: true });
    await writeFile(target, privateKey.export({ format: "pem", type: "pkcs8" }), { flag: "wx", mode: 0o600 });
    if (replace) await rename(target, path);
    return ok(publicKey);
  } catch (cause) {
    return failed(notWritten(path, (cause as NodeJS.ErrnoException).code ?? ""));
  }
}

function notWritten(path: string, code: string): Problem {
  if (code === "EEXIST") {
    const hint = "En nyckel skrivs aldrig över: det den har undertecknat skulle inte gå att kontrollera. Välj ett annat namn.";
    return { code: "key-exists", message: `Filen ${path} finns redan.`, hint };
  }
  const hint = "Kontrollera mappen och rättigheterna.";
  return { code: "target-not-writable", message: `Filen ${path} gick inte att skriva (${code}).`, hint };
}

/** Reads a private key from its file. Problems: `…-missing`, `…-open` where others than its owner can read it, `…-invalid`. */
export async function readKeyFile(path: string, use: KeyUse = logKey): Promise<Result<KeyObject>> {
  const about = await stat(path).catch(() => undefined);
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (!about || text === undefined) {
    const hint = `Gör den med ”${use.makeWith}”, eller kontrollera sökvägen och rättigheterna.`;
    return failed({ code: `${use.code}-missing`, message: `Nyckeln ${path} finns inte eller får inte läsas.`, hint });
  }
  if (process.platform !== "win32" && (about.mode & 0o077) !== 0) {
    const hint = `Begränsa filen: chmod 600 ${path}`;
    return failed({ code: `${use.code}-open`, message: `Nyckeln ${path} kan läsas av andra än sin ägare.`, hint });
  }
  return readSigningKey(text, path, use);
}
