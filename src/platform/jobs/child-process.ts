import { spawn } from "node:child_process";
import { join } from "node:path";
import type { CommandRunner, JobContext } from "../core/job.ts";

const program = join(import.meta.dirname, "..", "..", "..", "bin", "fortrogen.mjs");
const keptOutput = 16_384;

/**
 * Makes a runner for what is too heavy for the web's own process: same Node, same database, memory and event loop of its own.
 * The child process does not end with the request, nor with the terminal's Ctrl-C. Without `database` it finds it in the environment.
 * The log says which command broke, never what it said: that may quote data.
 */
export function makeCommandRunner(log: JobContext["log"], database?: { readonly appUrl: string }): CommandRunner {
  // As the program, never as the owner: whoever takes over the web or a child process gets no more than the program has.
  const env = database ? { ...process.env, DATABASE_URL: "", DATABASE_APP_URL: database.appUrl } : process.env;
  return (args) =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [program, ...args], { env, detached: true, stdio: ["ignore", "pipe", "ignore"] });
      let output = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        if (output.length < keptOutput) output += text;
      });
      const end = (code: number | null, cause: string | null): void => {
        if (code === null || /"code":"unexpected"/.test(output))
          log({ level: "error", message: "child process broke", command: args[0], code, cause });
        resolve({ code, output });
      };
      child.on("error", (error: NodeJS.ErrnoException) => end(null, error.code ?? error.name));
      child.on("close", (code, signal) => end(code, signal));
    });
}
