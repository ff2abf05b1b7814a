import { readFileSync, readlinkSync } from "node:fs";

/**
 * What tells this process from a later one with the same number: its start time on Linux, "0" elsewhere.
 * Undefined where no such process runs (or only its remains do: a killed process that nobody has collected).
 */
export function findProcess(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid < 1) return undefined;
  if (process.platform !== "linux") return isRunning(pid) ? "0" : undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name in brackets may hold spaces; the fields after the last bracket start with the state (proc_pid_stat(5)).
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const state = fields[0];
    return state === "Z" || state === "X" ? undefined : fields[startTimeField];
  } catch {
    return undefined;
  }
}

/** Field 22 of proc_pid_stat(5), counted from the state (field 3). */
const startTimeField = 19;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as { code?: string }).code === "EPERM";
  }
}

/** The words that a process was started with; empty where they cannot be read (Linux only). */
export function commandLineOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

/** The folder a process works in; undefined where the system does not tell (Linux only). */
export function workingFolderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** Waits so many milliseconds. */
export async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
