import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "../../../../tests/support/command.ts";
import { answerColumns } from "../../../survey/questionnaires/answer-columns.ts";
import { readForm } from "../../../survey/questionnaires/test/forms.ts";

const root = join(import.meta.dirname, "..", "..", "..", "..");
const example = readFileSync(join(root, "src", "survey", "questionnaires", "example", "fem-fragor.yaml"), "utf8");
let folder = "";

const fortrogen = async (...args: string[]) => {
  // No database may be needed, so none can be reached.
  const { code, ...said } = await runCommand(["survey", ...args], { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, folder);
  return { status: code, ...said };
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "survey-"));
  writeFileSync(join(folder, "fem.yaml"), example);
  writeFileSync(join(folder, "fel.yaml"), example.replace('ask: q1 = "Ja"', 'ask: q1 = "Jaa"'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("fortrogen survey, without a database", () => {
  test("checks a file, and says each fault with its line", async () => {
    expect(await fortrogen("check", "fem.yaml")).toEqual({
      status: 0,
      stdout: "Fem frågor om stödet till föräldrar\nHåller ihop: 3 sidor, 5 frågor, 11 kolumner.\n",
      stderr: "",
    });
    const { status, stdout, stderr } = await fortrogen("check", "fel.yaml");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    const line = example.split("\n").findIndex((one) => one.includes('ask: q1 = "Ja"')) + 1;
    expect(stderr).toContain(`fel.yaml:${line}: Svarsalternativet ”Jaa” finns inte. Menas ”Ja”?`);
  });

  test("says what there is when the name is wrong, for programs too", async () => {
    const { status, stdout } = await fortrogen("check", "delaktighet", "--format", "json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      error: { code: "questionnaire-unknown", hint: expect.stringContaining("delaktighet-2024") as string },
    });
  });

  test("writes the codebook in the form that other programs rely on", async () => {
    const { status, stdout } = await fortrogen("codebook", "delaktighet-2024", "--format", "csv");
    expect(status).toBe(0);
    const lines = stdout.split("\r\n");
    expect(lines[0]).toBe("column,question,row,type,alternatives");
    expect(lines).toContain(
      "q4d_1,4d,Flickor,andel,0 procent|1–25 procent|26–50 procent|51–75 procent|76–99 procent|100 procent|Kan inte svara",
    );
  });

  test("makes a form of the XLSForm that it wrote, with the same columns", async () => {
    expect((await fortrogen("codebook", "fem.yaml", "--format", "xlsform", "--out", "fem.xlsx")).status).toBe(0);
    expect(await fortrogen("import", "fem.xlsx", "--out", "igen.yaml")).toMatchObject({ status: 0, stderr: "" });
    const columnsOf = (file: string) => answerColumns(readForm(readFileSync(join(folder, file), "utf8")));
    expect(columnsOf("igen.yaml")).toEqual(columnsOf("fem.yaml"));
    expect((await fortrogen("import", "fem.yaml")).stderr).toContain("ingen Excel-arbetsbok");
  });

  test("writes a reading version as a page", async () => {
    expect(await fortrogen("preview", "fem.yaml")).toMatchObject({ status: 0, stdout: "Skrivet till fem-fragor.html.\n" });
    expect(readFileSync(join(folder, "fem-fragor.html"), "utf8")).toContain("1. Finns det en familjecentral i kommunen?");
  });

  test("gives the texts to whoever translates, and says what is missing", async () => {
    expect((await fortrogen("texts", "fem.yaml", "--language", "en", "--out", "texter.csv")).status).toBe(0);
    const csv = readFileSync(join(folder, "texter.csv"), "utf8");
    writeFileSync(join(folder, "texter.csv"), csv.replace("om-er.title,Om er,", "om-er.title,Om er,About you"));
    const { stdout } = await fortrogen("check", "fem.yaml", "--texts", "texter.csv");
    expect(stdout).toMatch(/Språket en: \d+ texter saknas eller är ändrade \(0 ändrade\), i 6 frågor\./);
    expect(stdout).toContain("  q1.text");
    expect(stdout).not.toContain("om-er.title");
    expect(stdout).toContain("Ingen som har språket som modersmål har granskat texterna");
    expect((await fortrogen("texts", "fem.yaml", "--language", "zz")).stderr).toContain("”zz” är inget språk");
  });

  test("writes the reading version in a language, and refuses one that is not there in words", async () => {
    writeFileSync(join(folder, "texter-alla.csv"), readFileSync(join(root, "src", "survey", "questionnaires", "example", "texter.csv")));
    const of = (...more: string[]) => fortrogen("preview", "fem.yaml", ...more);
    expect(await of("--language", "ar", "--texts", "texter-alla.csv")).toMatchObject({
      status: 0,
      stdout: "Skrivet till fem-fragor-ar.html.\n",
    });
    expect(readFileSync(join(folder, "fem-fragor-ar.html"), "utf8")).toContain(
      '<span lang="ar" dir="rtl">هل يوجد مركز أسرة في البلدية؟</span>',
    );
    const missing = await of("--language", "so", "--texts", "texter-alla.csv");
    expect(missing).toMatchObject({ status: 1, stdout: "" });
    expect(missing.stderr).toContain("Formuläret finns inte på språket ”so”.");
    expect(missing.stderr).toContain("ar (arabiska)");
    expect((await of("--language", "ar")).stderr).toContain("--texts");
  });

  test("gives the plan that comes with a form, and says in words which have one", async () => {
    const shipped = readFileSync(join(root, "src", "survey", "studies", "fortroende-2026", "plan.yaml"), "utf8");
    expect(await fortrogen("plan", "fortroende-2026")).toMatchObject({ status: 0, stdout: shipped });
    const { status, stderr } = await fortrogen("plan", "../../delaktighet-2024");
    expect(status).not.toBe(0);
    expect(stderr).toContain("De formulär som har en plan: fortroende-2026");
  });

  test("the made up survey of trust is written with its plan; a place that cannot be written is told in words", async () => {
    const made = await runCommand(["demo", "trust", "--out", "fortroende"], {}, folder);
    expect([made.code, made.stderr]).toEqual([0, ""]);
    expect(made.stdout).toContain("6\u00a0521 påhittade svar");
    expect(
      readFileSync(join(folder, "fortroende", "svar.csv"), "utf8")
        .trimEnd()
        .split("\n"),
    ).toHaveLength(6522);
    writeFileSync(join(folder, "fil"), "");
    const refused = await runCommand(["demo", "trust", "--out", join("fil", "under")], {}, folder);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain("Det går inte att skriva till målet.");
  });
});
