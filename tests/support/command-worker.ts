// Does one command line after the other, each with the environment and in the folder that it is given, and tells what it said and how it ended.
// The program is read once for all of them: for who tries what a command does, not that it starts.
import { runCommandLine } from "../../src/app/cli/run.ts";

/** A command that is asked for. */
export type CommandOrder = {
  readonly number: number;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
};
/** What came of it. */
export type CommandDone = { readonly number: number; readonly code: number; readonly stdout: string; readonly stderr: string };

let before: Promise<void> = Promise.resolve();
process.on("message", (order: CommandOrder) => {
  before = before.then(() => obey(order));
});
process.on("disconnect", () => process.exit());

async function obey({ number, args, env, folder }: CommandOrder): Promise<void> {
  for (const name of Object.keys(process.env)) delete process.env[name];
  for (const [name, value] of Object.entries(env)) if (value !== undefined) process.env[name] = value;
  process.chdir(folder);
  const [stdout, stderr] = [collect(process.stdout), collect(process.stderr)];
  await runCommandLine(args);
  const done: CommandDone = { number, code: Number(process.exitCode ?? 0), stdout: stdout(), stderr: stderr() };
  process.exitCode = undefined;
  process.send?.(done);
}

/** From now on what is written to the stream is kept; gives it back, and lets the stream be. */
function collect(stream: NodeJS.WriteStream): () => string {
  const parts: Buffer[] = [];
  const own = stream.write.bind(stream);
  stream.write = (part: string | Uint8Array, ...more: unknown[]) => {
    parts.push(Buffer.from(part as Uint8Array));
    const whenWritten = more.at(-1);
    if (typeof whenWritten === "function") process.nextTick(whenWritten);
    return true;
  };
  return () => {
    stream.write = own;
    return Buffer.concat(parts).toString("utf8");
  };
}
