import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createBareDatabase } from "../support/database.ts";
import { until } from "./program.ts";

/**
 * The image without Docker: the lines of the Dockerfile in their order in a folder of its own, with what the image has and nothing else. What
 * `npm ci` fetches is lent: the packages of the lock file that are not for development.
 */
const root = join(import.meta.dirname, "..", "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const lines = read("Dockerfile")
  .replaceAll("\\\n", " ")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));
const listOf = (text: string | undefined) => z.array(z.string()).parse(JSON.parse(text ?? ""));
const after = (word: string) => lines.find((line) => line.startsWith(`${word} `))?.slice(word.length + 1);

let image: string;
let work: string;
let database: Awaited<ReturnType<typeof createBareDatabase>>;
beforeAll(async () => {
  database = await createBareDatabase();
  image = mkdtempSync(join(tmpdir(), "image-"));
  for (const line of lines) obey(line);
});
afterAll(async () => {
  rmSync(image, { recursive: true, force: true });
  await database.drop();
});

/** What `.dockerignore` leaves out of what it lets in. */
const isLeftOut = (path: string) => basename(path) === "node_modules" || /\.test\.tsx?$/u.test(path);

function obey(line: string): void {
  const [word = "", ...rest] = line.split(" ");
  if (word === "WORKDIR") {
    work = join(image, rest[0] ?? "");
    mkdirSync(work, { recursive: true });
  }
  if (word === "COPY") {
    const to = rest.at(-1) ?? "";
    for (const from of rest.slice(0, -1)) {
      const isFolder = statSync(join(root, from)).isDirectory();
      cpSync(join(root, from), isFolder ? join(work, to) : join(work, to, from), { recursive: true, filter: (path) => !isLeftOut(path) });
    }
  }
  if (word === "RUN" && line.includes("npm ci")) lendPackages([...line.matchAll(/ node_modules\/(\S+)/gu)].map(([, name = ""]) => name));
  if (word === "RUN" && line.includes("mkdir -p /data .build"))
    for (const one of [join(image, "data"), join(work, ".build")]) mkdirSync(one);
}

function lendPackages(without: readonly string[]): void {
  const taken = new RegExp(`^(?:${without.map((one) => one.replace("*", ".*")).join("|")})(?:/|$)`, "u");
  const lock = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional(), link: z.boolean().optional() })) });
  for (const [path, { dev }] of Object.entries(lock.parse(JSON.parse(read("package-lock.json"))).packages)) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/u.exec(path)?.[1];
    if (name === undefined || dev || taken.test(name) || !existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(work, path)), { recursive: true });
    symlinkSync(join(root, path), join(work, path));
  }
}

/** Runs the program as the image does, with no more in its environment than the image and compose.yml give. */
function start(command: readonly string[], settings: Readonly<Record<string, string>>) {
  const [, ...entry] = listOf(after("ENTRYPOINT"));
  const env = {
    PATH: process.env["PATH"],
    NODE_ENV: "production",
    FORTROGEN_DATA: join(image, "data"),
    TMPDIR: process.env["TMPDIR"],
    ...settings,
  };
  const child = spawn(process.execPath, [...entry, ...command], { cwd: work, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { child, said: () => said, ended };
}

/** Every file of the image but what it may write, with when it was written. */
const writtenIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    const path = join(folder, one.name);
    if (path === join(work, ".build") || one.isSymbolicLink()) return [];
    return one.isDirectory() ? [path, ...writtenIn(path)] : [`${path} ${statSync(path).mtimeMs}`];
  });

test("the image migrates as the owner, serves with the program's sign-in alone, answers its health check and writes nowhere else", async () => {
  expect(listOf(after("CMD"))).toEqual(["serve"]);
  const migrated = start(["migrate"], { DATABASE_URL: database.ownerUrl });
  expect([await migrated.ended, migrated.said()]).toEqual([0, expect.any(String)]);
  const before = writtenIn(work);
  const served = start(["serve"], {
    DATABASE_APP_URL: database.appUrl,
    HOST: "0.0.0.0",
    PORT: "0",
    BASE_URL: "https://fortrogen.example.se",
  });
  let hasEnded = false;
  void served.ended.then(() => (hasEnded = true));
  const portSaid = () => /är igång: \S+:(\d+)/u.exec(served.said())?.[1];
  await until(() => hasEnded || portSaid() !== undefined, "the web's address");
  const port = portSaid();
  expect(port, served.said()).toBeDefined();
  const check = /CMD (?<list>\[.*\])$/u.exec(lines.find((line) => line.startsWith("HEALTHCHECK ")) ?? "")?.groups?.["list"];
  const [, ...healthy] = listOf(check).map((one) => one.replace(":3000/", `:${port}/`));
  expect(spawnSync(process.execPath, healthy).status).toBe(0);
  const answer = await fetch(`http://127.0.0.1:${port}/redo`);
  expect(answer.status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${port}/om`)).status).toBe(200);
  served.child.kill("SIGTERM");
  expect(await served.ended).toBe(0);
  expect(spawnSync(process.execPath, healthy).status).toBe(1);
  expect(writtenIn(work)).toEqual(before);
});
