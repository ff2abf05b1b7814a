import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Table } from "@fortrogen/statistics";
import { readTable } from "./table.ts";

const bytes = (text: string) => new Uint8Array(new TextEncoder().encode(text));
const plain = { missing: ["NA", ""], factors: {} };
const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, "fixtures", name)));
const csv = (text: string, options = {}): Promise<Table> => readTable("a.csv", bytes(text), { ...plain, ...options });

describe("CSV", () => {
  test("quotes, semicolons, missing values, byte order mark, line ends of Windows", async () => {
    const table = await csv('\uFEFFname;n\r\n"a ""b""; c";1\r\nNA;NA\r\n\r\n');
    expect(table.n).toBe(2);
    expect(table.columns.get("name")).toMatchObject({ kind: "factor", levels: ['a "b"; c'], codes: Int32Array.of(0, -1) });
    expect(table.columns.get("n")).toMatchObject({ kind: "numeric", values: Float64Array.of(1, Number.NaN) });
  });

  test("a decimal comma where the separator is a semicolon, and only there", async () => {
    const table = await csv("x;y\n1,5;1\n-0,25;2\n");
    expect(table.columns.get("x")).toMatchObject({ kind: "numeric", values: Float64Array.of(1.5, -0.25) });
    expect((await csv('x,y\n"1,5",1\n')).columns.get("x")?.kind).toBe("factor");
    await expect(csv("x;y\n1,5;1\n2.5;2\n")).rejects.toThrow(/^a.csv:3: "x" has both "1,5" and "2.5"/);
  });

  test("thousands parted by spaces of any kind, a real minus sign, and a decimal comma beside tabs", async () => {
    const table = await csv("x;y\n1 234,5;1\n\u2212 7;2\n".replace("\u2212 7", "\u22127") + "12\u00a0345\u00a0678,25;3\n9\u202f000;4\n");
    expect(table.columns.get("x")).toMatchObject({ kind: "numeric", values: Float64Array.of(1234.5, -7, 12345678.25, 9000) });
    expect((await csv("x\ty\n1,5\t1\n")).columns.get("x")).toMatchObject({ kind: "numeric", values: Float64Array.of(1.5) });
  });

  test.each([
    [".", true],
    ["-", true],
    ["..", true],
    ["NULL", true],
    ["#DIV/0!", true],
    ["n/a", true],
    ["1.234,5", false],
    ["1,234.5", false],
    ["12 %", false],
    ["1'234", false],
    ["250 kr", false],
    ["12 34", false],
  ])("%s among numbers is refused with its line and value, never a level or missing without a word", async (text) => {
    await expect(csv(`x;y\n1;a\n2;b\n${text};c\n3;d\n`)).rejects.toThrow(`a.csv:4: "x" is "${text}"`);
    const named = await csv(`x;y\n1;a\n${text};c\n3;d\n`, { missing: ["", text] });
    expect(named.columns.get("x")).toMatchObject({ kind: "numeric", values: Float64Array.of(1, Number.NaN, 3) });
  });

  test.each(["18–29", "65+", "vet inte", "0114", "10-49"])("%s among numbers is a label", async (text) => {
    expect((await csv(`x;y\n1;a\n2;b\n${text};c\n`)).columns.get("x")?.kind).toBe("factor");
  });

  test.each([
    ["$FL2@(#) SPSS\0\0", /SPSS [(][.]sav[)]/],
    ["$FL3@(#) SPSS\0\0", /SPSS [(][.]sav[)]/],
    ["PK\u0003\u0004\0\0xl/workbook.xml", /workbook of Excel/],
    ["<stata_dta><header>", /Stata/],
    ["PAR1\0\0", /call it [.]parquet/],
    ["%PDF-1.7\n", /a PDF/],
    [`a,b\n${"\u0001\u0002".repeat(40)}`, /binary and no text/],
  ])("%j is no text, and is refused by what it is, whatever the encoding says", async (start, message) => {
    const file = Uint8Array.from(start, (letter) => letter.charCodeAt(0));
    await expect(readTable("a.csv", file, plain)).rejects.toThrow(message);
    await expect(readTable("a.csv", file, { ...plain, encoding: "windows-1252" })).rejects.toThrow(message);
  });

  test("a code with a leading zero is a text; tabs separate; line breaks stand in quotes", async () => {
    const table = await csv('kommun\tn\n0114\t1\n"two\nlines"\t2\n0180\t3\n');
    expect(table.columns.get("kommun")).toMatchObject({ levels: ["0114", "0180", "two\nlines"], codes: Int32Array.of(0, 2, 1) });
    expect((await csv("kommun\n0114\n0180\n")).columns.get("kommun")?.kind).toBe("factor");
  });

  test("levels are given in their order", async () => {
    const table = await csv("sex\nman\nwoman\nNA\n", { factors: { sex: ["woman", "man"] } });
    expect(table.columns.get("sex")).toMatchObject({ levels: ["woman", "man"], codes: Int32Array.of(1, 0, -1) });
  });

  test.each([
    ["a,b\n1,2\n3\n", {}, /^a.csv:3: 1 fields where the header has 2/],
    ['a,b\n"x\ny",2\n3\n', {}, /^a.csv:4: 1 fields/],
    ["a,b\n", {}, /^a.csv: the file has a header and no rows/],
    ["", {}, /^a.csv:1: the file is empty/],
    ["a,a\n1,2\n", {}, /^a.csv:1: two columns are named "a"/],
    ["a,\n1,2\n", {}, /^a.csv:1: column 2 has no name/],
    ['a\n1\n"2\n3\n', {}, /^a.csv:3: a quote is not closed/],
    ['a\n"1"2\n', {}, /^a.csv:2: there is text after a closing quote/],
    ["sex\nwoman\nWomen\n", { factors: { sex: ["woman", "man"] } }, /^a.csv:3: "sex" is "Women".* Did you mean "woman"\?/],
  ])("%j with %j is refused with its line", async (text, options, message) => {
    await expect(csv(text, options)).rejects.toThrow(message);
  });

  test("Windows-1252 is refused with its line, and read when it is named", async () => {
    const old = Uint8Array.from([...bytes("namn\nA\n"), 0xc5, 0x6b, 0x65, 10]);
    await expect(readTable("a.csv", old, plain)).rejects.toThrow(/^a.csv:3: the file is not UTF-8, perhaps Windows-1252/);
    const table = await readTable("a.csv", old, { ...plain, encoding: "windows-1252" });
    expect(table.columns.get("namn")).toMatchObject({ levels: ["A", "Åke"] });
    await expect(readTable("a.csv", Uint8Array.of(0xff, 0xfe, 65, 0), plain)).rejects.toThrow(/UTF-16/);
  });
});

