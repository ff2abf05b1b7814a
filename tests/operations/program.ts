import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { runCommand } from "../support/command.ts";
import type { Said as SaidByCommand } from "../support/command.ts";

const program = join(import.meta.dirname, "..", "..", "bin", "fortrogen.mjs");

/** What a process did: its exit code (null when it was killed) and what it said. */
type Said = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** A command that runs. */
export type Running = { readonly process: ChildProcess; said(): string; readonly ended: Promise<Said> };

const unset = ["DATABASE_URL", "DATABASE_APP_URL", "FORTROGEN_DATA", "OIDC_ISSUER", "BASE_URL", "TEST_DATABASE_URL"];

const only = (settings: Readonly<Record<string, string>>) => ({ ...Object.fromEntries(unset.map((name) => [name, ""])), ...settings });

/** Starts `fortrogen …args` as an operator does, with only the given settings in its environment beside the machine's own. */
export function startProgram(args: readonly string[], settings: Readonly<Record<string, string>>): Running {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1", ...only(settings) };
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<Said>((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
  return { process: child, said: () => stdout + stderr, ended };
}

/** Runs `fortrogen …args` to its end, with as much in its environment; see `runCommand`. */
export function runProgram(args: readonly string[], settings: Readonly<Record<string, string>>): Promise<SaidByCommand> {
  return runCommand(args, only(settings));
}

/** Waits until a condition holds, however slow the machine is. @throws Error where it does not hold within two minutes. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until `fortrogen serve` tells its address, and gives it. @throws Error with what it said where it ended instead. */
export async function addressOf(served: Running): Promise<string> {
  const said = () => /är igång: (\S+)/u.exec(served.said())?.[1];
  let hasEnded = false;
  void served.ended.then(() => (hasEnded = true));
  await until(() => said() !== undefined || hasEnded, "the web's address");
  const address = said();
  if (address === undefined) throw new Error(`The web did not start: ${served.said()}`);
  return address;
}
