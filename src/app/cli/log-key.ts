import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import type { HeadExport, HeadPlace } from "../../platform/core/export-heads.ts";
import { publicText, readSigningKey } from "../../platform/core/log-heads.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import { reportOutcome, say, sayJson } from "./outcome.ts";

/** Makes the key that the heads of the log are signed with, in a new file that only its owner can read, and shows its public half. */
export async function createLogKey(path: string, format: string): Promise<void> {
  await reportOutcome(format, async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    try {
      await writeFile(path, privateKey.export({ format: "pem", type: "pkcs8" }), { flag: "wx", mode: 0o600 });
    } catch (cause) {
      return failed(notWritten(path, (cause as NodeJS.ErrnoException).code ?? ""));
    }
    tell(path, publicText(publicKey), format);
    return ok(undefined);
  });
}

/** Shows the public half of a key. */
export async function showLogKey(path: string, format: string): Promise<void> {
  await reportOutcome(format, async () => {
    const key = await readKeyFile(path);
    if (key.ok) tell(path, publicText(createPublicKey(key.value)), format);
    return key;
  });
}

function tell(path: string, publicKey: string, format: string): void {
  if (format === "json") {
    sayJson({ ok: true, file: path, publicKey });
    return;
  }
  say(publicKey);
  say(`Det är den publika nyckeln till ${path}. Anteckna den utanför servern: med den kontrolleras loggen (verify-log --public-key).`);
}

function notWritten(path: string, code: string): Problem {
  if (code === "EEXIST") {
    const hint = "En nyckel skrivs aldrig över: det den har undertecknat skulle inte gå att kontrollera. Välj ett annat namn.";
    return { code: "key-exists", message: `Filen ${path} finns redan.`, hint };
  }
  return {
    code: "target-not-writable",
    message: `Filen ${path} gick inte att skriva (${code}).`,
    hint: "Kontrollera mappen och rättigheterna.",
  };
}

async function readKeyFile(path: string) {
  const about = await stat(path).catch(() => undefined);
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (!about || text === undefined) {
    const hint = "Gör den med ”fortrogen log-key create”, eller kontrollera sökvägen och rättigheterna.";
    return failed({ code: "log-key-missing", message: `Nyckeln ${path} finns inte eller får inte läsas.`, hint });
  }
  if (process.platform !== "win32" && (about.mode & 0o077) !== 0) {
    const hint = `Begränsa filen: chmod 600 ${path}`;
    return failed({ code: "log-key-open", message: `Nyckeln ${path} kan läsas av andra än sin ägare.`, hint });
  }
  return readSigningKey(text, path);
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads LOG_KEY, LOG_HEADS and LOG_HEADS_TOKEN; null where the heads are told nowhere. */
export async function readHeadExport(env: Environment): Promise<Result<HeadExport | null>> {
  const [path, where] = [env["LOG_KEY"], env["LOG_HEADS"]];
  if (!path && !where) return ok(null);
  if (!path || !where) {
    const [given, lacking] = path ? ["LOG_KEY", "LOG_HEADS"] : ["LOG_HEADS", "LOG_KEY"];
    return failed({
      code: "settings-invalid",
      message: `${given} är satt men inte ${lacking}.`,
      hint: "Se docs/operations.md.",
    });
  }
  const key = await readKeyFile(path);
  if (!key.ok) return key;
  const place = readPlace(where, env["LOG_HEADS_TOKEN"]);
  return place.ok ? ok({ key: key.value, place: place.value }) : place;
}

function readPlace(where: string, token: string | undefined): Result<HeadPlace> {
  if (!/^[a-z]+:\/\//i.test(where)) return ok({ folder: where });
  const url = URL.canParse(where) ? new URL(where) : undefined;
  const isLocal = url?.protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url && (url.protocol === "https:" || isLocal)) return ok({ url, token });
  return failed({
    code: "settings-invalid",
    message: "LOG_HEADS ska vara en mapp eller en https-adress.",
    hint: "Se docs/operations.md.",
  });
}
