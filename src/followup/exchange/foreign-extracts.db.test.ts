import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { folderOf, scratch, workbookOf, zipOf } from "../../../tests/extracts/build.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { inMunicipality } from "../../platform/database/connect.ts";
import { describeFinding } from "./check/findings.ts";
import { importExtract } from "./import-extract.ts";
import type { ImportOptions } from "./import-extract.ts";

const now = new Date("2026-03-01T10:00:00Z");
const text = (value: string, at: string): string => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const header = (...names: string[]): string => `<row r="1">${names.map((name, i) => text(name, `${"ABCDEF"[i]}1`)).join("")}</row>`;
const child = (row: number, born: string): string =>
  `<row r="${row}">${text(`B${row}`, `A${row}`)}${text("flicka", `B${row}`)}${born}</row>`;
const barn = header("barn_id", "kon", "fodelsedatum");

let database: TestDatabase;
let municipality: { id: number; code: string };
let next = 2000;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  const code = String(++next);
  municipality = { id: await addMunicipality(database, { code, name: `Kommun ${code}` }), code };
});
afterAll(async () => database.drop());

const bring = (source: string, options: Partial<ImportOptions> = {}) =>
  importExtract(database, municipality, source, { now, startedBy: null, ...options });
const read = async (source: string, options: Partial<ImportOptions> = {}) => valueOf(await bring(source, options));
async function rows(table: string, columns: string): Promise<unknown[]> {
  const found = await inMunicipality(database.app, municipality.id, (tx) =>
    sql.raw(`select ${columns} from extract.${table} order by external_id`).execute(tx),
  );
  return found.rows;
}

describe("a number in a workbook is a day only where the cell's style is one", () => {
  const dayStyles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>';
  const own =
    '<numFmts><numFmt numFmtId="170" formatCode="[$-41D]d mmmm\\ yyyy;@"/><numFmt numFmtId="171" formatCode="&quot;dag &quot;0"/></numFmts>';

  it.each([
    ["a year", "2015"],
    ["a day's number", "41640"],
    ["a birth date without hyphens", "20150203"],
    ["a fraction", "0.5"],
  ])("%s without a style is an error that names the cell and shows what was read", async (_, number) => {
    const report = await read(await workbookOf({ barn: barn + child(2, `<c r="C2"><v>${number}</v></c>`) }));
    expect(report.status).toBe("fel i data");
    expect(report.errors.map(describeFinding)[0]).toContain(
      `bladet barn, rad 2, kolumn fodelsedatum: cell C2 är talet ${number} och inte ett datum.`,
    );
    expect(await rows("child", "id")).toEqual([]);
  });

  it.each([
    ["a built-in style", 1, "2014-01-01"],
    ["a style of the program's own", 2, "2014-01-01"],
  ])("%s of days gives the day", async (_, style, day) => {
    expect(
      (await read(await workbookOf({ barn: barn + child(2, `<c r="C2" s="${style}"><v>41640</v></c>`) }, own + dayStyles))).status,
    ).toBe("klar");
    expect(await rows("child", "birth_date")).toEqual([{ birth_date: day }]);
  });

  it.each(["18", "20", "45", "172", "173"])(
    "a style of a time alone (%s) is no style of days: it hides which day it is",
    async (format) => {
      const styles = `<numFmts><numFmt numFmtId="172" formatCode="h:mm"/><numFmt numFmtId="173" formatCode="[h]:mm;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="${format}"/></cellXfs>`;
      const report = await read(await workbookOf({ barn: barn + child(2, '<c r="C2" s="1"><v>41640</v></c>') }, styles));
      expect(report.errors[0]?.code).toBe("number-not-date");
    },
  );

  it.each(["41640.99999", "41640.9999999", "41640.999988426"])("the last seconds of a day are never the next day: %s", async (number) => {
    const report = await read(await workbookOf({ barn: barn + child(2, `<c r="C2" s="1"><v>${number}</v></c>`) }, own + dayStyles));
    expect(report.errors.map(describeFinding)[0]).toContain('"2014-01-01T23:59" är inte ett datum');
    expect(await rows("child", "id")).toEqual([]);
  });

  it("a style whose quoted words have a d in them is no style of days", async () => {
    const report = await read(await workbookOf({ barn: barn + child(2, '<c r="C2" s="3"><v>41640</v></c>') }, own + dayStyles));
    expect(report.errors[0]?.code).toBe("number-not-date");
  });
});

