import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The key that drafts are sealed with: `DRAFT_KEY` (at least 32 bytes in base64), else the file `draft.key` in the data folder, which
 * is made with rights for its owner alone. Several web processes must have the same. @throws Error in Swedish when the key is too short.
 */
export function readDraftKey(env: Readonly<Record<string, string | undefined>>): Buffer {
  const given = env["DRAFT_KEY"];
  if (given) return longEnough(Buffer.from(given, "base64"), "DRAFT_KEY");
  const folder = env["FORTROGEN_DATA"] || ".data";
  const file = join(folder, "draft.key");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32).toString("base64"), { flag: "wx", mode: 0o600 });
  } catch (cause) {
    if ((cause as { code?: string }).code !== "EEXIST") throw cause;
  }
  return longEnough(Buffer.from(readFileSync(file, "utf8"), "base64"), file);
}

function longEnough(key: Buffer, where: string): Buffer {
  if (key.length < 32) throw new Error(`Nyckeln för utkast (${where}) ska vara minst 32 byte, skriven i base64.`);
  return key;
}
