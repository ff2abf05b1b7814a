import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { write } from "xlsx";
import { openSheets } from "./open-sheets.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sheets-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A workbook of one sheet with a word in one cell. */
function workbookWith(cell: string): string {
  const sheet = { [cell]: { t: "s", v: "type" }, "!ref": `${cell}:${cell}` };
  const path = join(folder, `${cell}.xlsx`);
  writeFileSync(path, write({ SheetNames: ["survey"], Sheets: { survey: sheet } }, { type: "buffer", bookType: "xlsx" }) as Buffer);
  return path;
}

test("rows keep their places", async () => {
  const read = await openSheets(workbookWith("A3"));
  expect(read).toEqual({ ok: true, value: [{ name: "survey", rows: [[], [], ["type"]] }] });
});

test("a sheet whose only row is the last that there is makes no million of empty ones", async () => {
  expect(await openSheets(workbookWith("A1048576"))).toMatchObject({ ok: false, error: { code: "too-many-rows" } });
});
