import { readFile, readdir, stat } from "node:fs/promises";
import type { KeyObject } from "node:crypto";
import { join } from "node:path";
import { readHeads } from "../../platform/core/log-heads.ts";
import { readPublicKey } from "../../platform/core/signing-key.ts";
import type { LogHeads } from "../../platform/core/log-heads.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { ExpectedHead } from "../../platform/core/verify-log.ts";
import { wrongUsage } from "./outcome.ts";

/** What the log is held against: one hash of one municipality's, or every head that was told outside, by municipality. */
export type Expected =
  | { readonly kind: "hash"; readonly hash: string }
  | { readonly kind: "heads"; readonly byMunicipality: ReadonlyMap<string, readonly ExpectedHead[]>; readonly files: number };

/** Reads `--expect`: a hash, a file that the service wrote in LOG_HEADS, or the whole folder, with `--public-key` for the signatures. */
export async function readExpected(expect: string, publicKey: string | undefined): Promise<Result<Expected>> {
  if (/^[0-9a-f]{64}$/i.test(expect)) return ok({ kind: "hash", hash: expect });
  const files = await listFiles(expect);
  if (files === undefined) {
    return failed(
      wrongUsage("--expect ska vara ett kontrollvärde (64 tecken, 0–9 och a–f), en fil med kontrollvärden eller mappen med dem."),
    );
  }
  if (publicKey === undefined) {
    return failed(
      wrongUsage("En fil med kontrollvärden kräver --public-key: den publika nyckel som ”fortrogen log-key” visade när nyckeln gjordes."),
    );
  }
  const key = await publicKeyOf(publicKey);
  if (!key.ok) return key;
  if (files.length === 0) {
    const hint = "Kontrollera LOG_HEADS och loggen från ”fortrogen serve”: kontrollvärden ska skrivas varje timme.";
    return failed({ code: "heads-missing", message: `I ${expect} finns inga kontrollvärden.`, hint });
  }
  return readAll(files, key.value);
}

async function listFiles(path: string): Promise<string[] | undefined> {
  const about = await stat(path).catch(() => undefined);
  if (!about?.isDirectory()) return about ? [path] : undefined;
  const names = await readdir(path);
  return names
    .filter((name) => /^fortrogen-log-heads-.*\.json$/.test(name))
    .sort()
    .map((name) => join(path, name));
}

async function publicKeyOf(given: string): Promise<Result<KeyObject>> {
  const text = await readFile(given, "utf8").catch(() => given);
  return readPublicKey(text, given);
}

async function readAll(files: readonly string[], key: KeyObject): Promise<Result<Expected>> {
  const byMunicipality = new Map<string, ExpectedHead[]>();
  for (const file of files) {
    const heads: Result<LogHeads> = readHeads(await readFile(file, "utf8"), key, file);
    if (!heads.ok) return heads;
    for (const { municipality, number, hash } of heads.value.heads) {
      const known = byMunicipality.get(municipality) ?? [];
      known.push({ number, hash });
      byMunicipality.set(municipality, known);
    }
  }
  return ok({ kind: "heads", byMunicipality, files: files.length });
}
