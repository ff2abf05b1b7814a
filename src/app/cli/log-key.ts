import { createPublicKey } from "node:crypto";
import type { HeadExport, HeadPlace } from "../../platform/core/export-heads.ts";
import { makeKeyFile, publicText, readKeyFile } from "../../platform/core/signing-key.ts";
import { readOutgoingUrl } from "../../platform/basics/outgoing-url.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { reportOutcome, say, sayJson } from "./outcome.ts";

/** Makes the key that the heads of the log are signed with, in a new file that only its owner can read, and shows its public half. */
export async function createLogKey(path: string, format: string): Promise<void> {
  await reportOutcome(format, async () => {
    const made = await makeKeyFile(path);
    if (made.ok) tell(path, publicText(made.value), format);
    return made;
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
  const url = readOutgoingUrl(where);
  if (url) return ok({ url, token });
  return failed({
    code: "settings-invalid",
    message: "LOG_HEADS ska vara en mapp eller en https-adress.",
    hint: "Se docs/operations.md.",
  });
}
