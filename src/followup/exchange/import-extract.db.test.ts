import { sql } from "kysely";
import { join } from "node:path";
import writeExcelFile from "write-excel-file/node";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { deliver, folderOf, scratch, soundExtract } from "../../../tests/extracts/build.ts";
import type { Dress } from "../../../tests/extracts/build.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { inMunicipality } from "../../platform/database/connect.ts";
import { describeFinding } from "./check/findings.ts";
import { importExtract } from "./import-extract.ts";
import type { ImportOptions } from "./import-extract.ts";
import type { ImportReport } from "./report.ts";

const now = new Date("2024-03-01T10:00:00Z");
const TABLES = ["child", "intake", "investigation", "intervention", "conversation", "missed_conversation"];

describe("import of the open extract", () => {
  let database: TestDatabase;
  let next = 1000;
  let municipality: { id: number; code: string };

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => database.drop());
  beforeEach(async () => {
    municipality = await newMunicipality();
  });

  async function newMunicipality(): Promise<{ id: number; code: string }> {
    const code = String(++next);
    return { id: await addMunicipality(database, { code, name: `Kommun ${code}` }), code };
  }
  async function run(source: string, options: Partial<ImportOptions> = {}, to = municipality): Promise<ImportReport> {
    return valueOf(await importExtract(database, to, source, { now, startedBy: null, ...options }));
  }
  /** Everything stored, with the row versions when asked. */
  function stored(to = municipality, versions = false): Promise<Record<string, unknown[]>> {
    return inMunicipality(database.app, to.id, async (tx) => {
      const all: Record<string, unknown[]> = {};
      for (const table of TABLES) {
        const { rows } = await sql<{
          row: unknown;
        }>`select to_jsonb(t) - 'municipality_id' ${versions ? sql`|| jsonb_build_object('xmin', t.xmin::text, 'xmax', t.xmax::text)` : sql``} as row
          from ${sql.table(`extract.${table}`)} t order by 1`.execute(tx);
        all[table] = rows.map((r) => r.row);
      }
      return all;
    });
  }
  const totals = (report: ImportReport, key: "added" | "changed" | "unchanged" | "missing" | "removed" | "leftOut"): number =>
    report.files.reduce((sum, file) => sum + file[key], 0);

  it("stores every value where it belongs and says what it did", async () => {
    const report = await run(await deliver(soundExtract()));
    expect(report.errors.map(describeFinding)).toEqual([]);
    expect(report.warnings.map(describeFinding)).toEqual([]);
    expect(report.status).toBe("klar");
    expect(report.files.map((f) => [f.file, f.read, f.added])).toEqual([
      ["barn", 2, 2],
      ["aktualiseringar", 1, 1],
      ["utredningar", 2, 2],
      ["insatser", 1, 1],
      ["samtal", 2, 2],
      ["uteblivna_samtal", 1, 1],
    ]);
    const rows = await stored();
    expect(rows["intake"]).toEqual([
      expect.objectContaining({
        external_id: "A1",
        reasons: ["våld", "försummelse"],
        protection_assessed_at: "2023-02-01T14:30:00",
        type: "anmälan",
      }),
    ]);
    expect(rows["investigation"]).toEqual(
      expect.arrayContaining([expect.objectContaining({ external_id: "U2", unit: "Öst\nplan 2", caseworker: "0007", ended_on: null })]),
    );
    expect(rows["child"]).toEqual(
      expect.arrayContaining([expect.objectContaining({ external_id: "B1", protected_identity: false, country_of_birth: "Sverige" })]),
    );
  });

  it("makes its identifiers as the schema says", async () => {
    await run(await deliver(soundExtract()));
    const { rows } = await inMunicipality(database.app, municipality.id, (tx) =>
      sql<{
        same: boolean;
      }>`select bool_and(c.id = md5(${`${municipality.code}/barn/`} || c.external_id)::uuid) as same from extract.child c`.execute(tx),
    );
    expect(rows).toEqual([{ same: true }]);
  });

  const dresses: Dress[] = [];
  for (const separator of [",", ";", "\t"] as const)
    for (const encoding of ["utf-8", "utf-8-bom", "windows-1252", "utf-16le", "utf-16be", "utf-16le-bare", "utf-16be-bare"] as const)
      dresses.push({
        separator,
        encoding,
        lineEnd: separator === ";" ? "\r\n" : "\n",
        saysSeparator: encoding.endsWith("8") === (separator === ";"),
      });
  dresses.push({ as: "zip" }, { as: "zip", separator: ";", encoding: "windows-1252" }, { as: "xlsx" }, { as: "ods" });

  it("stores the same rows whatever the dress of the delivery", async () => {
    await run(await deliver(soundExtract()));
    const expected = await stored(municipality, true);
    for (const dress of dresses) {
      const report = await run(await deliver(soundExtract(), dress));
      expect([dress, report.errors.map(describeFinding), totals(report, "unchanged")]).toEqual([dress, [], 9]);
    }
    // Not a single row version was written by the deliveries after the first.
    expect(await stored(municipality, true)).toEqual(expected);
  });

  it("reads a workbook as a spreadsheet writes it: shared texts, numbers as ids, days as days", async () => {
    const at = (day: string): { value: Date; type: DateConstructor; format: string } => ({
      value: new Date(`${day}Z`),
      type: Date,
      format: "yyyy-mm-dd",
    });
    const path = join(await scratch(), "excel.xlsx");
    await writeExcelFile([
      {
        sheet: "Barn",
        data: [
          ["barn_id", "kon", "fodelsedatum", "skyddade_uppgifter"],
          [17, "Flicka", at("2014-03-01T00:00"), true],
          [18, "pojke", "2016-05-02", null],
        ],
      },
      {
        sheet: "aktualiseringar",
        data: [
          ["aktualisering_id", "barn_id", "inkom", "typ", "skyddsbedomning_gjord", "anmalare"],
          ["A1", 17, at("2023-02-01T00:00"), "anmälan", at("2023-02-01T14:30"), "=1+1"],
        ],
      },
    ]).toFile(path);
    const report = await run(path);
    expect(report.errors.map(describeFinding)).toEqual([]);
    const rows = await stored();
    expect(rows["child"]).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ external_id: "17", sex: "flicka", birth_date: "2014-03-01", protected_identity: true }),
      ]),
    );
    expect(rows["intake"]).toEqual([
      expect.objectContaining({ received_on: "2023-02-01", protection_assessed_at: "2023-02-01T14:30:00", reporter: "=1+1" }),
    ]);
    const broken = join(await scratch(), "fel.xlsx");
    await writeExcelFile([
      { sheet: "barn", data: [["barn_id", "kon", "fodelsedatum"], null, ["B", "flicka", at("2014-03-01T12:00")]].map((row) => row ?? []) },
    ]).toFile(broken);
    expect((await run(broken)).errors.map(describeFinding)).toEqual([
      'bladet barn, rad 3, kolumn fodelsedatum: "2014-03-01T12:00" är inte ett datum i formen ÅÅÅÅ-MM-DD. Skriv till exempel 2023-02-01.',
    ]);
  });

  it("counts what is new, changed, unchanged and missing, and removes only when asked to replace", async () => {
    await run(await deliver(soundExtract()));
    const extract = soundExtract();
    const second = {
      ...extract,
      utredningar: extract.utredningar.map((row) => (row["utredning_id"] === "U2" ? { ...row, avslutad: "2023-09-01" } : row)),
      samtal: [...extract.samtal.slice(1), { ...extract.samtal[0], samtal_id: "S3" }],
    };
    const report = await run(await deliver(second));
    expect([totals(report, "added"), totals(report, "changed"), totals(report, "unchanged"), totals(report, "missing")]).toEqual([
      1, 1, 7, 1,
    ]);
    expect((await stored())["conversation"]).toHaveLength(3);
    const replaced = await run(await deliver(second), { replace: true });
    expect([totals(replaced, "added"), totals(replaced, "changed"), totals(replaced, "removed")]).toEqual([0, 0, 1]);
    expect((await stored())["conversation"]).toHaveLength(2);
  });

  it("does not remove what files outside a replacing delivery hang on", async () => {
    await run(await deliver(soundExtract()));
    const { barn } = soundExtract();
    const report = await run(await deliver({ barn: barn.slice(1) }), { replace: true });
    expect(report.status).toBe("fel i data");
    expect(report.errors.map((e) => [e.code, e.file])).toContainEqual(["replace-orphans", "samtal.csv"]);
    expect((await stored())["child"]).toHaveLength(2);
  });

  it("knows the rows of earlier deliveries", async () => {
    const { barn, utredningar, samtal } = soundExtract();
    await run(await deliver({ barn, utredningar }));
    const report = await run(await deliver({ barn: barn.slice(1), samtal: samtal.slice(0, 1) }));
    expect(report.errors.map(describeFinding)).toEqual([]);
    expect(totals(report, "added")).toBe(1);
  });

  it("imports nothing on an error, and what is right when asked", async () => {
    const extract = soundExtract();
    const broken = {
      ...extract,
      barn: [{ ...extract.barn[0], fodelsedatum: "2014-02-30" }, extract.barn[1] ?? {}],
    };
    const refused = await run(await deliver(broken));
    expect(refused.status).toBe("fel i data");
    expect(refused.errors.map(describeFinding)).toEqual([
      'barn.csv, rad 2, kolumn fodelsedatum: "2014-02-30" finns inte i kalendern. Skriv ett datum som finns.',
    ]);
    expect(Object.values(await stored()).flat()).toEqual([]);

    const report = await run(await deliver(broken), { skipErrors: true });
    expect(report.status).toBe("klar");
    expect(report.files.map((f) => [f.file, f.added, f.leftOut])).toEqual([
      ["barn", 1, 1],
      ["aktualiseringar", 0, 1],
      ["utredningar", 1, 1],
      ["insatser", 0, 1],
      ["samtal", 0, 2],
      ["uteblivna_samtal", 1, 0],
    ]);
  });

  it("keeps the earlier version of a row that is wrong this time", async () => {
    await run(await deliver(soundExtract()));
    const extract = soundExtract();
    const report = await run(await deliver({ ...extract, barn: [{ ...extract.barn[0], kon: "f" }, extract.barn[1] ?? {}] }), {
      skipErrors: true,
    });
    expect(report.files.map((f) => [f.file, f.unchanged, f.missing, f.leftOut])).toContainEqual(["barn", 1, 0, 1]);
    expect(totals(report, "unchanged")).toBe(8);
  });

  it("keeps municipalities apart", async () => {
    const other = await newMunicipality();
    await run(await deliver(soundExtract()));
    const { samtal, barn } = soundExtract();
    const report = await run(await deliver({ barn, samtal }), {}, other);
    expect(report.errors.map((e) => e.code)).toEqual(["unknown-reference", "unknown-reference"]);
    await run(await deliver(soundExtract()), {}, other);
    const ids = (rows: unknown[] | undefined): unknown[] => (rows ?? []).map((row) => (row as { id: string }).id);
    expect(ids((await stored(other))["child"])).not.toEqual(ids((await stored())["child"]));
    expect((await stored(other))["child"]).toHaveLength(2);
  });

  it("shows its run, which files came, and leaves an event in the log", async () => {
    const steps: string[] = [];
    const { barn } = soundExtract();
    const report = await run(await deliver({ barn }), { onProgress: (p) => steps.push(p.step) });
    await run(await folderOf({ "barn.csv": "barn_id\nB1\n" }));
    expect(steps).toEqual(["Läser barn.csv", "Kontrollerar barn.csv", "Sparar barn.csv"]);
    const seen = await inMunicipality(database.app, municipality.id, async (tx) => ({
      runs: (
        await sql`select id, status, rows_read, rows_total, report->'errorCount' as errors from extract.import_run order by id = ${report.runId} desc`.execute(
          tx,
        )
      ).rows,
      files: (await sql`select file from extract.delivered_file`.execute(tx)).rows,
      events: (await sql`select action, kind from audit.event`.execute(tx)).rows,
    }));
    expect(seen.runs).toEqual([
      { id: report.runId, status: "klar", rows_read: 2, rows_total: 2, errors: 0 },
      expect.objectContaining({ status: "fel i data", errors: 2 }),
    ]);
    expect(seen.files).toEqual([{ file: "barn" }]);
    expect(seen.events).toEqual([{ action: "exchange.import", kind: "write" }]);
  });

  it("closes the run that a killed process left open", async () => {
    await inMunicipality(database.app, municipality.id, (tx) =>
      sql`insert into extract.import_run (municipality_id, id, started_at, source_name, status)
        values (${municipality.id}, gen_random_uuid(), ${new Date("2024-02-29T10:00:00Z")}, 'gammal', 'pågår')`.execute(tx),
    );
    await run(await deliver(soundExtract()));
    const { rows } = await inMunicipality(database.app, municipality.id, (tx) =>
      sql`select source_name, status from extract.import_run order by started_at`.execute(tx),
    );
    expect(rows).toEqual([
      { source_name: "gammal", status: "avbruten" },
      { source_name: "uttag", status: "klar" },
    ]);
  });

  it("stops when told to, and changes nothing", async () => {
    const stop = new AbortController();
    const stopped = await importExtract(database, municipality, await deliver(soundExtract()), {
      now,
      startedBy: null,
      signal: stop.signal,
      onProgress: (p) => (p.step.startsWith("Läser samtal") ? stop.abort() : undefined),
    });
    expect(stopped).toMatchObject({ ok: false, error: { code: "import-stopped" } });
    expect(Object.values(await stored()).flat()).toEqual([]);
  });

  it("refuses a second import of the same municipality at the same time, a lone file and a path that is not there", async () => {
    const source = await deliver(soundExtract());
    const [first, second] = await Promise.all([1, 2].map(() => importExtract(database, municipality, source, { now, startedBy: null })));
    expect([first?.ok, second?.ok].toSorted()).toContain(true);
    expect(await importExtract(database, municipality, `${source}/barn.csv`, { now, startedBy: null })).toMatchObject({
      error: { code: "not-a-delivery" },
    });
    expect(await importExtract(database, municipality, `${source}/nej`, { now, startedBy: null })).toMatchObject({
      error: { code: "source-missing" },
    });
    expect(await importExtract(database, municipality, source, { now, startedBy: null, replace: true, skipErrors: true })).toMatchObject({
      error: { code: "options-exclude" },
    });
  });
});
