import { createWriteStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { csvOf, deliver, encode, folderOf, scratch, soundExtract, tableOf, zipOf } from "../../../tests/extracts/build.ts";
import type { Extract } from "../../../tests/extracts/build.ts";
import { testIdentities } from "../../../demo/municipality.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { describeFinding, Findings } from "./check/findings.ts";
import type { FileName } from "./format.ts";
import { importExtract } from "./import-extract.ts";
import { openDelivery } from "./read/source.ts";
import type { ImportReport } from "./report.ts";

const now = new Date("2024-03-01T10:00:00Z");

/** The sound delivery with one row's columns changed. */
function withRow(file: FileName, at: number, change: Record<string, string>): Extract {
  const extract = soundExtract();
  return { ...extract, [file]: extract[file].map((row, i) => (i === at ? { ...row, ...change } : row)) };
}
/** The sound delivery with one more row. */
function andRow(file: FileName, row: Record<string, string>): Extract {
  const extract = soundExtract();
  return { ...extract, [file]: [...extract[file], row] };
}
const barn = "barn_id,kon,fodelsedatum\n";
const [number = "", otherNumber = ""] = testIdentities.children;
const dayOf = (n: string): string => `${n.slice(0, 4)}-${n.slice(4, 6)}-${n.slice(6, 8)}`;
const wrongDigit = `${number.slice(0, 11)}${(Number(number[11]) + 1) % 10}`;
const child = { barn_id: "B3", kon: "flicka", fodelsedatum: "2015-01-01" };
const conversation = {
  samtal_id: "S9",
  barn_id: "B1",
  fas: "utredning",
  utredning_id: "U1",
  datum: "2023-03-02",
  form: "enskilt",
  status: "genomfört",
};

type Case = [name: string, source: () => Promise<string>, code: string, place: string, words: RegExp];

const errors: Case[] = [
  ["a code that does not exist", () => deliver(withRow("samtal", 1, { form: "enskild" })), "unknown-code", "samtal.csv, rad 3, kolumn form", /^samtal\.csv, rad 3, kolumn form: "enskild" är inte en av koderna enskilt, med vårdnadshavare, observation\. Skriv en av dem\.$/],
  ["a code of another file", () => deliver(withRow("insatser", 0, { typ: "anmälan" })), "unknown-code", "insatser.csv, rad 2, kolumn typ", /Koden hör till aktualiseringar\.csv, kolumn typ/],
  ["a day that does not exist", () => deliver(withRow("utredningar", 0, { inledd: "2023-02-29" })), "invalid-date", "utredningar.csv, rad 2, kolumn inledd", /finns inte i kalendern/],
  ["a date written otherwise", () => deliver(withRow("samtal", 0, { datum: "1/3 2023" })), "invalid-date", "samtal.csv, rad 2, kolumn datum", /ÅÅÅÅ-MM-DD/],
  ["a time without a clock", () => deliver(withRow("aktualiseringar", 0, { skyddsbedomning_gjord: "2023-02-01" })), "invalid-time", "aktualiseringar.csv, rad 2, kolumn skyddsbedomning_gjord", /ÅÅÅÅ-MM-DDTHH:MM/],
  ["a value that is neither ja nor nej", () => deliver(withRow("barn", 1, { skyddade_uppgifter: "1" })), "unknown-code", "barn.csv, rad 3, kolumn skyddade_uppgifter", /varken ja eller nej/],
  ["a required value left out", () => deliver(withRow("insatser", 0, { mottagare: " " })), "missing-value", "insatser.csv, rad 2, kolumn mottagare", /värdet saknas/],
  ["the same id twice", () => deliver(andRow("samtal", { ...conversation, samtal_id: "S1" })), "duplicate-id", "samtal.csv, rad 4, kolumn samtal_id", /finns redan på rad 2/],
  ["an unknown child", () => deliver(withRow("utredningar", 1, { barn_id: "B7" })), "unknown-reference", "utredningar.csv, rad 3, kolumn barn_id", /varken i barn\.csv eller i en tidigare leverans/],
  ["an unknown investigation", () => deliver(withRow("samtal", 0, { utredning_id: "U7" })), "unknown-reference", "samtal.csv, rad 2, kolumn utredning_id", /utredningar\.csv/],
  ["an unknown intervention", () => deliver(withRow("samtal", 1, { insats_id: "I7" })), "unknown-reference", "samtal.csv, rad 3, kolumn insats_id", /insatser\.csv/],
  ["another child's investigation", () => deliver(withRow("samtal", 0, { utredning_id: "U2" })), "other-child", "samtal.csv, rad 2, kolumn utredning_id", /hör till ett annat barn/],
  ["another child's intervention", () => deliver(withRow("uteblivna_samtal", 0, { insats_id: "I1" })), "other-child", "uteblivna_samtal.csv, rad 2, kolumn insats_id", /insatsen hör till ett annat barn/],
  ["an end before its start", () => deliver(withRow("utredningar", 0, { avslutad: "2023-02-09" })), "end-before-start", "utredningar.csv, rad 2, kolumn avslutad", /avslutad \(2023-02-09\) ligger före inledd \(2023-02-10\)/],
  ["an intervention that ended before it began", () => deliver(withRow("insatser", 0, { slutade: "2023-06-30" })), "end-before-start", "insatser.csv, rad 2, kolumn slutade", /slutade/],
  ["an extension before the start", () => deliver(withRow("utredningar", 1, { forlangd_till: "2023-01-01" })), "end-before-start", "utredningar.csv, rad 3, kolumn forlangd_till", /forlangd_till/],
  ["a wrong check digit", () => deliver(andRow("barn", { ...child, personnummer: wrongDigit })), "invalid-identity-number", "barn.csv, rad 4, kolumn personnummer", /kontrollsiffran/],
  ["an identity number that is too short", () => deliver(andRow("barn", { ...child, personnummer: "20150101" })), "invalid-identity-number", "barn.csv, rad 4, kolumn personnummer", /12 eller 10 siffror/],
  ["the same identity number on two children", () => deliver({ barn: [{ ...child, fodelsedatum: dayOf(number), personnummer: number }, { ...child, barn_id: "B4", fodelsedatum: dayOf(number), personnummer: `${number.slice(2, 8)}-${number.slice(8)}` }] }), "shared-identity-number", "barn.csv, rad 3, kolumn personnummer", /finns på rad 2 under ett annat barn_id/],
  ["a birth to come", () => deliver(withRow("barn", 0, { fodelsedatum: "2024-03-02" })), "future-birth-date", "barn.csv, rad 2, kolumn fodelsedatum", /framtiden/],
  ["a conversation before birth", () => deliver(andRow("samtal", { ...conversation, datum: "2014-02-28" })), "before-birth", "samtal.csv, rad 4, kolumn datum", /före barnets födelsedatum/],
  ["an id that Excel has rounded", () => deliver(withRow("samtal", 1, { samtal_id: "1,23457E+11" })), "excel-rounded", "samtal.csv, rad 3, kolumn samtal_id", /avrundat/],
  ["a formula's fault", () => deliver(withRow("utredningar", 1, { enhet: "#SAKNAS!" })), "excel-error", "utredningar.csv, rad 3, kolumn enhet", /formelfel/],
  ["a missing column", () => folderOf({ "barn.csv": "barn_id,kon\nB1,flicka\n" }), "missing-column", "barn.csv, rad 1, kolumn fodelsedatum", /obligatoriska kolumnen saknas/],
  ["a column twice", () => folderOf({ "barn.csv": "barn_id,kon,Kon,fodelsedatum\nB1,flicka,flicka,2014-01-01\n" }), "duplicate-column", "barn.csv, rad 1, kolumn kon", /två gånger/],
  ["a missing barn.csv", () => deliver({ samtal: [conversation] }), "missing-file", "barn.csv", /saknas i leveransen/],
  ["an empty file", () => folderOf({ "barn.csv": barn, "samtal.csv": "" }), "empty-file", "samtal.csv", /filen är tom/],
  ["a file of blank lines", () => folderOf({ "barn.csv": "\n\n  \n" }), "empty-file", "barn.csv", /filen är tom/],
  ["too few fields, after a text of two lines", () => folderOf({ "barn.csv": `${barn}"B\n1",flicka,2014-01-01\n\nB2,pojke\n` }), "wrong-field-count", "barn.csv, rad 5", /raden har 2 fält men rubrikraden har 3/],
  ["too many fields", () => folderOf({ "barn.csv": `${barn}B1,flicka,2014-01-01,x\n` }), "wrong-field-count", "barn.csv, rad 2", /4 fält/],
  ["a quote that is never closed", () => folderOf({ "barn.csv": `${barn}B1,flicka,2014-01-01\nB2,"pojke,2014-01-01\nB3,pojke,2014-01-01\n` }), "quote-not-closed", "barn.csv, rad 3", /stängs aldrig/],
  ["a quote in the middle of a value", () => folderOf({ "barn.csv": `${barn}B1,flicka,2014-01-01\nB2,po"jke,2014-01-01\n` }), "invalid-quote", "barn.csv, rad 3", /mitt i ett värde/],
  ["null bytes", () => folderOf({ "barn.csv": `${barn}B1,fl\u0000icka,2014-01-01\n` }), "null-byte", "barn.csv, rad 2, kolumn kon", /nolltecken/],
  ["a mark for UTF-8 before other bytes", () => folderOf({ "barn.csv": Buffer.concat([encode(barn, "utf-8-bom"), encode("B1,okänt,2014-01-01\n", "windows-1252")]) }), "mixed-encoding", "barn.csv", /annan kodning/],
  ["two encodings in one file", () => folderOf({ "barn.csv": Buffer.concat([encode(`${barn}B1,okänt,2014-01-01\n`), encode("B2,okänt,2014-01-01\n", "windows-1252")]) }), "mixed-encoding", "barn.csv, rad 2, kolumn kon", /trasiga å, ä eller ö/],
  ["the same file twice", () => zipOf({ "a/barn.csv": `${barn}B1,flicka,2014-01-01\n`, "b/BARN.CSV": `${barn}B1,flicka,2014-01-01\n` }), "duplicate-file", "barn.csv", /två gånger/],
  ["a zip that is cut off", async () => cutOff(await zipOf({ "barn.csv": barn })), "invalid-zip", "uttag.zip", /skadat/],
  ["a workbook that is no workbook", () => zipOf({ "xl/workbook.xml": "<workbook><sheets>", "xl/_rels/workbook.xml.rels": "<Relationships/>" }), "invalid-workbook", "uttag.zip", /arbetsboken går inte att läsa/],
]; // prettier-ignore

const warnings: Case[] = [
  ["an unknown column", () => folderOf({ "barn.csv": "barn_id,kon,fodelsedatum,namn\nB1,flicka,2014-01-01,Xx\n" }), "unknown-column", "barn.csv, rad 1, kolumn namn", /läses inte/],
  ["an unknown file", () => folderOf({ "barn.csv": `${barn}B1,flicka,2014-01-01\n`, "ärenden.csv": "a\n" }), "unknown-file", "ärenden.csv", /läses inte/],
  ["a number of another day", () => deliver(andRow("barn", { ...child, personnummer: otherNumber })), "identity-number-other-day", "barn.csv, rad 4, kolumn personnummer", /annat än fodelsedatum/],
  ["planning tied to an investigation alone", () => deliver(andRow("samtal", { ...conversation, fas: "planering" })), "tie-missing", "samtal.csv, rad 4, kolumn insats_id", /räknas därför inte/],
  ["planning of a placement", () => deliver({ ...withRow("insatser", 0, { typ: "HVB" }) }), "placement-not-counted", "samtal.csv, rad 3, kolumn insats_id", /placering/],
  ["the same reason twice", () => deliver(andRow("uteblivna_samtal", { barn_id: "B2", fas: "utredning", utredning_id: "U2", skal: "Låg ålder " })), "repeated-row", "uteblivna_samtal.csv, rad 3, kolumn barn_id", /räknas en gång/],
  ["a conversation to come", () => deliver(withRow("samtal", 0, { datum: "2024-03-02" })), "future-date", "samtal.csv, rad 2, kolumn datum", /framtiden/],
]; // prettier-ignore

async function cutOff(path: string): Promise<string> {
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, bytes.length - 30));
  return path;
}

