import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { makeClient } from "./connect.ts";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { valueOf } from "../basics/result.ts";
import { ensureServer } from "./embedded.ts";
import { findRunning } from "./postmaster.ts";
import { findProcess, pause } from "./processes.ts";

const holder = join(import.meta.dirname, "..", "..", "..", "tests", "support", "hold-server.mjs");

describe.skipIf(process.platform === "win32")("the embedded PostgreSQL", () => {
  let folder: string;
  let files: string;
  const holders: ChildProcessWithoutNullStreams[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "fortrogen-server-"));
    files = join(folder, "postgres");
    await valueOf(await ensureServer(folder)).stop();
  });
  afterEach(async () => {
    for (const child of holders.splice(0)) child.kill("SIGKILL");
    await until(() => findRunning(files) === undefined);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Starts another process that uses the server; gives it and what it said when the server answered. */
  async function hold(): Promise<{ child: ChildProcessWithoutNullStreams; ownerUrl: string; started: boolean }> {
    const child = spawn(process.execPath, [holder, folder], { stdio: ["pipe", "pipe", "pipe"] });
    holders.push(child);
    for await (const line of createInterface(child.stdout)) {
      return { child, ...(JSON.parse(line) as { ownerUrl: string; started: boolean }) };
    }
    throw new Error("The other process ended without an answer.");
  }

  it("keeps its secrets to itself and stops when the last user leaves", async () => {
    const server = valueOf(await ensureServer(folder));
    expect(statSync(join(folder, "server.json")).mode & 0o777).toBe(0o600);
    expect(await ask(server.ownerUrl, "select 1 as answer")).toBe(1);
    expect(await ask(server.appUrl, "select current_user::text as answer")).toBe("fortrogen_app");
    expect(await ask(server.ownerUrl, "select current_setting('fsync') || current_setting('listen_addresses') as answer")).toBe(
      "on127.0.0.1",
    );
    await server.stop();
    expect(findRunning(files)).toBeUndefined();
  });

  it("writes to the disk before it acknowledges, takes 120 connections, and writes nothing of a row in its log", async () => {
    const server = valueOf(await ensureServer(folder));
    const settings = "select concat_ws(' ', current_setting('synchronous_commit'), current_setting('max_connections')) as answer";
    expect(await ask(server.ownerUrl, settings)).toBe("on 120");
    await ask(
      server.ownerUrl,
      "create table told (word text primary key); insert into told values ('Klarinettvägen') returning 1 as answer",
    );
    await expect(ask(server.ownerUrl, "insert into told values ('Klarinettvägen') returning 1 as answer")).rejects.toThrow();
    await expect(ask(server.ownerUrl, "select 'Klarinettvägen'::int as answer")).rejects.toThrow();
    await server.stop();
    const log = readFileSync(join(folder, "postgres.log"), "utf8");
    expect(log).toContain("ready to accept connections");
    expect(log).not.toContain("Klarinett");
  });

  it("is shared by several processes, on the port it remembers", async () => {
    const first = await hold();
    const second = await hold();
    const third = valueOf(await ensureServer(folder));
    expect([first.started, second.started, third.started]).toEqual([true, false, false]);
    expect(second.ownerUrl).toBe(first.ownerUrl);
    first.child.stdin.end();
    await ended(first.child);
    await third.stop();
    expect(await ask(second.ownerUrl, "select 1 as answer")).toBe(1);
    second.child.stdin.end();
    await ended(second.child);
    expect(findRunning(files)).toBeUndefined();
  });

  it("starts once when many ask at the same time", async () => {
    const servers = await Promise.all([hold(), hold(), hold(), ensureServer(folder).then(valueOf)]);
    expect(servers.filter((server) => server.started)).toHaveLength(1);
    const own = servers[3];
    await own.stop();
  });

  it("stops when its only user is killed", async () => {
    const { child } = await hold();
    const pid = findRunning(files)?.pid ?? 0;
    child.kill("SIGKILL");
    await until(() => findProcess(pid) === undefined);
    expect(existsSync(join(files, "postmaster.pid"))).toBe(false);
  });

  it("goes on when one of two users is killed", async () => {
    const first = await hold();
    const second = await hold();
    first.child.kill("SIGKILL");
    await pause(1_000);
    expect(await ask(second.ownerUrl, "select 1 as answer")).toBe(1);
  });

  it("keeps what was acknowledged when user and PostgreSQL are killed together", async () => {
    const { child, ownerUrl } = await hold();
    await ask(ownerUrl, "create table kept (n int); insert into kept values (42) returning n as answer");
    process.kill(findRunning(files)?.pid ?? 0, "SIGKILL");
    child.kill("SIGKILL");
    const server = valueOf(await ensureServer(folder));
    expect(await ask(server.ownerUrl, "select n as answer from kept")).toBe(42);
    await server.stop();
  });

  it("is started again on the same port when it alone is killed", async () => {
    const { ownerUrl } = await hold();
    const pid = findRunning(files)?.pid ?? 0;
    process.kill(pid, "SIGKILL");
    // One reading: of two, the first may be of the old server and the second of the new one that is not ready.
    await until(() => {
      const running = findRunning(files);
      return running?.status === "ready" && running.pid !== pid;
    });
    expect(await ask(ownerUrl, "select 1 as answer")).toBe(1);
  });

  it("takes over a server whose user and watchdog are gone", async () => {
    const { child } = await hold();
    killWatchdogOf(child);
    child.kill("SIGKILL");
    await ended(child);
    const server = valueOf(await ensureServer(folder));
    expect(server.started).toBe(false);
    expect(await ask(server.ownerUrl, "select 1 as answer")).toBe(1);
    await server.stop();
    expect(findRunning(files)).toBeUndefined();
  });

  it("waits for a server that is stopping", async () => {
    const { child } = await hold();
    process.kill(findRunning(files)?.pid ?? 0, "SIGINT");
    const server = valueOf(await ensureServer(folder));
    expect(await ask(server.ownerUrl, "select 1 as answer")).toBe(1);
    child.kill("SIGKILL");
    await server.stop();
  });

  it.each([
    ["of no process", "999999999"],
    ["of a process that is not PostgreSQL", String(process.pid)],
  ])("clears away a postmaster.pid %s", async (_, pid) => {
    writeFileSync(join(files, "postmaster.pid"), `${pid}\n${files}\n1\n5432\n\n127.0.0.1\n1 1\nready\n`);
    const server = valueOf(await ensureServer(folder));
    expect(server.started).toBe(true);
    await server.stop();
  });

  it("takes over a lock and a lease that dead processes left", async () => {
    writeFileSync(join(folder, "server.lock"), "999999999-1-0.5");
    writeFileSync(join(folder, "users", "999999999-1-1"), "");
    await valueOf(await ensureServer(folder)).stop();
    expect(findRunning(files)).toBeUndefined();
  });

  it("sets new passwords when server.json is lost", async () => {
    rmSync(join(folder, "server.json"));
    const server = valueOf(await ensureServer(folder));
    expect(await ask(server.ownerUrl, "select 1 as answer")).toBe(1);
    expect(await ask(server.appUrl, "select 1 as answer")).toBe(1);
    await server.stop();
  });

  it("says what to do when the data are of another version", async () => {
    const versionFile = join(files, "PG_VERSION");
    const version = readFileSync(versionFile, "utf8");
    writeFileSync(versionFile, "16\n");
    const refused = await ensureServer(folder);
    writeFileSync(versionFile, version);
    expect(refused).toMatchObject({ ok: false, error: { code: "data-of-other-version" } });
  });
});

async function ask(url: string, text: string): Promise<unknown> {
  const client = makeClient(url);
  await client.connect();
  try {
    const results = [await client.query<{ answer: unknown }>(text)].flat();
    return results.at(-1)?.rows[0]?.answer;
  } finally {
    await client.end();
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 20) {
    if (isTrue()) return;
    await pause(20);
  }
  throw new Error("It did not happen within ten seconds.");
}

async function ended(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once("exit", resolve));
}

/** Kills the helper of one process: the only child of it that is not PostgreSQL. */
function killWatchdogOf(child: ChildProcessWithoutNullStreams): void {
  const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim().split(" ").map(Number);
  for (const pid of children) {
    if (readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("watchdog.mjs")) process.kill(pid, "SIGKILL");
  }
}
