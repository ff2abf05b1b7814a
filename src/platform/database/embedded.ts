import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { failed, ok } from "../basics/result.ts";
import type { Result } from "../basics/result.ts";
import { chooseAccount, chooseRunner } from "./account.ts";
import { findBinaries, programPath } from "./binaries.ts";
import { ownerName, prepareFiles } from "./embedded-files.ts";
import { unexpected } from "./embedded-problems.ts";
import { findRunning, startOrAttach, stopServer } from "./postmaster.ts";
import type { Postmaster } from "./postmaster.ts";
import { makeClient } from "./connect.ts";
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

const databaseName = "fortrogen";

/** For a small municipal server: 2 cores, 4 GB shared with the program. Each deviation from PostgreSQL's own value has a reason. */
const settings = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "max_connections=120",
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
  // The log of the server must not hold personal data: no statements, no values, no details of rows. What PostgreSQL says of a statement that it
  // refuses can quote a value (”invalid input syntax for type date: …”): the program is told, and writes its kind.
  "log_min_messages=log",
  "log_min_error_statement=panic",
  "log_error_verbosity=terse",
  "log_parameter_max_length=0",
  "log_parameter_max_length_on_error=0",
  "log_timezone=Europe/Stockholm",
  "timezone=Europe/Stockholm",
];
const durableSettings = ["fsync=on", "full_page_writes=on"];
/** Nothing is kept, nobody copies the server, and many use it at once. */
const throwAwaySettings = [
  "fsync=off",
  "full_page_writes=off",
  "synchronous_commit=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "max_wal_size=512MB",
  "max_connections=200",
  "autovacuum_naptime=5min",
];

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

async function prepareDatabase(secrets: Secrets, port: number): Promise<void> {
  const client = makeClient(urlOf(ownerName, secrets.ownerPassword, port, "postgres"));
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
