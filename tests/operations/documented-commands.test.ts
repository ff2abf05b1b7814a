import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** The commands of docs/operations.md about backups, as they stand there; only the folders are the test's own. */
const root = join(import.meta.dirname, "..", "..");
const text = readFileSync(join(root, "docs", "operations.md"), "utf8");
const section = text.slice(text.indexOf("## Backup and restore"), text.indexOf("## The log's heads"));
const lines = [...section.matchAll(/```sh\n([\s\S]*?)```/gu)].flatMap((block) => (block[1] ?? "").trim().split("\n"));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "documented-"));
  // PostgreSQL runs as another user where the tests are run by root.
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

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

describe("docs/operations.md about backups", { timeout: 300_000 }, () => {
  it("works as typed, on the embedded server", () => {
    expect(run("npx fortrogen demo load --children 10")).toMatchObject({ status: 0, stderr: "" });
    const typed = lines.filter((line) => !line.endsWith(" serve"));
    expect(typed.map((line) => / fortrogen ([a-z-]+)/u.exec(line)?.[1])).toEqual(["backup", "restore-drill", "restore", "verify-log"]);
    for (const line of typed) expect({ line, ...run(line) }).toMatchObject({ status: 0 });
    const [file = ""] = readdirSync(join(folder, "backup"));
    expect(statSync(join(folder, "backup", file)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.startsWith("fortrogen-ovning"))).toEqual([]);
    const again = run(lines.find((line) => / restore /u.test(line)) ?? "");
    expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining("är inte tom") as string });
  });
});
