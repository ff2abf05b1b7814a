import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openHouse } from "../../../tests/support/casework.ts";
import type { House } from "../../../tests/support/casework.ts";
import { runCommand } from "../../../tests/support/command.ts";
import { exampleOrder } from "../../casework/decision/delegation/example.ts";
import { orderCsv, orderXlsx, readOrder } from "../../casework/decision/delegation/read-order.ts";
import { sheetsAsXlsx } from "../../platform/documents/sheets-xlsx.ts";

/** `fortrogen delegation …`, as typed: a workbook and a CSV file, with their faults; a proposal that holds when the board has adopted it. */
let house: House;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "delegation-"));
  house = await openHouse();
});
afterAll(async () => {
  await house.database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** The commands read the machine's clock: the board has decided, whatever it says. */
const day = "2025-03-03";
const file = (name: string) => join(folder, name);
async function run(...args: string[]): Promise<{ exit: number; out: string; err: string }> {
  const { code, stdout, stderr } = await runCommand(["delegation", ...args], {
    DATABASE_URL: house.database.ownerUrl,
    FORTROGEN_DATA: folder,
  });
  return { exit: code, out: stdout, err: stderr };
}

test("a workbook is checked, read in as a proposal, adopted, shown and written again, point for point", async () => {
  expect(await run("show")).toMatchObject({ exit: 1, err: expect.stringContaining("ingen delegationsordning") as string });
  writeFileSync(file("ordning.xlsx"), await orderXlsx(exampleOrder));
  expect(await run("check", file("ordning.xlsx"))).toMatchObject({
    exit: 0,
    out: `Filen går att läsa in: ${exampleOrder.length} punkter.\n`,
  });
  const loaded = await run("load", file("ordning.xlsx"), "--name", "Delegationsordning 2026");
  expect(loaded).toMatchObject({ exit: 0, out: expect.stringContaining("Version 1 är inläst") as string });
  expect((await run("show", "1")).out).toContain("förslag, inte beslutat");
  const adopt = (...more: string[]) => run("adopt", "1", "--decided", day, "--minutes", "§ 12", ...more);
  expect(await adopt("--from", "2025-03-02")).toMatchObject({
    exit: 1,
    err: expect.stringContaining("--from: Den kan inte gälla före") as string,
  });
  expect(await adopt("--from", day)).toMatchObject({ exit: 0, out: `Version 1 gäller i Kommun 0114 från ${day}.\n` });
  expect(await adopt("--from", day)).toMatchObject({ exit: 1 });
  const shown = await run("show");
  expect(shown.out).toContain(`Version 1, Delegationsordning 2026: gäller från ${day}.`);
  for (const { point } of exampleOrder) expect(shown.out).toContain(`\n${point.padEnd(8)}`);
  for (const out of [file("igen.xlsx"), file("igen.csv")]) expect(await run("show", "--out", out)).toMatchObject({ exit: 0 });
  expect(readOrder(readFileSync(file("igen.csv"), "utf8"), day)).toEqual({ points: exampleOrder, faults: [] });
  expect(await run("csv", file("igen.xlsx"), "--out", file("ur-boken.csv"))).toMatchObject({ exit: 0 });
  expect(readOrder(readFileSync(file("ur-boken.csv"), "utf8"), day)).toEqual({ points: exampleOrder, faults: [] });
  const { rows } = await sql`select recorded_by from decision.delegation_version union all select recorded_by from decision.delegation_point
    union all select recorded_by from decision.delegation_adoption`.execute(house.database.owner);
  expect(rows.every((row) => (row as { recorded_by: unknown }).recorded_by === null)).toBe(true);
});

test("every fault of a workbook is told at once with its row and column, and nothing is kept", async () => {
  const head = ["punkt", "beslut", "lagrum", "insats", "månader", "kronor", "lägst", "behörighet", "villkor"];
  const rows = [
    head,
    [3.1, "inleda utredning", "", "", "", "", "handläggare", "ja", ""],
    ["", "", "", "", "", "", "", "", ""],
    ["2", "bevilja", "", "", 1.5, "", "chef", "ja", "a\nb"],
  ];
  writeFileSync(file("fel.xlsx"), await sheetsAsXlsx([{ name: "Blad1", rows }]));
  const { exit, err } = await run("check", file("fel.xlsx"));
  expect(exit).toBe(1);
  const places = [...err.matchAll(/Rad (\d+), kolumn (\w) \((\p{L}+)\)/gu)].map((found) => found.slice(1).join(" "));
  expect(places).toEqual(["2 A punkt", "4 B beslut", "4 G lägst", "4 E månader"]);
  expect(err).toContain("3.10 och 3.1 samma");
  const before = await sql`select count(*) as n from decision.delegation_version`.execute(house.database.owner);
  expect(await run("load", file("fel.xlsx"), "--name", "Fel")).toMatchObject({
    exit: 1,
    err: expect.stringContaining("Rad 4, kolumn G") as string,
  });
  expect(await sql`select count(*) as n from decision.delegation_version`.execute(house.database.owner)).toMatchObject({
    rows: before.rows,
  });
});

test.each([
  [["check", "saknas.csv"], 1, "går inte att läsa"],
  [["show", "ett"], 2, "ska vara ett heltal"],
  [["show", "--out", "ordning.pdf"], 2, "sluta på .xlsx eller .csv"],
  [["show", "99"], 1, "Den versionen finns inte"],
])("%j says what is wrong", async (args, exit, words) => {
  expect(await run(...args)).toMatchObject({ exit, err: expect.stringContaining(words) as string });
});

test("a text file that calls itself a workbook is told to be none", async () => {
  writeFileSync(file("ingen.xlsx"), "PKpunkt;beslut");
  expect(await run("check", file("ingen.xlsx"))).toMatchObject({
    exit: 1,
    err: expect.stringContaining("ingen Excel-arbetsbok") as string,
  });
  writeFileSync(file("vanlig.csv"), orderCsv(exampleOrder));
  expect((await run("check", file("vanlig.csv"), "--format", "json")).out).toBe(`{"ok":true,"points":${exampleOrder.length}}\n`);
});
