import { execFile } from "node:child_process";
import { promisify } from "node:util";
import ExcelJS from "exceljs";
import fc from "fast-check";
import * as XLSX from "xlsx";
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { deliver, scratch, soundExtract } from "../../../tests/extracts/build.ts";
import type { Dress, Extract, Rows } from "../../../tests/extracts/build.ts";
import { testIdentities } from "../../../demo/municipality.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { describeFinding } from "./check/findings.ts";
import { exportExtract } from "./export-extract.ts";
import type { ExportFormat } from "./export-extract.ts";
import { FILES, fileOf } from "./format.ts";
import type { Column, FileName } from "./format.ts";
import { importExtract } from "./import-extract.ts";

const now = new Date("2030-01-01T10:00:00Z");

describe("export of the open extract", () => {
  let database: TestDatabase;
  let next = 2000;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => database.drop());

  async function newMunicipality(): Promise<{ id: number; code: string }> {
    const code = String(++next);
    return { id: await addMunicipality(database, { code, name: `Kommun ${code}` }), code };
  }
  async function exported(from: { id: number; code: string }, format: ExportFormat): Promise<string> {
    const target = join(await scratch(), format === "csv" ? "ut" : `ut.${format}`);
    valueOf(await exportExtract(database, from, target, { now, startedBy: null }));
    return target;
  }
  async function read(folder: string): Promise<Record<string, string>> {
    const names = (await readdir(folder)).toSorted();
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const)));
  }

  it("writes what came in, sorted, in the format's own dress", async () => {
    const municipality = await newMunicipality();
    valueOf(await importExtract(database, municipality, await deliver(soundExtract(), { as: "xlsx" }), { now, startedBy: null }));
    const files = await read(await exported(municipality, "csv"));
    expect(Object.keys(files)).toEqual(FILES.map((f) => `${f.name}.csv`).toSorted());
    expect(files["utredningar.csv"]).toBe(
      "utredning_id,barn_id,inledd,avslutad,forlangd_till,enhet,handlaggare_id,resultat,barnets_asikt_dokumenterad,asikt_beaktad_beskriven,barnets_basta_bedomt,barnet_informerat_om_beslut,beslutad,beslutat_av,beslutsorgan,beslutsparagraf,beslutsfattare_id\n" +
        "U1,B1,2023-02-10,2023-06-01,,,,öppen insats,ja,,,,,,,,\n" +
        'U2,B2,2023-03-10,,,"Öst\nplan 2",0007,,,,,,,,,,\n',
    );
  });

  it.each(["xlsx", "ods"] as const)("writes .%s that other programs open, with days as days and nothing that is run", async (format) => {
    const municipality = await newMunicipality();
    const { barn, utredningar, aktualiseringar } = soundExtract();
    const bold = barn.map((row, i) => ({ ...row, fodelseland: i === 0 ? "=1+1" : "  två  mellanslag" }));
    valueOf(
      await importExtract(database, municipality, await deliver({ barn: bold, utredningar, aktualiseringar }), { now, startedBy: null }),
    );
    const path = await exported(municipality, format);
    const seen = XLSX.read(await readFile(path), { cellDates: true, cellNF: true, cellFormula: true });
    expect(seen.SheetNames).toEqual(["barn", "aktualiseringar", "utredningar"]);
    const sheet = seen.Sheets["barn"] ?? {};
    const cell = (at: string) => sheet[at] as XLSX.CellObject | undefined;
    expect([cell("A2")?.t, cell("A2")?.v]).toEqual(["s", "B1"]);
    expect(cell("C2")?.t).toBe("d");
    expect(cell("C2")?.w).toMatch(/^2014-0?3-0?1$/);
    const words = Object.values(sheet).filter((one): one is XLSX.CellObject => typeof one === "object" && one !== null && "t" in one);
    expect(words.filter((one) => one.f !== undefined)).toEqual([]);
    expect(words.find((one) => one.v === "=1+1")?.t).toBe("s");
    if (format === "xlsx") {
      const book = new ExcelJS.Workbook();
      await book.xlsx.readFile(path);
      const first = book.getWorksheet("barn")?.getRow(2);
      expect(first?.getCell(3).value).toEqual(new Date("2014-03-01T00:00:00Z"));
      expect(first?.getCell(3).numFmt).toBe("yyyy-mm-dd");
      expect(first?.getCell(1).value).toBe("B1");
    }
    await inLibreOffice(path, async (csv) => {
      const lines = csv.split(/\r?\n/);
      expect(lines[0]).toContain("barn_id,kon,fodelsedatum");
      expect(lines[1]).toContain("B1,flicka,2014-03-01");
      expect(csv).toContain("=1+1");
    });
    // And by ourselves: nothing is lost on the way.
    const again = valueOf(await importExtract(database, municipality, path, { now, startedBy: null }));
    expect(again.files.map(({ changed, added }) => [changed, added])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it("leaves out files that never came, and is for the writer's eyes only", async () => {
    const municipality = await newMunicipality();
    const { barn, samtal } = soundExtract();
    valueOf(await importExtract(database, municipality, await deliver({ barn, samtal: [] }), { now, startedBy: null }));
    const folder = await exported(municipality, "csv");
    expect(await readdir(folder)).toEqual(["barn.csv", "samtal.csv"]);
    expect((await stat(join(folder, "barn.csv"))).mode & 0o077).toBe(0);
    expect(samtal).toHaveLength(2);
  });

  it("overwrites nothing and leaves nothing half written", async () => {
    const municipality = await newMunicipality();
    const folder = await exported(municipality, "csv");
    expect(await exportExtract(database, municipality, folder, { now, startedBy: null })).toMatchObject({
      error: { code: "target-exists" },
    });
    const missing = join(folder, "finns", "inte", "ut.zip");
    expect(await exportExtract(database, municipality, missing, { now, startedBy: null })).toMatchObject({
      error: { code: "target-not-writable" },
    });
    expect(await readdir(folder)).toEqual(["barn.csv"]);
  });

  it("gives back any extract it was given: import, export, import is the identity", async () => {
    const dresses = fc.constantFrom<Dress>({}, { separator: ";", lineEnd: "\r\n" }, { as: "zip", encoding: "utf-8-bom" }, { as: "xlsx" });
    await fc.assert(
      fc.asyncProperty(extracts, dresses, fc.constantFrom<ExportFormat>("csv", "zip", "xlsx"), async (extract, dress, format) => {
        const [first, second] = [await newMunicipality(), await newMunicipality()];
        const report = valueOf(await importExtract(database, first, await deliver(extract, dress), { now, startedBy: null }));
        expect(report.errors.map(describeFinding)).toEqual([]);
        const out = await exported(first, format);
        const again = valueOf(await importExtract(database, first, out, { now, startedBy: null }));
        const touched = again.files.filter((f) => f.added + f.changed + f.missing + f.leftOut > 0);
        expect([again.errors.map(describeFinding), touched]).toEqual([[], []]);
        // Through another municipality, so that what was stored before cannot hide what was lost.
        const moved = valueOf(await importExtract(database, second, out, { now, startedBy: null }));
        expect(moved.errors.map(describeFinding)).toEqual([]);
        const kept = await read(await exported(first, "csv"));
        expect(await read(await exported(second, "csv"))).toEqual(kept);
        expect(await expectedOf(extract)).toEqual(kept);
      }),
      { numRuns: 12 },
    );
  });
});

/** What the files must hold, by plain loops: values trimmed, rows sorted by id as PostgreSQL sorts the ids (here plain letters). */
async function expectedOf(extract: Extract): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const { name, columns } of FILES) {
    const rows = extract[name];
    if (!rows) continue;
    const key = columns.find((c) => c.value.kind === "id")?.name;
    const cell = (text: string): string => (/["\n\r,]/.test(text) || text === "\\." ? `"${text.replaceAll('"', '""')}"` : text);
    const plain = (text: string): string => text.normalize("NFC").replace(/\r\n?/g, "\n").trim();
    const lines = rows.map((row) => columns.map((c) => plain(row[c.name] ?? "")));
    const keyAt = columns.findIndex((c) => c.name === key);
    const sorted = lines.toSorted((a, b) => (Number(a[keyAt]) || 0) - (Number(b[keyAt]) || 0));
    const unique = key ? sorted : [...new Map(sorted.map((l) => [l.join("|"), l])).values()];
    files[`${name}.csv`] = [columns.map((c) => c.name), ...unique].map((l) => `${l.map(cell).join(",")}\n`).join("");
  }
  return files;
}

// ------------------------------------------------------------- random extracts

const text = fc
  .array(
    fc.constantFrom(
      "a",
      "å",
      "Ö",
      "é",
      " ",
      "  ",
      "\n",
      "\r\n",
      '"',
      ",",
      ";",
      "'",
      "=",
      "@",
      "\\",
      "\t",
      "_x0041_",
      "<",
      "&",
      "1",
      "€",
      "\u00a0",
      "😀",
      "NULL",
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));
const maybe = (value: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(fc.constant(""), value);
const day = fc.integer({ min: 0, max: 3000 }).map((n) => new Date(Date.UTC(2018, 0, 1 + n)).toISOString().slice(0, 10));
const later = fc.integer({ min: 0, max: 900 }).map((n) => new Date(Date.UTC(2027, 0, 1 + n)).toISOString().slice(0, 10));
const END_COLUMNS = new Set(["avslutad", "forlangd_till", "slutade"]);

function cellOf(column: Column): fc.Arbitrary<string> {
  switch (column.value.kind) {
    case "code":
      return fc.constantFrom(...column.value.codes);
    case "date":
      return END_COLUMNS.has(column.name) ? later : day;
    case "time":
      return day.map((d) => `${d}T07:05`);
    case "yes-no":
      return fc.constantFrom("ja", "nej");
    case "list":
      return fc
        .array(fc.constantFrom("våld", 'a "b"', "c\\d", "{e}", "f,g", "NULL"), { minLength: 1, maxLength: 3 })
        .map((list) => list.join("|"));
    default:
      return text;
  }
}

/** A row's cells, but for identifiers and references, which are set afterwards. */
function rowOf(name: FileName): fc.Arbitrary<Record<string, string>> {
  const columns = fileOf(name).columns.filter((c) => !["id", "reference", "identity-number"].includes(c.value.kind));
  return fc.record(Object.fromEntries(columns.map((c) => [c.name, c.required ? cellOf(c) : maybe(cellOf(c))])));
}

const counts: Record<FileName, number> = { barn: 5, aktualiseringar: 4, utredningar: 5, insatser: 5, samtal: 6, uteblivna_samtal: 1 };

const extracts: fc.Arbitrary<Extract> = fc
  .record({
    rows: fc.record(
      Object.fromEntries(FILES.map((f) => [f.name, fc.array(rowOf(f.name), { minLength: 1, maxLength: counts[f.name] })])) as Record<
        FileName,
        fc.Arbitrary<Record<string, string>[]>
      >,
    ),
    draws: fc.infiniteStream(fc.nat({ max: 1000 })),
  })
  .map(({ rows, draws }) => {
    const draw = (below: number): number => (draws.next().value ?? 0) % below;
    const barn: Rows = rows.barn.map((row, i) => ({
      ...row,
      barn_id: String(i + 1),
      fodelsedatum: "2017-01-01",
      personnummer: i === 0 ? (testIdentities.children[0] ?? "") : "",
    }));
    const owner = new Map<string, string>();
    const number = (name: FileName, key: string): Rows =>
      rows[name].map((row, i) => {
        const child = String(1 + draw(barn.length));
        owner.set(`${key}${i + 1}`, child);
        return { ...row, [key]: String(i + 1), barn_id: child };
      });
    const of = (key: string, child: string): string => {
      const own = [...owner].filter(([id, c]) => id.startsWith(key) && c === child).map(([id]) => id.slice(key.length));
      return own.length > 0 && draw(3) > 0 ? (own[draw(own.length)] ?? "") : "";
    };
    const utredningar = number("utredningar", "utredning_id");
    const tie = (row: Record<string, string>): Record<string, string> => ({
      ...row,
      utredning_id: of("utredning_id", row["barn_id"] ?? ""),
    });
    const insatser = number("insatser", "insats_id").map(tie);
    const both = (row: Record<string, string>): Record<string, string> => ({
      ...tie(row),
      insats_id: of("insats_id", row["barn_id"] ?? ""),
    });
    return {
      barn,
      utredningar,
      insatser,
      aktualiseringar: number("aktualiseringar", "aktualisering_id").map(tie),
      samtal: number("samtal", "samtal_id").map(both),
      uteblivna_samtal: rows.uteblivna_samtal.map((row) => both({ ...row, barn_id: "1" })),
    };
  });

/** Opens the file in LibreOffice, where the machine has it, and gives its first sheet as CSV; says aloud where it has not. */
async function inLibreOffice(path: string, look: (csv: string) => Promise<void>): Promise<void> {
  const run = promisify(execFile);
  const folder = await scratch();
  try {
    await run("soffice", [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", "csv", "--outdir", folder, path]);
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== "ENOENT") throw cause;
    process.stderr.write("LibreOffice is not installed here: the workbook was opened by other programs only (Debian: libreoffice-calc).\n");
    return;
  }
  const name = (await readdir(folder)).find((file) => file.endsWith(".csv")) ?? "";
  await look(await readFile(join(folder, name), "utf8"));
}
