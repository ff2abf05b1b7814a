// The program as its own process, as in production, and what the system says about processes (Linux: /proc).
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Browser } from "../load/browser.ts";

export const root = join(import.meta.dirname, "..", "..");
const command = join(root, "bin", "fortrogen.mjs");
const startLimit = 180_000;

/** The environment that leads a process of ours to one database and away from everything that the shell has set. */
export type Place =
  | { readonly dataFolder: string; /** The program's own sign-in, where it does not run the database itself. */ readonly appUrl?: string }
  | { readonly databaseUrl: string };

/** The web as its own process. */
export type WebProcess = {
  readonly pid: number;
  readonly origin: string;
  /** From the start of the process to the first answer, in milliseconds. */
  readonly startedIn: number;
  /** Ends it in order (SIGTERM) and waits. @throws Error when it did not end well. */
  stop(): Promise<void>;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
  /** What it has printed. */
  output(): string;
};

/** Starts `fortrogen serve --no-demo` on a free port of the loopback; resolves when it answers. */
export async function startWeb(place: Place, nodeOptions: readonly string[] = []): Promise<WebProcess> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, join(root, "src", "app", "cli", "main.ts"), "serve", "--no-demo"], {
    cwd: root,
    env: environmentOf(place, { PORT: String(port), HOST: "127.0.0.1", NODE_ENV: "production" }),
    // The channel closes when this process dies in any way, and the web then stops by itself (src/app/cli/main.ts).
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const output = collect(child, 20_000);
  const ended = once(child, "exit");
  const origin = `http://127.0.0.1:${port}`;
  await firstAnswer(origin, "/halsa", child, output);
  const startedIn = performance.now() - started;
  return {
    pid: child.pid ?? 0,
    origin,
    startedIn,
    output,
    async stop() {
      child.kill("SIGTERM");
      const [code] = (await ended) as [number | null];
      if (code !== 0) throw new Error(`The web ended with ${String(code)}.\n${output()}`);
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Asks again and again until the address answers 200. @throws Error when the process ends first or the time is out. */
export async function firstAnswer(origin: string, path: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = performance.now() + startLimit;
  const browser = new Browser(origin);
  try {
    while (performance.now() < deadline) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The web did not start.\n${output()}`);
      const reply = await browser.get(path).catch(() => undefined);
      if (reply?.status === 200) return;
      await pause(10);
    }
    throw new Error(`The web did not answer in time.\n${output()}`);
  } finally {
    browser.close();
  }
}

export type CommandRun = {
  readonly code: number;
  readonly milliseconds: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly peakBytes: number | null;
};

/** Runs one command of `fortrogen` to its end; `peakBytes` is the most memory that the process held (VmHWM). */
export async function runCommand(place: Place, args: readonly string[]): Promise<CommandRun> {
  const started = performance.now();
  const child = spawn(process.execPath, [command, ...args], { cwd: root, env: environmentOf(place), stdio: ["ignore", "pipe", "pipe"] });
  const texts = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (part: string) => (texts.stdout += part));
  child.stderr.setEncoding("utf8").on("data", (part: string) => (texts.stderr += part));
  let peak: number | null = null;
  const timer = setInterval(() => (peak = Math.max(peak ?? 0, memoryOf(child.pid ?? 0, "VmHWM") ?? 0) || peak), 50);
  const [code] = (await once(child, "close")) as [number | null];
  clearInterval(timer);
  return { code: code ?? -1, milliseconds: performance.now() - started, ...texts, peakBytes: peak };
}

/** As `runCommand`. @throws Error when the command did not end with 0. */
export async function mustRun(place: Place, args: readonly string[]): Promise<CommandRun> {
  const run = await runCommand(place, args);
  if (run.code !== 0) throw new Error(`fortrogen ${args.join(" ")} ended with ${run.code}.\n${run.stderr}${run.stdout}`);
  return run;
}

/** Memory of a process in bytes: `VmRSS` now, `VmHWM` the most so far. Null where the system does not tell. */
export function memoryOf(pid: number, what: "VmRSS" | "VmHWM"): number | null {
  try {
    const found = new RegExp(`^${what}:\\s+(\\d+) kB`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return found === undefined ? null : Number(found) * 1024;
  } catch {
    return null;
  }
}

/** Memory of a process and its children in bytes, what they share counted once (Pss). */
export function familyMemory(pid: number): number | null {
  let sum = 0;
  for (const one of familyOf(pid)) {
    try {
      sum += 1024 * Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    } catch {
      // Ended in the meantime, or not ours to look at.
    }
  }
  return sum > 0 ? sum : null;
}

/** The process and its children, those first who would notice last. */
export function familyOf(pid: number): number[] {
  const children: number[] = [];
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      if (parent === pid) children.push(Number(name));
    } catch {
      // Ended in the meantime.
    }
  }
  return [pid, ...children];
}

/** The number of the embedded PostgreSQL's first process. */
export function postmasterOf(dataFolder: string): number | undefined {
  try {
    return Number(readFileSync(join(dataFolder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]) || undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the latest of what a process prints. */
export function collect(child: ChildProcess, most: number): () => string {
  let text = "";
  const keep = (part: string) => (text = (text + part).slice(-most));
  child.stdout?.setEncoding("utf8").on("data", keep);
  child.stderr?.setEncoding("utf8").on("data", keep);
  return () => text;
}

/** The shell's environment without its database and web settings, and with these. */
export function environmentOf(place: Place, more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { DATABASE_URL: _url, DATABASE_APP_URL: _app, FORTROGEN_DATA: _data, BASE_URL: _base, OIDC_ISSUER: _issuer, ...rest } = process.env;
  if (!("dataFolder" in place)) return { ...rest, DATABASE_URL: place.databaseUrl, ...more };
  return { ...rest, FORTROGEN_DATA: place.dataFolder, ...(place.appUrl ? { DATABASE_APP_URL: place.appUrl } : {}), ...more };
}

/** A port of the loopback that is free at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
