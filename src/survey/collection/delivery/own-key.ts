/** The tenant's own key: a file for each, in a folder of the program's alone. */
import { createPublicKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { makeKeyFile, readKeyFile, surveyKey } from "../../../platform/core/signing-key.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";

export type OwnKey = { readonly privateKey: KeyObject; readonly publicKey: KeyObject };

/** `SIGNING_KEYS`, else `signing-keys` in the data folder. */
export function keyFolderOf(env: Readonly<Record<string, string | undefined>>): string {
  return env["SIGNING_KEYS"] || join(env["FORTROGEN_DATA"] || ".data", "signing-keys");
}

const fileOf = (folder: string, code: string): string => join(folder, `${code}.pem`);

/** The key of the municipality or agency with the code. Problems: `survey-key-missing`, which names no path, and those of the file. */
export async function readOwnKey(folder: string | null, code: string): Promise<Result<OwnKey>> {
  const read = folder === null ? undefined : await readKeyFile(fileOf(folder, code), surveyKey);
  if (read?.ok) return ok({ privateKey: read.value, publicKey: createPublicKey(read.value) });
  const { error } = read ?? failed({ code: "survey-key-missing", message: "" });
  const messages: Readonly<Record<string, string>> = {
    "survey-key-open": "Nyckeln för enkätleveranser kan läsas av andra än programmet.",
    "survey-key-invalid": "Nyckeln för enkätleveranser är skadad.",
  };
  return failed({
    code: error.code,
    message: messages[error.code] ?? "Det finns ingen nyckel att signera med.",
    hint: "Be systemförvaltaren: ”fortrogen survey key” gör en, se docs/deliveries.md.",
  });
}

/** Makes the key. One that is there stays (`survey-key-exists`) unless it is to be replaced. Gives the public half. */
export async function makeOwnKey(folder: string, code: string, replace: boolean): Promise<Result<KeyObject>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const made = await makeKeyFile(fileOf(folder, code), { replace });
  if (made.ok || made.error.code !== "key-exists") return made;
  return failed({
    code: "survey-key-exists",
    message: `${code} har redan en nyckel.`,
    hint: "Visa den med ”fortrogen survey key --show”, eller byt den med --replace. Mottagaren måste då få den nya.",
  });
}
