import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerColumns } from "../../src/survey/questionnaires/answer-columns.ts";
import { readForm } from "../../src/survey/questionnaires/test/forms.ts";
import { runCommand } from "../support/command.ts";

/** The folder that a newcomer copies: every command of its page, in its order, in a copy of it, without a database. */
const root = join(import.meta.dirname, "..", "..");
const example = join(root, "src", "survey", "questionnaires", "example");
const page = readFileSync(join(example, "README.md"), "utf8");
const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/gu)].flatMap((block) => (block[1] ?? "").trim().split("\n"));
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "example-"));
  cpSync(example, folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (file: string): string => readFileSync(join(folder, file), "utf8");

describe("the example of a survey", () => {
  test("has a page that names every file of the folder", () => {
    for (const file of ["fem-fragor.yaml", "texter.csv", "ram.csv", "kontakter.csv", "svar.csv", "tabeller.json"])
      expect(page).toContain(`\`${file}\``);
    expect(commands.length).toBeGreaterThanOrEqual(9);
  });

  test("works line by line as it is typed, and gives the tables that lie in it", async () => {
    const expected = read("tabeller.json");
    for (const command of commands) {
      const [npx, program, ...args] = command.split(" ");
      expect([npx, program]).toEqual(["npx", "fortrogen"]);
      const done = await runCommand(args, { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, folder);
      expect([command, done.code, done.stderr.replace(/^Tabellerna är skrivna till .*\n$/u, "")]).toEqual([command, 0, ""]);
      if (command.includes("survey check") && command.includes("--texts")) expect(done.stdout).toContain("allt är översatt");
    }
    expect(JSON.parse(read("tabeller.json"))).toEqual(JSON.parse(expected));
    const form = readForm(read("fem-fragor.yaml"));
    expect(answerColumns(readForm(read("tillbaka.yaml")))).toEqual(answerColumns(form));
    expect(read("kodbok.csv").split("\r\n").slice(1, -1)).toHaveLength(answerColumns(form).length);
    expect(read("lasversion-ar.html")).toMatch(/<main dir="rtl"><h1><span lang="ar" dir="rtl">خمسة أسئلة/u);
    expect(read("att-oversatta.csv")).toContain("Is there a family centre in the municipality?");
  });

  test("has a frame, contacts and answers of the same units", () => {
    const codes = (file: string) =>
      read(file)
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.slice(0, 4));
    expect(codes("kontakter.csv")).toEqual(codes("ram.csv"));
    expect(codes("svar.csv")).toEqual(codes("ram.csv"));
  });
});
