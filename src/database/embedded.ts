import { spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { failed, ok } from "../core/result.ts";
import type { Result } from "../core/result.ts";
import { chooseAccount, chooseRunner, runProgram } from "./account.ts";
import type { Account } from "./account.ts";
import { findBinaries, programPath } from "./binaries.ts";
import { foreignFolder, unexpected } from "./embedded-problems.ts";
import { findRunning, startOrAttach, stopServer } from "./postmaster.ts";
import type { Postmaster } from "./postmaster.ts";
import { clientConfig } from "./connect.ts";
import { readSecrets, writeSecrets } from "./secrets.ts";
import type { Secrets } from "./secrets.ts";
import { countLeases, endLease, takeLease, withLock } from "./sharing.ts";
import type { Lease } from "./sharing.ts";

/** A running PostgreSQL of our own, and how to reach it. */
export type EmbeddedServer = {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** True where this call started it, false where it ran already. */
  readonly started: boolean;
  /** Says that this process is done; the last one out stops PostgreSQL. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** False for throw-away test servers only: faster, and a power cut destroys the data. */
  readonly durable?: boolean;
};

export const ownerName = "fortrogen_owner";
const databaseName = "fortrogen";

/** For a small municipal server: 2 cores, 4 GB shared with the program. Each deviation from PostgreSQL's own value has a reason. */
const settings = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "max_connections=60",
  "max_logical_replication_workers=0",
  "shared_buffers=128MB",
  "work_mem=16MB",
  "maintenance_work_mem=128MB",
  "effective_cache_size=1GB",
  "random_page_cost=1.1",
  // Compiling statements costs more than it gives for pages of milliseconds.
  "jit=off",
  "max_wal_size=2GB",
  "checkpoint_timeout=15min",
  "checkpoint_completion_target=0.9",
  "wal_compression=on",
  "synchronous_commit=on",
  // The log of the server must not hold personal data: no statements, no values, no details of rows.
  "log_min_error_statement=panic",
  "log_error_verbosity=terse",
  "log_parameter_max_length=0",
  "log_parameter_max_length_on_error=0",
  "log_timezone=Europe/Stockholm",
  "timezone=Europe/Stockholm",
];
const durableSettings = ["fsync=on", "full_page_writes=on"];
const throwAwaySettings = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200", "autovacuum_naptime=5min"];

/**
 * Gives the PostgreSQL whose files lie in `dataFolder/postgres`: makes it the first time, starts it when it is down,
 * attaches when it runs. Several processes may share it. If this process is killed, a watchdog stops the server unless others use it.
 */
export async function ensureServer(dataFolder: string, options: EmbeddedOptions = {}): Promise<Result<EmbeddedServer>> {
  const folder = resolve(dataFolder);
  const prepared = prepareFolder(folder);
  if (!prepared.ok) return prepared;
  return withLock(folder, async () => {
    const lease = takeLease(folder);
    // Before PostgreSQL starts, so that there is no moment at which a kill leaves it alone.
    const letGo = watch(folder, lease);
    const server = await bringUp(folder, options).catch((cause: unknown) => failed(unexpected(cause)));
    if (!server.ok) {
      endLease(lease);
      letGo();
      return server;
    }
    const { secrets, port, started } = server.value;
    const guard = keepUp(folder, options);
    return ok({
      ownerUrl: urlOf(ownerName, secrets.ownerPassword, port),
      appUrl: urlOf("fortrogen_app", secrets.appPassword, port),
      started,
      async stop() {
        clearInterval(guard);
        await releaseServer(folder, lease);
        letGo();
      },
    });
  });
}

/** Ends a lease, and stops the server when it was the last. Also what the watchdog does for a process that was killed. */
export async function releaseServer(dataFolder: string, lease: Lease): Promise<void> {
  await withLock(dataFolder, async () => {
    endLease(lease);
    if (countLeases(dataFolder) > 0) return;
    const binaries = findBinaries();
    await stopServer({ dataFolder: join(dataFolder, "postgres") }, binaries.ok ? binaries.value : undefined);
  });
}

