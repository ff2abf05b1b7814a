import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProcess, pause } from "./processes.ts";

/** A process's word that it uses the server: a file named after the process. It counts only while the process lives. */
export type Lease = { readonly folder: string; readonly name: string };

let leaseCount = 0;

/** Writes down that this process uses the server in `dataFolder`. Call it while holding the lock. */
export function takeLease(dataFolder: string): Lease {
  const folder = join(dataFolder, "users");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  leaseCount += 1;
  const name = `${process.pid}-${findProcess(process.pid) ?? "0"}-${leaseCount}`;
  writeFileSync(join(folder, name), "");
  return { folder, name };
}

/** Takes the word back. Harmless when it is gone already. */
export function endLease(lease: Lease): void {
  rmSync(join(lease.folder, lease.name), { force: true });
}

/** How many leases of living processes there are; those of dead ones are cleared away. */
export function countLeases(dataFolder: string): number {
  const folder = join(dataFolder, "users");
  let names: string[] = [];
  try {
    names = readdirSync(folder);
  } catch {
    return 0;
  }
  const dead = names.filter((name) => !isHolderAlive(name));
  for (const name of dead) rmSync(join(folder, name), { force: true });
  return names.length - dead.length;
}

function isHolderAlive(name: string): boolean {
  const [pid, start] = name.split("-");
  return findProcess(Number(pid)) === start;
}

/** Runs `work` while no other process starts or stops the server in `dataFolder`. The lock of a dead process is taken over. */
export async function withLock<T>(dataFolder: string, work: () => Promise<T>): Promise<T> {
  const file = join(dataFolder, "server.lock");
  const mark = `${process.pid}-${findProcess(process.pid) ?? "0"}-${Math.random()}`;
  while (!tryLock(file, mark)) {
    breakStaleLock(file);
    await pause(20);
  }
  try {
    return await work();
  } finally {
    if (readOrEmpty(file) === mark) rmSync(file, { force: true });
  }
}

function tryLock(file: string, mark: string): boolean {
  try {
    writeFileSync(file, mark, { flag: "wx", mode: 0o600 });
    return true;
  } catch (cause) {
    if ((cause as { code?: string }).code === "EEXIST") return false;
    throw cause;
  }
}

function breakStaleLock(file: string): void {
  const seen = readOrEmpty(file);
  // Empty: the holder is between making the file and writing in it; a moment later it says who holds it.
  if (seen === "" || isHolderAlive(seen)) return;
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    // Another process may have taken over the lock between our look and our move: then give it back.
    if (readOrEmpty(aside) !== seen) renameSync(aside, file);
    else rmSync(aside, { force: true });
  } catch {
    // Someone else broke it first.
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
