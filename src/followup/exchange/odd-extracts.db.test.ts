import { execFileSync } from "node:child_process";
import { rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { folderOf, scratch, zipOf } from "../../../tests/extracts/build.ts";
import { inMunicipality } from "../../platform/database/connect.ts";
import { describeFinding } from "./check/findings.ts";
import { importExtract } from "./import-extract.ts";

/** Deliveries that were once read as something else than they are, or never came to an end. */
const table = "barn_id;kon;fodelsedatum\nB1;flicka;2014-01-02\nB2;pojke;2015-03-04\n";
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, "utf16le");

let database: TestDatabase;
let municipality: { id: number; code: string };
let next = 2600;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  const code = String(++next);
  municipality = { id: await addMunicipality(database, { code, name: `Kommun ${code}` }), code };
});
afterAll(async () => database.drop());

/** What was said first, and which children were taken in. */
async function bring(source: string): Promise<{ said: string; children: string[] }> {
  const result = await importExtract(database, municipality, source, { now: new Date("2026-03-01T10:00:00Z"), startedBy: null });
  const { rows } = await inMunicipality(database.app, municipality.id, (tx) =>
    sql<{ id: string }>`select external_id as id from extract.child order by 1`.execute(tx),
  );
  const children = rows.map((row) => row.id);
  if (!result.ok) return { said: `${result.error.message} ${result.error.hint ?? ""}`, children };
  const [first] = [...result.value.errors, ...result.value.warnings];
  return { said: first ? describeFinding(first) : result.value.status, children };
}

describe("what is no plain file is never waited for", () => {
  it("a pipe in the folder, a link to a device, and a pipe as the delivery", async () => {
    const folder = await folderOf({ "barn.csv": table });
    execFileSync("mkfifo", [join(folder, "samtal.csv")]);
    expect((await bring(folder)).said).toContain("samtal.csv: det som heter så är ingen vanlig fil.");
    const linked = await folderOf({ "barn.csv": table });
    await symlink("/dev/zero", join(linked, "samtal.csv"));
    expect((await bring(linked)).said).toContain("ingen vanlig fil");
    expect((await bring(join(folder, "samtal.csv"))).said).toContain("varken en mapp eller en vanlig fil");
  });

  it("a link to a plain file is that file", async () => {
    const folder = await scratch();
    await symlink(join(await folderOf({ "x.csv": table }), "x.csv"), join(folder, "barn.csv"));
    expect(await bring(folder)).toEqual({ said: "klar", children: ["B1", "B2"] });
  });
});

describe("what was damaged on the way is never taken for what was sent", () => {
  it("a package whose content does not agree with its checksum", async () => {
    const path = join(await scratch(), "uttag.zip");
    const bytes = storedZip("barn.csv", table);
    bytes.write("C", bytes.indexOf("B1"));
    await writeFile(path, bytes);
    const { said, children } = await bring(path);
    expect(said).toContain("paketet är skadat");
    expect(children).toEqual([]);
  });

  it.each([
    ["half a sign inside", utf16(table.replace("B1", "B\ud83d1"))],
    ["half a sign at the end", utf16(table).subarray(0, -1)],
  ])("UTF-16 with %s", async (_, bytes) => {
    expect(await bring(await folderOf({ "barn.csv": bytes }))).toEqual({
      said: expect.stringContaining("ett tecken som är trasigt") as string,
      children: [],
    });
  });
});

describe("what a file is, is said", () => {
  it.each([
    ["SYLK", 'ID;PWXL;N;E\nC;Y1;X1;K"barn_id"\n', "en SYLK-fil"],
    ["DIF", 'TABLE\r\n0,1\r\n"EXCEL"\r\n', "en DIF-fil"],
    ["JSON", '[{"barn_id":"B1","kon":"flicka"}]', "JSON"],
    ["JSON of an object", '{ "barn": [] }', "JSON"],
    ["a tar", `barn.csv${"\0".repeat(249)}ustar\0`, "packad med tar"],
  ])("%s with the name of a table", async (_, text, what) => {
    expect((await bring(await folderOf({ "barn.csv": text }))).said).toContain(what);
  });

  it("a package whose files are packed in a way that is not read", async () => {
    const path = join(await scratch(), "uttag.zip");
    const bytes = storedZip("barn.csv", table);
    // Method 12, bzip2, in both headers.
    bytes.writeUInt16LE(12, 8);
    bytes.writeUInt16LE(12, bytes.indexOf("PK\u0001\u0002") + 10);
    await writeFile(path, bytes);
    expect((await bring(path)).said).toContain("packad på ett sätt som inte läses");
  });

  it("columns parted by pipes are read", async () => {
    expect(await bring(await folderOf({ "barn.csv": table.replaceAll(";", "|") }))).toEqual({ said: "klar", children: ["B1", "B2"] });
  });
});

describe("letters that were broken on the way are never kept as if they had been sent", () => {
  it.each([
    ["a sign that was given up", table.replace("B1", "B\ufffd1")],
    ["å of DOS", Buffer.from(table.replace("flicka", "Sm\u0086land"), "latin1")],
    ["å of an old Mac", Buffer.from(table.replace("flicka", "Sm\u008cland"), "latin1")],
  ])("%s", async (_, bytes) => {
    expect(await bring(await folderOf({ "barn.csv": bytes }))).toEqual({
      said: expect.stringContaining("texten har trasiga å, ä eller ö") as string,
      children: [],
    });
  });
});