async function bringUp(folder: string, options: EmbeddedOptions): Promise<Result<{ secrets: Secrets; port: number; started: boolean }>> {
  const postmaster = layOut(folder, options);
  if (!postmaster.ok) return postmaster;
  const secrets = readSecrets(folder);
  const files = prepareFiles(folder, postmaster.value, secrets);
  if (!files.ok) return files;
  const running = await startOrAttach(postmaster.value, secrets.port);
  if (!running.ok) return running;
  const { port, started } = running.value;
  if (!secrets.prepared) await prepareDatabase(secrets, port);
  if (!secrets.prepared || secrets.port !== port) writeSecrets(folder, { ...secrets, port, prepared: true });
  return ok({ secrets, port, started });
}

function prepareFolder(folder: string): Result<void> {
  try {
    mkdirSync(folder, { recursive: true });
    // PostgreSQL's user passes through to its own folder; the secrets beside it have a mode of their own.
    if (process.getuid?.() === 0) chmodSync(folder, statSync(folder).mode | 0o011);
    writeFileSync(join(folder, `.probe-${process.pid}`), "");
    rmSync(join(folder, `.probe-${process.pid}`));
    return ok(undefined);
  } catch {
    return failed({
      code: "folder-not-writable",
      message: `Mappen ${folder} går inte att skriva i.`,
      hint: "Starta som den användare som äger mappen, eller ange en annan mapp i FORTROGEN_DATA.",
    });
  }
}

function layOut(folder: string, options: EmbeddedOptions): Result<Postmaster> {
  const binaries = findBinaries();
  if (!binaries.ok) return binaries;
  const dataFolder = join(folder, "postgres");
  const account = chooseAccount(dataFolder);
  if (!account.ok) return account;
  const reached = existsSync(dataFolder) ? dataFolder : folder;
  const runner = chooseRunner(account.value, [programPath(binaries.value, "postgres"), join(binaries.value.folder, "share"), reached]);
  if (!runner.ok) return runner;
  const extra = options.durable === false ? throwAwaySettings : durableSettings;
  return ok({
    dataFolder,
    logFile: join(folder, "postgres.log"),
    binaries: binaries.value,
    runner: runner.value,
    settings: [...settings, ...extra],
  });
}

function prepareFiles(folder: string, postmaster: Postmaster, secrets: Secrets): Result<void> {
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

async function prepareDatabase(secrets: Secrets, port: number): Promise<void> {
  const client = new pg.Client(clientConfig(urlOf(ownerName, secrets.ownerPassword, port, "postgres")));
  await client.connect();
  try {
    const found = await client.query<{ role: boolean; db: boolean }>(
      "select exists(select from pg_roles where rolname = 'fortrogen_app') as role, exists(select from pg_database where datname = $1) as db",
      [databaseName],
    );
    const row = found.rows[0];
    await client.query(
      `${row?.role ? "alter" : "create"} role fortrogen_app login noinherit password ${pg.escapeLiteral(secrets.appPassword)}`,
    );
    if (!row?.db) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}

/** Starts PostgreSQL again, on the same port, where it alone was killed (out of memory, by mistake). Needs no one awake. */
function keepUp(folder: string, options: EmbeddedOptions): NodeJS.Timeout {
  let isBusy = false;
  const look = async () => {
    if (isBusy || findRunning(join(folder, "postgres"))) return;
    isBusy = true;
    // A failed attempt is in postgres.log; the next comes with the next look.
    await withLock(folder, () => bringUp(folder, options)).catch(() => undefined);
    isBusy = false;
  };
  return setInterval(() => void look(), guardInterval).unref();
}

const guardInterval = 1_000;

/** Starts the helper that outlives this process; gives back what to call when the lease has ended in order. */
function watch(folder: string, lease: Lease): () => void {
  const program = join(import.meta.dirname, "watchdog.mjs");
  const child = spawn(process.execPath, ["--max-old-space-size=32", program, folder, lease.name], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    windowsHide: true,
    cwd: folder,
    env: {},
  });
  child.unref();
  child.on("error", () => undefined);
  child.stdin.on("error", () => undefined);
  (child.stdin as unknown as { unref?: () => void }).unref?.();
  return () => child.stdin.end("done");
}

function urlOf(user: string, password: string, port: number, database = databaseName): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

function giveTo(account: Account | undefined, ...paths: string[]): void {
  if (account) for (const path of paths) chownSync(path, account.uid, account.gid);
}