describe("a workbook that does not hold what it shows", () => {
  it.each([
    ["a day", "fodelsedatum", '<c r="C2"><f>TODAY()</f></c>', barn],
    [
      "a text",
      "fodelseland",
      `${text("2014-01-01", "C2")}<c r="D2" t="str"><f>A1</f></c>`,
      header("barn_id", "kon", "fodelsedatum", "fodelseland"),
    ],
  ])("a formula without a result where %s belongs is an error that names the cell", async (_, column, cells, head) => {
    const report = await read(await workbookOf({ barn: head + child(2, cells) }));
    expect(report.errors.map(({ code, column: at, row }) => [code, at, row])).toEqual([["formula-without-result", column, 2]]);
    expect(report.errors[0]?.message).toMatch(/^cell [CD]2 har en formel/);
  });

  it("a formula whose result is an empty text is an empty cell", async () => {
    const head = header("barn_id", "kon", "fodelsedatum", "fodelseland");
    const report = await read(
      await workbookOf({ barn: head + child(2, `${text("2014-01-01", "C2")}<c r="D2" t="str"><f>""</f><v></v></c>`) }),
    );
    expect(report.errors).toEqual([]);
  });

  it("a shared text that is not there is not an empty cell", async () => {
    const report = await read(await workbookOf({ barn: `${barn}<row r="2"><c r="A2" t="s"><v>7</v></c></row>` }));
    expect(report.errors[0]?.code).toBe("invalid-workbook");
  });

  it.each([
    ["letters for a number", '<row r="x">'],
    ["nought", '<row r="0">'],
    ["a fraction", '<row r="2.5">'],
    ["the number of an earlier row", '<row r="1">'],
  ])("a row whose number is %s is an error with file and row", async (_, row) => {
    const report = await read(await workbookOf({ barn: `${barn}${row}${text("B1", "A2")}</row>` }));
    expect(report.errors.map(({ code, file, row: at }) => [code, file, at])).toEqual([["invalid-row-number", "bladet barn", 2]]);
  });

  it.each([["A3"], ["2A"], ["a2"], ["ÅÄ2"], ["A1"]])("a cell of row 2 that calls itself %s is an error with file and row", async (name) => {
    const report = await read(await workbookOf({ barn: `${barn}<row r="2">${text("B1", name)}</row>` }));
    expect(report.errors.map(({ code, row }) => [code, row])).toEqual([["invalid-row-number", 2]]);
  });
});

