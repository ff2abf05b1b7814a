import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { until } from "../operations/program.ts";

/** `npm start` of the README, as typed in a clone with an empty data folder. What is installed is lent to the clone: fetching it is npm's work. */
const root = join(import.meta.dirname, "..", "..");
let folder: string;
let clone: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "clone-"));
  clone = join(folder, "fortrogen");
  // PostgreSQL runs as another user where the tests are run by root.
  spawnSync("chmod", ["755", folder]);
  execFileSync("git", ["clone", "--quiet", root, clone]);
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const unset = ["DATABASE_URL", "DATABASE_APP_URL", "FORTROGEN_DATA", "OIDC_ISSUER", "BASE_URL", "LOG_FORMAT", "NODE_ENV", "HOST"];

/** Types a line; `terminal`: at a pseudo-terminal. Gives what it said until it answered and was stopped. */
async function typed(
  line: string,
  { terminal, port, env = {} }: { terminal: boolean; port: number; env?: Record<string, string> },
): Promise<string> {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !unset.includes(name) && !name.startsWith("npm_") && !name.startsWith("VITEST")),
  );
  const [command, args] = terminal ? ["script", ["--quiet", "--return", "--command", line, "/dev/null"]] : ["sh", ["-c", line]];
  const child = spawn(command, args, {
    cwd: clone,
    env: { ...clean, PORT: String(port), ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let said = "";
  let hasEnded = false;
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (said += part.toString("utf8")));
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  void ended.then(() => (hasEnded = true));
  try {
    await until(() => hasEnded || said.includes("Ctrl+C"), "the program's start");
    expect(hasEnded, said).toBe(false);
    const answer = await fetch(`http://localhost:${port}/`);
    expect(answer.status).toBe(200);
    const front = await answer.text();
    for (const demo of ["Demokommunen", "Demomyndigheten"]) expect(front).toContain(demo);
    expect((await fetch(`http://localhost:${port}/finns-inte`)).status).toBe(404);
  } finally {
    // As Ctrl+C does: everything of the line is told.
    if (child.pid) process.kill(-child.pid, "SIGINT");
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 30_000))]);
  }
  return said;
}

const hasTerminal = spawnSync("script", ["--version"]).status === 0;

it.skipIf(!hasTerminal)(
  "npm start at a terminal loads the demo, says where it is in words for people, and answers on its port",
  async () => {
    const port = await freePort();
    const said = await typed("npm start", { terminal: true, port });
    for (const words of [
      "Läser in demokommunen",
      `Förtrogen är igång: http://localhost:${port}`,
      "Karin Lindahl, socialsekreterare",
      "npx fortrogen demo reset",
    ])
      expect(said).toContain(words);
    expect(said).not.toMatch(/^\s*\{/mu);
  },
  300_000,
);

it("the same where the output is collected: words unless LOG_FORMAT or production asks for JSON, one line for each request", async () => {
  const port = await freePort();
  const plain = await typed("npm start", { terminal: false, port });
  expect(plain).not.toMatch(/^\s*\{/mu);
  const json = await typed("npm start", { terminal: false, port, env: { LOG_FORMAT: "json" } });
  const lines = json
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as { message: string; route?: string });
  expect(lines.filter(({ message }) => message === "request").map(({ route }) => route)).toContain("/");
});
