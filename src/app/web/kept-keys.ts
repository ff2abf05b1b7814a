import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** The key that drafts are sealed with: `DRAFT_KEY`, else the file `draft.key`. As `readKey`. */
export const readDraftKey = (env: Environment): Buffer => readKey(env, "DRAFT_KEY", "draft.key", "Nyckeln för utkast");

/** The key that personal links to surveys are made with: `SURVEY_KEY`, else the file `survey.key`. As `readKey`. */
export const readLinkKey = (env: Environment): Buffer => readKey(env, "SURVEY_KEY", "survey.key", "Nyckeln för enkätlänkar");

/**
 * A key that is not in the database: the variable (at least 32 bytes in base64), else the file in the data folder, which is made with rights
 * for its owner alone. Several web processes must have the same. @throws Error in Swedish when the key is too short.
 */
function readKey(env: Environment, variable: string, name: string, what: string): Buffer {
  const longEnough = (text: string, where: string): Buffer => {
    const key = Buffer.from(text, "base64");
    if (key.length < 32) throw new Error(`${what} (${where}) ska vara minst 32 byte, skriven i base64.`);
    return key;
  };
  const given = env[variable];
  if (given) return longEnough(given, variable);
  const folder = env["FORTROGEN_DATA"] || ".data";
  const file = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32).toString("base64"), { flag: "wx", mode: 0o600 });
  } catch (cause) {
    if ((cause as { code?: string }).code !== "EEXIST") throw cause;
  }
  return longEnough(readFileSync(file, "utf8"), file);
}