describe("columns and cells that are left out", () => {
  const full = {
    "barn.csv": "barn_id,kon,fodelsedatum,skyddade_uppgifter,fodelseland\nB0,pojke,2014-01-01,ja,Sverige\nB1,flicka,2014-01-02,nej,\n",
    "utredningar.csv": "utredning_id,barn_id,inledd,avslutad,resultat\nU0,B0,2022-02-01,2022-06-01,öppen insats\nU1,B1,2022-02-01,,\n",
  };
  const bare = {
    "barn.csv": "barn_id,kon,fodelsedatum\nB0,pojke,2014-01-01\nB1,flicka,2014-01-02\n",
    "utredningar.csv": "utredning_id,barn_id,inledd\nU0,B0,2022-02-01\nU1,B1,2022-02-01\n",
  };

  it.each([{}, { replace: true }])("an absent column leaves what is there alone and says so, with %j", async (options) => {
    await read(await folderOf(full));
    const before = [await rows("child", "protected_identity, country_of_birth"), await rows("investigation", "ended_on, outcome")];
    const report = await read(await folderOf(bare), options);
    expect(report.files.map(({ changed, unchanged }) => [changed, unchanged])).toEqual([
      [0, 2],
      [0, 2],
    ]);
    expect(await Promise.all([rows("child", "protected_identity, country_of_birth"), rows("investigation", "ended_on, outcome")])).toEqual(
      before,
    );
    expect(
      report.warnings
        .filter(({ code }) => code === "column-kept")
        .map(({ file, column, message }) => [file, column, message.split(".")[1]?.trim()]),
    ).toEqual([
      ["barn.csv", "skyddade_uppgifter", "2 rader har kvar det som en tidigare leverans sa"],
      ["barn.csv", "fodelseland", "En rad har kvar det som en tidigare leverans sa"],
      ["utredningar.csv", "avslutad", "En rad har kvar det som en tidigare leverans sa"],
      ["utredningar.csv", "resultat", "En rad har kvar det som en tidigare leverans sa"],
    ]);
  });

  it("an empty cell of a column that is there empties", async () => {
    await read(await folderOf(full));
    const emptied = { ...bare, "barn.csv": "barn_id,kon,fodelsedatum,fodelseland\nB0,pojke,2014-01-01,\nB1,flicka,2014-01-02,\n" };
    expect((await read(await folderOf(emptied))).files[0]).toMatchObject({ changed: 1 });
    expect(await rows("child", "protected_identity, country_of_birth")).toEqual([
      { protected_identity: true, country_of_birth: null },
      { protected_identity: false, country_of_birth: null },
    ]);
  });

  it("a new start after an end that is kept is an error at its row, not a fault of ours", async () => {
    await read(await folderOf(full));
    const later = { ...bare, "utredningar.csv": "utredning_id,barn_id,inledd\nU1,B1,2023-02-01\nU0,B0,2023-02-01\n" };
    const report = await read(await folderOf(later));
    expect(report.errors.map(({ code, row, column }) => [code, row, column])).toEqual([["start-after-kept-end", 3, "inledd"]]);
  });

  it("a column that is kept may not be left pointing at what a replacing delivery removes", async () => {
    const files = {
      ...full,
      "insatser.csv": "insats_id,barn_id,utredning_id,typ,mottagare,beviljad\nI0,B0,U0,familjebehandling,familjen,2022-06-01\n",
    };
    await read(await folderOf(files));
    const fewer = {
      "barn.csv": bare["barn.csv"],
      "utredningar.csv": "utredning_id,barn_id,inledd\nU1,B1,2022-02-01\n",
      "insatser.csv": "insats_id,barn_id,typ,mottagare,beviljad\nI0,B0,familjebehandling,familjen,2022-06-01\n",
    };
    const report = await read(await folderOf(fewer), { replace: true });
    expect(report.errors.map(({ code, file }) => [code, file])).toEqual([["replace-orphans", "insatser.csv"]]);
    expect(report.errors[0]?.message).toContain("kolumnen utredning_id");
  });

  it("empty cells at the end of a row may be left out where they are optional, and not where a required value is among them", async () => {
    const head = "barn_id;kon;fodelsedatum;fodelseland;tolkbehov\n";
    const report = await read(
      await folderOf({ "barn.csv": `${head}B1;flicka;2014-01-01;Sverige;\nB2;pojke;2014-01-02\nB3;pojke;2014-01-03;;;\n` }),
    );
    expect([report.status, report.files[0]?.added]).toEqual(["klar", 3]);
    const cut = await read(await folderOf({ "barn.csv": `${head}B4;flicka\n` }));
    expect(cut.errors.map(({ code, row }) => [code, row])).toEqual([["wrong-field-count", 2]]);
  });

  it("warns of who is 18 before the first day that the delivery tells of", async () => {
    const report = await read(
      await folderOf({
        "barn.csv": "barn_id,kon,fodelsedatum\nB0,pojke,2004-02-01\nB1,flicka,2004-02-02\nB2,flicka,1905-07-07\n",
        "utredningar.csv": "utredning_id,barn_id,inledd\nU0,B0,2022-02-01\nU1,B1,2022-02-01\n",
      }),
    );
    expect(report.warnings.filter(({ code }) => code === "adult").map(({ row }) => row)).toEqual([2, 4]);
  });
});