describe("Parquet", () => {
  const levels = { sex: ["woman", "man"], trust: ["low", "middle", "high"] };

  test.each(["snappy", "zstd", "gzip", "uncompressed"])("%s holds the same table as the CSV", async (codec) => {
    const options = { ...plain, factors: levels };
    const table = await readTable(`panel-${codec}.parquet`, fixture(`panel-${codec}.parquet`), options);
    expect(table).toEqual(await readTable("panel.csv", fixture("panel.csv"), options));
    // Row 2 as it was made: 2 * 37 % 101 / 8, and 2026 begins four days after 28 December.
    expect(table.n).toBe(240);
    expect(table.columns.get("score")).toMatchObject({ kind: "numeric" });
    const { columns } = table;
    const [score, day, trust] = [columns.get("score"), columns.get("day"), columns.get("trust")];
    expect(score?.kind === "numeric" && score.values[2]).toBe(9.25);
    expect(day?.kind === "factor" && day.levels[day.codes[4] ?? -1]).toBe("2026-01-01");
    expect(trust?.kind === "factor" && [trust.codes[2], trust.codes[11]]).toEqual([2, -1]);
  });

  test.each(["lz4", "delta"])("files of Arrow hold it too, and a column of nulls alone has its kind (%s)", async (how) => {
    const options = { ...plain, factors: levels };
    const table = await readTable(`arrow-${how}.parquet`, fixture(`arrow-${how}.parquet`), options);
    const { columns } = await readTable("panel.csv", fixture("panel.csv"), options);
    for (const [name, column] of columns) expect(table.columns.get(name), name).toEqual(column);
    expect(table.columns.get("nobody")).toEqual({ kind: "numeric", name: "nobody", values: new Float64Array(240).fill(Number.NaN) });
  });

  test("what a plan cannot use is refused by name", async () => {
    await expect(readTable("lists.parquet", fixture("lists.parquet"), plain)).rejects.toThrow(/"pair" holds lists/);
    // Three groups of rows, two of them with numbers that no double holds: one error, of the first.
    await expect(readTable("large.parquet", fixture("large.parquet"), plain)).rejects.toThrow(
      /^large.parquet: row 3: "id" is 1152921504606846976/,
    );
    await expect(readTable("x.parquet", bytes("no parquet at all"), plain)).rejects.toThrow(
      /^x.parquet: the file cannot be read as Parquet/,
    );
    const wrong = { ...plain, factors: { sex: ["woman", "men"] } };
    await expect(readTable("p.parquet", fixture("panel-zstd.parquet"), wrong)).rejects.toThrow(
      /row 1: "sex" is "man".* Did you mean "men"/,
    );
  });
});
