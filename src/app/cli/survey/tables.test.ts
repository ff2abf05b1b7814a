import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { valueOf } from "../../../platform/basics/result.ts";
import { answerColumns } from "../../../survey/questionnaires/answer-columns.ts";
import { findQuestionnaire } from "../../../survey/questionnaires/find-questionnaire.ts";
import { runCommand } from "../../../../tests/support/command.ts";
import { answersCsv, publishedDeliveries } from "../../../../tests/survey/published-answers.ts";
import { frameCsv } from "../../../../tests/survey/published-frame.ts";
import { printedTable, published } from "../../../../tests/survey/published.ts";

let folder = "";
const fortrogen = async (...args: string[]) => {
  // No database may be needed, so none can be reached.
  const { code, ...said } = await runCommand(["survey", "tables", ...args], { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, folder);
  return { status: code, ...said };
};
const files = ["--answers", "svar.csv", "--frame", "ram.csv"];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tables-"));
  const columns = answerColumns(valueOf(await findQuestionnaire("delaktighet-2024"))).map(({ column }) => column);
  const { frame, deliveries } = publishedDeliveries();
  writeFileSync(join(folder, "ram.csv"), frameCsv(frame));
  writeFileSync(join(folder, "svar.csv"), answersCsv(deliveries, columns));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("fortrogen survey tables", () => {
  it("gives the printed tables in the fixed form, without a database", async () => {
    const { status, stdout, stderr } = await fortrogen("delaktighet-2024", ...files, "--format", "json");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const tables = JSON.parse(stdout) as {
      table: string;
      title: string;
      n: number;
      columns: string[];
      rows: { label: string; values: (number | null)[] }[];
    }[];
    expect(tables.map(({ table }) => table)).toEqual(published.tables.map(({ id }) => id));
    for (const { table, title, n, columns, rows } of tables.slice(0, 18)) {
      const printed = printedTable(table);
      expect({ title, n, columns }).toEqual({ title: printed.title, n: printed.n, columns: printed.columns });
      expect(rows.map(({ values }) => values)).toEqual(printed.rows.map(({ values }) => values));
    }
  });

  it("writes a protected publication with its audit beside, by group and by sex and age", async () => {
    const { status, stdout } = await fortrogen(
      "delaktighet-2024",
      ...files,
      "--protect",
      "--by",
      "storlek,lan",
      "--sex-and-age",
      "--out",
      "skyddad.json",
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    const tables = JSON.parse(readFileSync(join(folder, "skyddad.json"), "utf8")) as {
      table: string;
      group?: { by: string; value: string };
    }[];
    expect(new Set(tables.map(({ group }) => group?.by))).toEqual(new Set([undefined, "storlek", "lan"]));
    expect(tables.filter(({ table, group }) => table.startsWith("Kön och ålder") && group === undefined)).toHaveLength(6);
    expect(JSON.parse(readFileSync(join(folder, "skyddad.json.granskning.json"), "utf8"))).toMatchObject({ isSafe: true, minimum: 7 });
  });

  it("writes PX into a folder, a page and a workbook", async () => {
    expect((await fortrogen("delaktighet-2024", ...files, "--format", "px", "--out", "px")).status).toBe(0);
    expect(readdirSync(join(folder, "px"))).toHaveLength(19);
    expect((await fortrogen("delaktighet-2024", ...files, "--format", "html")).stdout).toContain("<!doctype html>");
    expect((await fortrogen("delaktighet-2024", ...files, "--format", "xlsx", "--out", "t.xlsx")).status).toBe(0);
    expect(readFileSync(join(folder, "t.xlsx")).subarray(0, 2).toString()).toBe("PK");
  });

  it("says all that is wrong in both files at once, ends with 1 and writes nothing", async () => {
    writeFileSync(join(folder, "fel.csv"), "kommun,q4_1\n9999,Kanske\n");
    const { status, stdout, stderr } = await fortrogen(
      "delaktighet-2024",
      "--answers",
      "fel.csv",
      "--frame",
      "ram.csv",
      "--out",
      "fel.json",
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("fel.csv rad 2, kolumn q4_1: Svaret är inget av frågans alternativ.");
    expect(stderr).toContain("fel.csv rad 2, kolumn kommun: Enheten ”9999” finns inte i ramen.");
    expect(stderr).toContain("fel.csv rad 1, kolumn q24_12: Kolumnen saknas");
    expect(existsSync(join(folder, "fel.json"))).toBe(false);
    const asJson = await fortrogen("delaktighet-2024", "--answers", "fel.csv", "--frame", "ram.csv", "--format", "json");
    expect(JSON.parse(asJson.stdout)).toMatchObject({ ok: false, error: { code: "deliveries-invalid" } });
  });

  it.each([
    [["delaktighet-2025", ...files], 2, "Det finns inget formulär som heter delaktighet-2025."],
    [["delaktighet-2024", ...files, "--format", "html", "--sex-and-age"], 2, "Tabeller efter kön och ålder görs bara i skyddad form."],
    [["delaktighet-2024", ...files, "--format", "px"], 2, "Formatet px skrivs till fil."],
    [["delaktighet-2024", ...files, "--by", "parti"], 2, "Välj bland: storlek, nyckel, skr_grupp, lan."],
    [["delaktighet-2024", "--frame", "ram.csv", "--format", "html"], 2, "--answers"],
    [["delaktighet-2024", "--answers", "saknas.csv", "--frame", "ram.csv", "--format", "html"], 1, "Filen saknas.csv går inte att läsa."],
  ])("ends in words at %j", async (args, code, words) => {
    const { status, stderr, stdout } = await fortrogen(...args);
    expect(`${stderr}${stdout}`).toContain(words);
    expect(status).toBe(code);
  });
});