describe("the line that says the separator, in every dress", () => {
  it.each([
    ["filled up, as Excel saves it again", `sep=;;;\n${table}`],
    ["in quotes and filled up", `"sep=;";;\n${table}`],
    ["a tab in words", `sep=\\t\n${table.replaceAll(";", "\t")}`],
    ["that is not true of the rest", `sep=,\n${table}`],
  ])("%s", async (_, text) => {
    expect(await bring(await folderOf({ "barn.csv": text }))).toEqual({ said: "klar", children: ["B1", "B2"] });
  });
});

it.each([
  ["a title above", `Uttag 2024\n\n${table}`, '"uttag 2024"'],
  ["another separator", table.replaceAll(";", "~"), '"barn_id~kon~fodelsedatum"'],
])("a first line that is no header is said once, with what it begins with: %s", async (_, text, begins) => {
  const { said } = await bring(await folderOf({ "barn.csv": text }));
  expect(said).toContain(`ingen rubrikrad som känns igen: den börjar med ${begins}`);
  expect(said).not.toContain("kolumnen saknas");
});

it("a zero-width sign at an end of an id or a column's name makes it no other", async () => {
  const dirty = table.replace("B1", "\u200bB1\u2060").replace("kon", "kon\u200b");
  expect(await bring(await folderOf({ "barn.csv": dirty }))).toEqual({ said: "klar", children: ["B1", "B2"] });
});

describe("an OpenDocument sheet as other programs leave it", () => {
  const p = (text: string) => `<text:p>${text}</text:p>`;
  const cell = (inside: string, attributes = 'office:value-type="string"') =>
    `<table:table-cell ${attributes}>${inside}</table:table-cell>`;
  const row = (cells: string, attributes = "") => `<table:table-row ${attributes}>${cells}</table:table-row>`;
  const head = row(["barn_id", "kon", "fodelsedatum", "fodelseland"].map((name) => cell(p(name))).join(""));
  const born = cell(p("1 jan"), 'office:value-type="date" office:date-value="2014-01-01"');
  const bringSheet = async (rows: string) => {
    const names = ["office", "table", "text", "draw", "calcext", "dc"].map((name) => `xmlns:${name}="urn:${name}"`).join(" ");
    const table = `<table:table table:name="barn">${head}${rows}</table:table>`;
    const content = `<office:document-content ${names}><office:body><office:spreadsheet>${table}</office:spreadsheet></office:body></office:document-content>`;
    const path = await zipOf({ "content.xml": content, "META-INF/manifest.xml": "<manifest/>" });
    await rename(path, path.replace(/zip$/, "ods"));
    return bring(path.replace(/zip$/, "ods"));
  };
  const comment = `<office:annotation><dc:creator>Karin</dc:creator><dc:date>2026-01-01</dc:date>${p("Ring mamman")}</office:annotation>`;
  const picture = `<draw:frame><draw:text-box>${p("Rubrik")}</draw:text-box></draw:frame>`;

  it.each([
    ["a comment before it", comment + p("B1")],
    ["a comment after it", p("B1") + comment],
    ["a picture with words", picture + p("B1")],
  ])("a cell's value has nothing of what lies beside it: %s", async (_, inside) => {
    expect(await bringSheet(row(cell(inside) + cell(p("flicka")) + born))).toEqual({ said: "klar", children: ["B1"] });
  });

  it.each([
    ["an error", cell(p("Err:502"), 'office:value-type="string" table:formula="of:=X" calcext:value-type="error"'), "ett formelfel"],
    ["no number", cell("", 'office:value-type="float" table:formula="of:=X"'), "en formel utan sparat resultat"],
  ])("a formula that came to %s is an error at its cell", async (_, last, words) => {
    expect((await bringSheet(row(cell(p("B1")) + cell(p("flicka")) + born + last))).said).toContain(words);
  });

  it("a filled row that is repeated beyond the sheet's end is refused at once, and takes no memory", async () => {
    const filled = row(cell(p("B1")) + cell(p("flicka")) + born, 'table:number-rows-repeated="2000000000"');
    expect((await bringSheet(filled)).said).toContain("arbetsboken går inte att läsa");
  });
});

/** A zip of one file that is stored as it is. */
function storedZip(name: string, text: string): Buffer {
  const data = Buffer.from(text);
  const crc = crcOf(data);
  const local = Buffer.alloc(30);
  local.write("PK\u0003\u0004", 0, "latin1");
  local.writeUInt16LE(20, 4);
  local.writeUInt32LE(crc, 14);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(data.length, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.write("PK\u0001\u0002", 0, "latin1");
  central.writeUInt16LE(20, 6);
  central.writeUInt32LE(crc, 16);
  central.writeUInt32LE(data.length, 20);
  central.writeUInt32LE(data.length, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + data.length, 16);
  return Buffer.concat([local, Buffer.from(name), data, central, Buffer.from(name), end]);
}

/** The checksum of zip, written out so that the test does not lean on what it tries. */
function crcOf(data: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