describe("text in every encoding and with every separator", () => {
  it("a null byte is an error with row and column, in UTF-8 as in UTF-16", async () => {
    const csv = "barn_id,kon,fodelsedatum,fodelseland\r\nB1,flicka,2014-01-01,Sve\0rige\r\n";
    for (const bytes of [Buffer.from(csv), Buffer.from(`\ufeff${csv}`, "utf16le"), Buffer.from(`\ufeff${csv}`, "utf16le").swap16()]) {
      const report = await read(await folderOf({ "barn.csv": bytes }));
      expect(report.errors.map(({ code, row, column }) => [code, row, column])).toEqual([["null-byte", 2, "fodelseland"]]);
    }
  });

  it.each([[";"], ["|"], ["^"], ["\t"]])(
    "the line sep=%s is read and skipped, and rows keep the numbers that a person sees",
    async (separator) => {
      const line = (...cells: string[]): string => `${cells.join(separator)}\r\n`;
      const report = await read(
        await folderOf({
          "barn.csv": `\ufeffsep=${separator}\r\n${line("barn_id", "kon", "fodelsedatum")}${line("B1", "flicka", "2014-01-01")}${line("B2", "flika", "2014-01-01")}`,
        }),
        { skipErrors: true },
      );
      expect(report.errors.map(({ code, row }) => [code, row])).toEqual([["unknown-code", 4]]);
      expect(report.files[0]?.added).toBe(1);
    },
  );
});

describe("what is no delivery is refused in words that say what it is and what to do", () => {
  const bytes: Record<string, Buffer> = {
    "äldre Excel-fil": Buffer.from("d0cf11e0a1b11ae1", "hex"),
    "packad med gzip": Buffer.from("1f8b0800", "hex"),
    "packad med 7-Zip": Buffer.from("377abcaf271c", "hex"),
    "packad med RAR": Buffer.from("Rar!\u001a"),
    "en PDF": Buffer.from("%PDF-1.7"),
    "en webbsida": Buffer.from("<html><table><tr><td>barn_id</td></tr></table></html>"),
    XML: Buffer.from('<?xml version="1.0"?><Workbook/>'),
  };

  it.each(Object.keys(bytes))("a lone file that is %s, and the same inside a folder under the name of a table", async (what) => {
    const lone = join(await scratch(), "uttag");
    await writeFile(lone, bytes[what] ?? "");
    const alone = await bring(lone);
    expect(!alone.ok && [alone.error.code, alone.error.message.includes(what), (alone.error.hint ?? "") !== ""]).toEqual([
      "not-a-delivery",
      true,
      true,
    ]);
    const inside = await read(await folderOf({ "barn.csv": bytes[what] ?? "" }));
    expect(inside.errors.map(describeFinding)[0]).toContain(what);
  });

  it("a binary workbook, a document and a workbook of Numbers", async () => {
    for (const [entry, what] of [
      ["xl/workbook.bin", ".xlsb"],
      ["word/document.xml", "Word"],
      ["Index/Document.iwa", "Numbers"],
    ] as const) {
      const refused = await bring(await zipOf({ [entry]: "x" }));
      expect(!refused.ok && [refused.error.code, refused.error.message.includes(what)]).toEqual(["not-a-delivery", true]);
    }
  });

  it.each([
    ["uttag.zip", "ett paket inne i leveransen"],
    ["uttag.xlsx", "en arbetsbok"],
    ["uttag.xlsb", "en binär arbetsbok"],
    ["barn.txt", "en textfil med ett annat namn än .csv"],
  ])("%s inside a zip is an error where there is nothing else, and a warning beside the tables", async (name, what) => {
    const alone = await read(await zipOf({ [name]: "PK" }));
    expect(alone.errors.map(describeFinding).some((line) => line.includes(what) && line.includes(name))).toBe(true);
    const beside = await read(await zipOf({ [name]: "PK", "barn.csv": "barn_id,kon,fodelsedatum\nB1,flicka,2014-01-01\n" }));
    expect([beside.status, beside.warnings.map(({ code, file }) => [code, file])]).toEqual(["klar", [["foreign-file", name]]]);
  });
});
