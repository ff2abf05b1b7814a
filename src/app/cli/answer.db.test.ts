import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { oracleAnswers } from "../../../tests/oracle/answers-oracle.ts";
import { insertExtract } from "../../../tests/oracle/insert-extract.ts";
import { randomMunicipality } from "../../../tests/oracle/random-extract.ts";
import { runCommand } from "../../../tests/support/command.ts";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";

const drawn = [randomMunicipality(15), randomMunicipality(23)];

describe("fortrogen answer", () => {
  let database: TestDatabase;
  const folder = mkdtempSync(join(tmpdir(), "fortrogen-answer-"));

  beforeAll(async () => {
    database = await createTestDatabase();
    for (const { code, extract } of drawn) {
      const id = await addMunicipality(database, { code, name: `Prov ${code}` });
      await insertExtract(database, { id, code }, extract);
    }
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await database.drop();
  });

  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCommand(["answer", ...args], { DATABASE_URL: database.ownerUrl }, folder);
    return { exit: code, out: stdout, err: stderr };
  };
  const expected = (place: number, from = "2023-02-01", to = "2024-01-31"): unknown => {
    const { code, extract } = drawn[place] ?? randomMunicipality(0);
    return oracleAnswers(code, from, to, extract);
  };

  it("prints the JSON of the open extract for one municipality, also for a period of one day", async () => {
    expect(JSON.parse((await run("--municipality", "9015", "--format", "json")).out)).toEqual(expected(0));
    const oneDay = await run("--municipality", "9015", "--format", "json", "--period", "2023-06-01..2023-06-01");
    expect(JSON.parse(oneDay.out)).toEqual(expected(0, "2023-06-01", "2023-06-01"));
  });

  it("prints an array for all municipalities, by code", async () => {
    expect(JSON.parse((await run("--all", "--format", "json")).out)).toEqual([expected(0), expected(1)]);
  });

  it("prints a table no wider than 100 characters", async () => {
    const { out, exit } = await run("--municipality", "9023");
    expect(exit).toBe(0);
    expect(out).toContain("Prov 9023 (9023)");
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("writes CSV with Swedish column names and a workbook", async () => {
    const csv = (await run("--municipality", "9015", "--format", "csv")).out.split("\r\n");
    expect(csv[0]).toMatch(/^kommun,period_fran,period_till,fraga,/);
    // The header, 18 answers in each of three phases and the two of question 14, and nothing after the last line.
    expect(csv).toHaveLength(1 + 3 * 18 + 2 + 1);
    expect((await run("--municipality", "9015", "--format", "xlsx")).exit).toBe(0);
    expect(readFileSync(join(folder, "svar-9015-2023-02-01--2024-01-31.xlsx")).subarray(0, 2).toString()).toBe("PK");
    expect((await run("--municipality", "9015", "--format", "json", "--out", "svar.json")).out).toBe("");
    expect(JSON.parse(readFileSync(join(folder, "svar.json"), "utf8"))).toEqual(expected(0));
  });

  it("says what is wrong with the period, the municipality and the file, and with which exit code", async () => {
    expect(await run("--municipality", "9015", "--period", "2023")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("går inte att läsa") as string,
    });
    expect(await run()).toMatchObject({ exit: 2, err: expect.stringContaining("flera kommuner") as string });
    expect(await run("--municipality", "9015", "--out", "finns-inte/svar.txt")).toMatchObject({
      exit: 1,
      err: expect.stringContaining("gick inte att skriva") as string,
    });
  });
});
