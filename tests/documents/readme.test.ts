import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "readme-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The fenced blocks of a document in order. */
const blocks = [...readFileSync(join(root, "README.md"), "utf8").matchAll(/^```(\w+)\n(.*?)^```$/gmsu)].map(([, kind, text]) => ({
  kind: kind ?? "",
  text: text ?? "",
}));

function run(line: string): Promise<{ code: number; said: string }> {
  const args = line.replace(/#.*/u, "").trim().split(/\s+/u).slice(2);
  const env = {
    ...process.env,
    FORTROGEN_DATA: join(folder, ".data"),
    DATABASE_URL: "",
    DATABASE_APP_URL: "",
    OIDC_ISSUER: "",
    BASE_URL: "",
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, "bin", "fortrogen.mjs"), ...args],
      { cwd: folder, env, maxBuffer: 64e6 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? 1) : 0, said: stdout + stderr }),
    );
  });
}

it("every command of the README works as typed, in order, in a fresh folder, and gives the sample that stands under it", async () => {
  symlinkSync(join(root, "packages"), join(folder, "packages"));
  let said = "";
  let tried = 0;
  for (const { kind, text } of blocks) {
    if (kind === "text") expect(said.replaceAll(/[ \t]+$/gmu, "")).toContain(text.trimEnd());
    if (kind !== "sh") continue;
    for (const line of text.split("\n").filter((one) => one.startsWith("npx fortrogen "))) {
      const answer = await run(line);
      expect(answer, line).toMatchObject({ code: 0 });
      said = answer.said;
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThanOrEqual(6);
  for (const made of ["uttag", "tillbaka.zip", "rapport"]) expect(existsSync(join(folder, made)), made).toBe(true);
});
