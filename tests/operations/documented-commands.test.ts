import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** The commands of docs/operations.md about backups, as they stand there; only the folders are the test's own. */
const root = join(import.meta.dirname, "..", "..");
const text = readFileSync(join(root, "docs", "operations.md"), "utf8");
const section = text.slice(text.indexOf("## Backup and restore"), text.indexOf("## To a moment, and a standby"));
const lines = [...section.matchAll(/```sh\n([\s\S]*?)```/gu)].flatMap((block) => (block[1] ?? "").trim().split("\n"));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "documented-"));
  // PostgreSQL runs as another user where the tests are run by root.
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Through npx, as it is typed; its own work is the same for every line, and the others go straight to the program that it finds. */
const direct = (line: string) => line.replace("npx fortrogen", "node bin/fortrogen.mjs");

function run(line: string) {
  const newest = () => readdirSync(join(folder, "backup")).at(-1) ?? "";
  const own = line.replace(/fortrogen-\d{8}T\d{6}Z\.zip/u, newest).replaceAll("/srv/", `${folder}/`);
  const path = `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`;
  const env = {
    ...process.env,
    PATH: path,
    FORTROGEN_DATA: join(folder, "data"),
    DATABASE_URL: "",
    DATABASE_APP_URL: "",
    BASE_URL: "",
    OIDC_ISSUER: "",
    TMPDIR: folder,
  };
  const { status, stdout, stderr } = spawnSync("sh", ["-c", own], { cwd: root, env, encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("docs/operations.md about backups", () => {
  it("works as typed, on the embedded server", () => {
    expect(run("npx fortrogen demo load --children 10")).toMatchObject({ status: 0, stderr: "" });
    const typed = lines.filter((line) => !line.endsWith(" serve"));
    expect(typed.map((line) => / fortrogen ([a-z-]+)/u.exec(line)?.[1])).toEqual(["backup", "restore-drill", "restore", "verify-log"]);
    for (const line of typed) expect({ line, ...run(direct(line)) }).toMatchObject({ status: 0 });
    const [file = ""] = readdirSync(join(folder, "backup"));
    expect(statSync(join(folder, "backup", file)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.startsWith("fortrogen-ovning"))).toEqual([]);
    const again = run(direct(lines.find((line) => / restore /u.test(line)) ?? ""));
    expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining("är inte tom") as string });
  });
});

/** Every block of the document: where it is tried as it stands, or why it is not. */
const blocks: readonly (readonly [words: string, tried: string])[] = [
  ["INSERT INTO access.finishing_period", "tests/operations/described.db.test.ts"],
  ["INSERT INTO decision.urgent_mandate", "tests/operations/described.db.test.ts"],
  ["INSERT INTO access.emergency_rule", "tests/operations/described.db.test.ts"],
  ["CREATE ROLE fortrogen_owner", "tests/operations/recovery/recover.ts"],
  ["DATABASE_URL=postgres://fortrogen_owner:…@db.example.se/fortrogen?sslmode=verify-full", "no command: addresses of a server with a certificate of its own"],
  ["npx fortrogen migrate\n", "tests/operations/apart.db.test.ts: the same commands with the test server's addresses"],
  ["npx fortrogen serve --workers", "tests/operations/workers.db.test.ts"],
  ["npx fortrogen jobs list", "tests/operations/jobs.db.test.ts"],
  ["docker compose up", "tests/documents/handed-out.test.ts: what can be held where there is no Docker"],
  ["npx fortrogen backup --out", "here"],
  ["npx fortrogen restore-drill", "here"],
  ["npx fortrogen restore /srv", "here"],
  ["[global]", "tests/operations/recovery/recover.ts"],
  ["archive_command", "tests/operations/recovery/recover.ts"],
  ["stanza-create", "tests/operations/recovery/recover.ts"],
  ["--type=time", "tests/operations/recovery/recover.ts"],
  ["CREATE ROLE fortrogen_standby", "tests/operations/recovery/recover.ts"],
  ["pg_basebackup", "tests/operations/recovery/recover.ts"],
  ["synchronous_standby_names", "tests/operations/recovery/recover.ts"],
  ["pg_ctl promote", "tests/operations/recovery/recover.ts"],
  ["log-key create", "tests/operations/log-heads.db.test.ts: the same commands with folders of the test's own"],
  ["verify-log --expect", "tests/operations/log-heads.db.test.ts: the same command with folders of the test's own"],
]; // prettier-ignore

describe("every block of docs/operations.md", () => {
  const found = [...text.matchAll(/```\w*\n([\s\S]*?)```/gu)].map((block) => block[1] ?? "");

  it("is tried, or it is said why not", () => {
    const of = (body: string) => blocks.filter(([words]) => body.includes(words));
    expect(found.filter((body) => of(body).length !== 1)).toEqual([]);
    expect(blocks.filter(([words]) => found.filter((body) => body.includes(words)).length !== 1)).toEqual([]);
    for (const [, tried] of blocks) if (tried.startsWith("tests/")) expect(existsSync(join(root, tried.split(":")[0] ?? ""))).toBe(true);
  });

  it("of the recovery drill is asked for there", () => {
    const drill = readFileSync(join(root, "tests/operations/recovery/recover.ts"), "utf8") + readFileSync(join(root, "tests/operations/recovery/documented.ts"), "utf8");
    for (const [words, tried] of blocks) if (tried.endsWith("recover.ts")) expect(drill).toContain(words.replace("CREATE ROLE fortrogen_standby", "fortrogen_standby"));
  }); // prettier-ignore
});