describe("a broken delivery", () => {
  let database: TestDatabase;
  let municipality: { id: number; code: string };
  beforeAll(async () => {
    database = await createTestDatabase();
    municipality = { id: await addMunicipality(database, { code: "0001", name: "Provkommun" }), code: "0001" };
  });
  afterAll(async () => database.drop());

  async function run(source: string): Promise<ImportReport> {
    return valueOf(await importExtract(database, municipality, source, { now, startedBy: null }));
  }
  const placeOf = (text: string): string => text.slice(0, text.indexOf(": "));

  it.each(errors)("tells of %s, once, where it is", async (_, source, code, place, words) => {
    const report = await run(await source());
    const texts = report.errors.map(describeFinding);
    expect(report.status).toBe("fel i data");
    expect(report.errors.map((e) => e.code)).toEqual([code]);
    expect(texts.map(placeOf)).toEqual([place]);
    expect(texts[0]).toMatch(words);
  });

  it.each(warnings)("warns of %s and imports", async (_, source, code, place, words) => {
    const report = await run(await source());
    const texts = report.warnings.map(describeFinding);
    expect(report.errors).toEqual([]);
    expect(report.warnings.map((w) => w.code)).toEqual([code]);
    expect(texts.map(placeOf)).toEqual([place]);
    expect(texts[0]).toMatch(words);
  });

  it("never repeats an identity number, wherever it stands", async () => {
    const table = tableOf("samtal", soundExtract().samtal);
    const moved = table.map((row, i) =>
      i === 0 ? row : row.map((cell, at) => (cell === "" ? cell : [2, 5, 6, 8].includes(at) ? number : cell)),
    );
    const source = await folderOf({
      "barn.csv": `${barn}B1,${number},${number}\n${number},flicka,2014-01-01\n${number},flicka,2014-01-01\n`,
      "samtal.csv": csvOf(moved),
    });
    const report = await run(source);
    expect(report.errorCount).toBeGreaterThan(8);
    expect(JSON.stringify(report)).not.toContain(number);
  });

  it("counts a hundred thousand errors without keeping them all", async () => {
    const lines = Array.from({ length: 100_000 }, (_, i) => `B${i},x,2014-01-01\n`).join("");
    const report = await run(await folderOf({ "barn.csv": barn + lines }));
    expect([report.errorCount, report.errors.length]).toEqual([100_000, 10_000]);
    expect(report.counts).toEqual([{ severity: "error", code: "unknown-code", file: "barn.csv", column: "kon", count: 100_000 }]);
  });

  it("unpacks no more than it may, whatever the package says about itself", async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.alloc(5_000_000, "a"), "barn.csv");
    zip.end();
    const path = join(await scratch(), "bomb.zip");
    await pipeline(zip.outputStream, createWriteStream(path));
    const findings = new Findings();
    await openDelivery(path, findings, 1_000_000);
    expect(findings.list("error", []).map((f) => f.code)).toEqual(["zip-too-large"]);
  });

  it("takes nothing from outside a package", async () => {
    const path = await zipOf({ "xx/barn.csv": `${barn}B1,flicka,2014-01-01\n` });
    const bytes = await readFile(path);
    await writeFile(path, Buffer.from(bytes.toString("latin1").replaceAll("xx/barn.csv", "../barn.csv"), "latin1"));
    expect((await run(path)).errors.map((e) => e.code)).toEqual(["invalid-zip"]);
  });
});
