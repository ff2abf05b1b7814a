import { closeSync, openSync, readFileSync, realpathSync, rmSync, statSync, truncateSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { failed, ok } from "../basics/result.ts";
import type { Problem, Result } from "../basics/result.ts";
import { runProgram, startProgram } from "./account.ts";
import type { Runner } from "./account.ts";
import { programPath } from "./binaries.ts";
import type { Binaries } from "./binaries.ts";
import { commandLineOf, findProcess, pause, workingFolderOf } from "./processes.ts";

/** One PostgreSQL on disk: its files, its log, how it is run. */
export type Postmaster = {
  readonly dataFolder: string;
  readonly logFile: string;
  readonly binaries: Binaries;
  readonly runner: Runner;
  /** `name=value`, handed over at each start so that they follow the version of the program. */
  readonly settings: readonly string[];
};

/** What postmaster.pid tells: PostgreSQL writes it line by line while it starts. */
export type Running = { readonly pid: number; readonly port: number | undefined; readonly status: string };

/** Recovery after a crash replays at most `max_wal_size`; minutes on a slow disk. */
const startLimit = 600_000;
const stopLimit = 120_000;
const collisionLimit = 15_000;
const largestLog = 20_000_000;

/** The server that runs on these files, if any. The file of a dead one is cleared away. */
export function findRunning(dataFolder: string): Running | undefined {
  const running = readPidFile(dataFolder);
  if (!running) return undefined;
  if (findProcess(running.pid) !== undefined && isPostgres(running.pid, dataFolder)) return running;
  // PostgreSQL takes any living process with this number for itself, so a number that was handed out anew would block it.
  rmSync(join(dataFolder, "postmaster.pid"), { force: true });
  return undefined;
}

/**
 * Starts the server or waits for one that is starting; gives the port it listens on at 127.0.0.1.
 * A server that is stopping is waited for first. Recovers by itself after a crash.
 */
export async function startOrAttach(postmaster: Postmaster, wantedPort: number): Promise<Result<{ port: number; started: boolean }>> {
  const deadline = Date.now() + startLimit;
  for (let attempt = 0; Date.now() < deadline; attempt += 1) {
    const running = findRunning(postmaster.dataFolder);
    if (running?.status === "ready" && running.port) return ok({ port: running.port, started: false });
    if (running) {
      await pause(20);
      continue;
    }
    const port = await freePort(attempt < 2 ? wantedPort : 0);
    const started = await start(postmaster, port, deadline);
    if (started.ok) return ok({ port, started: true });
    if (started.error.code !== "start-collision" || attempt * collisionPause > collisionLimit) return started;
    await pause(collisionPause);
  }
  return failed(startProblem(postmaster, ""));
}

const collisionPause = 250;

/** Stops the server at once but in order (open statements are broken off, everything acknowledged is saved). */
export async function stopServer(postmaster: Pick<Postmaster, "dataFolder">, binaries?: { readonly folder: string }): Promise<void> {
  const running = findRunning(postmaster.dataFolder);
  if (!running) return;
  if (process.platform === "win32" && binaries) {
    const command = programPath({ ...binaries, version: "" }, "pg_ctl");
    runProgram({ account: undefined, prefix: [] }, [command, "stop", "-D", postmaster.dataFolder, "-m", "fast"]);
    return;
  }
  signal(running.pid, "SIGINT");
  const deadline = Date.now() + stopLimit;
  while (findProcess(running.pid) !== undefined && Date.now() < deadline) await pause(10);
}

async function start(postmaster: Postmaster, port: number, deadline: number): Promise<Result<void>> {
  const log = openLog(postmaster.logFile);
  const settings = [`port=${port}`, ...postmaster.settings].flatMap((setting) => ["-c", setting]);
  const command = [programPath(postmaster.binaries, "postgres"), "-D", postmaster.dataFolder, ...settings];
  const child = startProgram(postmaster.runner, command, ["ignore", log.file, log.file]);
  closeSync(log.file);
  let ended: string | undefined;
  child.on("error", (cause) => (ended = cause.message));
  child.on("exit", (code, by) => (ended = `${code ?? by}`));
  child.unref();
  while (ended === undefined && Date.now() < deadline) {
    const running = readPidFile(postmaster.dataFolder);
    if (running?.pid === child.pid && running?.status === "ready") return ok(undefined);
    await pause(5);
  }
  const said = readLogFrom(postmaster.logFile, log.position);
  // Children of a killed server live on for a moment; another program may have taken the port.
  const collision = /shared memory block|lock file|could not bind|could not create any TCP|Address already in use/i.test(said);
  const problem = startProblem(postmaster, said || (ended ?? ""));
  return failed(collision ? { ...problem, code: "start-collision" } : problem);
}

/** PostgreSQL's own words for what an operator can put right, and ours. Any other reason stands in the log. */
const knownReasons: readonly [RegExp, string, string][] = [
  [
    /No space left on device/i,
    "disken är full",
    "Frigör utrymme utanför datamappen och starta igen. Ta aldrig bort något i mappen postgres.",
  ],
  [
    /wrong ownership/i,
    "filerna ägs av en annan användare",
    "Starta som den användare som äger dem, eller byt ägare: chown -R <användare> <mappen>.",
  ],
  [/invalid permissions/i, "mappens rättigheter är för vida", "Begränsa dem: chmod 700 <mappen>."],
  [/could not (bind|create any TCP)|Address already in use/i, "porten är upptagen", "Starta igen, så väljs en annan port."],
  [
    /shared memory block|lock file/i,
    "en annan PostgreSQL använder samma filer",
    "Stoppa den först. Dela aldrig mappen mellan datorer eller containrar.",
  ],
];

function startProblem(postmaster: Postmaster, said: string): Problem {
  const known = knownReasons.find(([pattern]) => pattern.test(said));
  const log = `Mer står i slutet av ${postmaster.logFile}.`;
  return {
    code: "postgres-not-started",
    message: `Den inbyggda PostgreSQL startade inte: ${known?.[1] ?? "se loggen"}.`,
    hint: known ? `${known[2].replaceAll("<mappen>", postmaster.dataFolder)} ${log}` : `${log} Se också docs/operations.md.`,
  };
}

function readPidFile(dataFolder: string): Running | undefined {
  try {
    // Lines: pid, folder, start time, port, socket folder, address, shared memory, status (PostgreSQL: miscadmin.h).
    const lines = readFileSync(join(dataFolder, "postmaster.pid"), "utf8").split("\n");
    const pid = Math.abs(Number(lines[0]));
    const port = Number(lines[3]);
    return pid > 0 ? { pid, port: port > 0 ? port : undefined, status: (lines[7] ?? "").trim() } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the process is the PostgreSQL of this folder. Where the system does not tell, yes: better to wait than to start a second. */
function isPostgres(pid: number, dataFolder: string): boolean {
  if (process.platform !== "linux") return true;
  const [program = "", ...words] = commandLineOf(pid);
  if (basename(program) !== "postgres") return false;
  const folder = workingFolderOf(pid);
  return words.includes(dataFolder) || folder === undefined || folder === realpathSync(dataFolder);
}

/** The port asked for where it is free, else any free one. */
async function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (cause) => (wanted === 0 ? reject(cause) : resolve(freePort(0))));
    probe.listen(wanted, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function openLog(path: string): { file: number; position: number } {
  const file = openSync(path, "a", 0o600);
  if (statSync(path).size > largestLog) truncateSync(path);
  return { file, position: statSync(path).size };
}

function readLogFrom(path: string, position: number): string {
  return readFileSync(path).subarray(position).toString("utf8");
}

function signal(pid: number, name: "SIGINT"): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself in the meantime.
  }
}
