import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What must be kept between starts, in `server.json`, readable by its owner alone. */
export type Secrets = { port: number; ownerPassword: string; appPassword: string; prepared: boolean };

/** Reads the passwords, or makes new ones where there are none. */
export function readSecrets(folder: string): Secrets {
  const file = join(folder, "server.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Secrets;
  const secrets = { port: 0, ownerPassword: newPassword(), appPassword: newPassword(), prepared: false };
  writeSecrets(folder, secrets);
  return secrets;
}

/** Keeps the passwords; replaces the file in one move, so that a kill leaves the old or the new. */
export function writeSecrets(folder: string, secrets: Secrets): void {
  const file = join(folder, "server.json");
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function newPassword(): string {
  return randomBytes(24).toString("base64url");
}
