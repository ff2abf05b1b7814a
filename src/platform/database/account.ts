import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess, StdioOptions } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { failed, ok } from "../basics/result.ts";
import type { Result } from "../basics/result.ts";

/** The user that PostgreSQL runs as, where that is not the user of this process. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number };

/** How programs of PostgreSQL are started: as which user, and with which help to reach their folders. */
export type Runner = {
  readonly account: Account | undefined;
  /** Words put before the command: `setpriv …` where the user cannot enter the folders above the data. */
  readonly prefix: readonly string[];
};

const ownServer = "ange en egen PostgreSQL i DATABASE_URL";

/**
 * Finds the user to run PostgreSQL as. PostgreSQL refuses to run as root, so root hands over to the owner of the data,
 * else to `postgres`, else to a system user `fortrogen` that is made, else to `nobody`.
 * @param dataFolder PostgreSQL's own folder, which need not exist yet.
 */
export function chooseAccount(dataFolder: string): Result<Account | undefined> {
  if (process.getuid?.() !== 0) return ok(undefined);
  const owner = existsSync(dataFolder) ? accountOf(String(statSync(dataFolder).uid)) : undefined;
  const choices = [() => owner, () => accountOf("postgres"), () => accountOf("fortrogen") ?? makeAccount(), () => accountOf("nobody")];
  for (const choose of choices) {
    const account = choose();
    if (account && account.uid !== 0 && canBecome(account)) return ok(account);
  }
  return failed({
    code: "no-account",
    message: "PostgreSQL får inte köras som root, och det finns ingen annan användare att köra den som.",
    hint: `Skapa en (useradd --system fortrogen), starta Förtrogen som en vanlig användare, eller ${ownServer}.`,
  });
}

/**
 * Finds how the account reaches the binaries and the data.
 * Folders under a closed home (`/root`, mode 700) are reached with the single capability to pass closed folders.
 */
export function chooseRunner(account: Account | undefined, paths: readonly string[]): Result<Runner> {
  if (!account) return ok({ account, prefix: [] });
  const plain: Runner = { account, prefix: [] };
  if (canReach(plain, paths)) return ok(plain);
  for (const capability of ["dac_read_search", "dac_override"]) {
    const runner: Runner = {
      account,
      prefix: [
        "setpriv",
        `--reuid=${account.uid}`,
        `--regid=${account.gid}`,
        "--clear-groups",
        // Without this, access(2) forgets the capability and initdb does not find its neighbour `postgres`.
        "--securebits=+no_setuid_fixup",
        `--inh-caps=-all,+${capability}`,
        `--ambient-caps=-all,+${capability}`,
      ],
    };
    if (canReach(runner, paths)) return ok(runner);
  }
  return failed({
    code: "folder-not-reachable",
    message: `Användaren ${account.name}, som PostgreSQL körs som, når inte mapparna ${paths.join(" och ")}.`,
    hint: `Flytta Förtrogen till en mapp som alla får passera (till exempel /srv/fortrogen), kör ”chmod o+x” på mapparna ovanför, starta som en vanlig användare, eller ${ownServer}.`,
  });
}

/** Runs a program to its end; gives exit code and what it said. */
export function runProgram(runner: Runner, command: readonly string[], input?: string): { code: number | null; output: string } {
  const [file = "", ...rest] = [...runner.prefix, ...command];
  const done = spawnSync(file, rest, {
    ...identity(runner),
    cwd: neutralFolder(),
    encoding: "utf8",
    windowsHide: true,
    ...(input === undefined ? {} : { input }),
  });
  return { code: done.status, output: `${done.stdout ?? ""}${done.stderr ?? ""}${done.error ? done.error.message : ""}`.trim() };
}

/** Starts a program that outlives this process, in a session of its own so that Ctrl-C in a terminal does not reach it. */
export function startProgram(runner: Runner, command: readonly string[], stdio: StdioOptions): ChildProcess {
  const [file = "", ...rest] = [...runner.prefix, ...command];
  return spawn(file, rest, { ...identity(runner), cwd: neutralFolder(), stdio, detached: true, windowsHide: true });
}

function identity(runner: Runner): { uid?: number; gid?: number; env: NodeJS.ProcessEnv } {
  // A password or address in the environment is not for PostgreSQL; its own PG* variables would steer it astray.
  const env: NodeJS.ProcessEnv = Object.fromEntries(
    ["PATH", "SystemRoot", "TMPDIR", "TEMP"].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
  env["LC_ALL"] = "C";
  if (!runner.account || runner.prefix.length > 0) return { env };
  return { uid: runner.account.uid, gid: runner.account.gid, env };
}

function neutralFolder(): string {
  return process.platform === "win32" ? process.cwd() : "/";
}

function canBecome(account: Account): boolean {
  return runProgram({ account, prefix: [] }, ["/bin/sh", "-c", "exit 0"]).code === 0;
}

function canReach(runner: Runner, paths: readonly string[]): boolean {
  const test = 'for path in "$@"; do test -x "$path" || exit 1; done';
  return runProgram(runner, ["/bin/sh", "-c", test, "sh", ...paths]).code === 0;
}

function accountOf(nameOrUid: string): Account | undefined {
  const line = readAccounts().find(([name, uid]) => name === nameOrUid || uid === nameOrUid);
  if (!line) return undefined;
  const [name, uid, gid] = line;
  return { name, uid: Number(uid), gid: Number(gid) };
}

function readAccounts(): [name: string, uid: string, gid: string][] {
  try {
    return readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .map((line) => line.split(":"))
      .flatMap(([name, , uid, gid]) => (name && uid && gid ? [[name, uid, gid]] : []));
  } catch {
    return [];
  }
}

function makeAccount(): Account | undefined {
  spawnSync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "fortrogen"], { stdio: "ignore" });
  return accountOf("fortrogen");
}
