import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { failed, ok } from "../basics/result.ts";
import type { Result } from "../basics/result.ts";
import { runProgram } from "./account.ts";
import type { Account } from "./account.ts";
import { programPath } from "./binaries.ts";
import { foreignFolder } from "./embedded-problems.ts";
import { findRunning } from "./postmaster.ts";
import type { Postmaster } from "./postmaster.ts";
import type { Secrets } from "./secrets.ts";

/** The superuser of the embedded server, who owns the tables and migrates. */
export const ownerName = "fortrogen_owner";

/** Makes the files of PostgreSQL the first time, and sees to it that present ones can be used: owner, version, passwords. */
export function prepareFiles(folder: string, postmaster: Postmaster, secrets: Secrets): Result<void> {
  const versionFile = join(postmaster.dataFolder, "PG_VERSION");
  if (!existsSync(versionFile)) {
    if (existsSync(postmaster.dataFolder)) return failed(foreignFolder(postmaster.dataFolder));
    return initialize(folder, postmaster, secrets);
  }
  takeFromRoot(postmaster);
  const version = readFileSync(versionFile, "utf8").trim();
  if (version !== postmaster.binaries.version) {
    return failed({
      code: "data-of-other-version",
      message: `Databasen i ${postmaster.dataFolder} är gjord med PostgreSQL ${version}, men den här versionen av Förtrogen har PostgreSQL ${postmaster.binaries.version}.`,
      hint: "Säkerhetskopiera med den gamla versionen av Förtrogen och läs in kopian i den nya; se docs/operations.md.",
    });
  }
  // Passwords that were never put to use: server.json was lost, or the first start was broken off.
  const mustReset = !secrets.prepared && !findRunning(postmaster.dataFolder);
  return mustReset ? resetOwner(postmaster, secrets) : ok(undefined);
}

/** A copy that root has put back belongs to root, whom PostgreSQL refuses: hand it over. */
function takeFromRoot({ runner: { account }, dataFolder }: Postmaster): void {
  if (!account || statSync(dataFolder).uid !== 0) return;
  runProgram({ account: undefined, prefix: [] }, ["chown", "-R", `${account.uid}:${account.gid}`, dataFolder]);
}

/** Makes the files in a folder beside and moves them in place when whole, so that a broken-off start is never taken for a database. */
function initialize(folder: string, postmaster: Postmaster, secrets: Secrets): Result<void> {
  const { runner, binaries, dataFolder } = postmaster;
  clearUnfinished(folder);
  const unfinished = join(folder, `postgres.new-${process.pid}`);
  const passwordFile = join(folder, ".password");
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, secrets.ownerPassword, { mode: 0o600 });
  giveTo(runner.account, unfinished, passwordFile);
  const isThrowAway = postmaster.settings.includes("fsync=off");
  const done = runProgram(runner, [
    programPath(binaries, "initdb"),
    ...["-D", unfinished, "-U", ownerName, `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--encoding=UTF8"],
    ...["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"],
    ...(isThrowAway ? ["--no-sync"] : []),
  ]);
  rmSync(passwordFile, { force: true });
  if (done.code === 0) {
    renameSync(unfinished, dataFolder);
    return ok(undefined);
  }
  rmSync(unfinished, { recursive: true, force: true });
  return failed({
    code: "database-not-created",
    message: `Databasen kunde inte skapas i ${folder}: ${done.output.split("\n").findLast((line) => line.trim() !== "") ?? "okänt fel"}`,
    hint: "Kontrollera att disken har plats och att mappen ligger på ett lokalt filsystem. Annars: ange en egen PostgreSQL i DATABASE_URL.",
  });
}

/** Removes what starts that were broken off have left. One may still be written to, by an initdb whose starter was killed: then later. */
function clearUnfinished(folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith("postgres.new-"))) {
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch {
      continue;
    }
  }
}

/** Sets a new password for the owner where `server.json` was lost, in PostgreSQL's single-user mode. */
function resetOwner({ runner, binaries, dataFolder }: Postmaster, secrets: Secrets): Result<void> {
  const command = [programPath(binaries, "postgres"), "--single", "-D", dataFolder, "postgres"];
  const done = runProgram(runner, command, `alter role ${ownerName} password ${pg.escapeLiteral(secrets.ownerPassword)}\n`);
  if (done.code === 0) return ok(undefined);
  return failed({
    code: "password-lost",
    message: `Filen server.json med databasens lösenord saknas, och ett nytt lösenord kunde inte sättas.`,
    hint: "Stoppa alla Förtrogen som använder mappen och starta igen, eller återställ server.json från säkerhetskopian.",
  });
}

function giveTo(account: Account | undefined, ...paths: string[]): void {
  if (account) for (const path of paths) chownSync(path, account.uid, account.gid);
}
