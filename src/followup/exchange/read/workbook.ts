/** An Excel workbook (.xlsx): its sheets as rows, read from the XML one row at a time. Formulas give their last calculated value. */
import { posix } from "node:path";
import { StringDecoder } from "node:string_decoder";
import type { Readable } from "node:stream";
import { SaxesParser } from "saxes";
import { UnreadableFile } from "./rows.ts";
import type { RawCell, RawRow } from "./rows.ts";
import { StyleReader } from "./styles.ts";
import type { Package } from "./zip.ts";

export type Sheet = { readonly name: string; readonly rows: () => AsyncGenerator<readonly RawRow[]> };
export type Workbook = { readonly sheets: readonly Sheet[]; readonly date1904: boolean };

/** Most XML of shared texts, which are held in memory: two million texts of the length of an identifier take a third of it. */
const LARGEST_SHARED_TEXTS = 256 * 1024 ** 2;
/** Cells further to the right are gathered in one place, which makes the row have too many fields. */
const WIDEST_ROW = 256;

export const damaged = (): UnreadableFile =>
  new UnreadableFile(
    "invalid-workbook",
    "arbetsboken går inte att läsa.",
    "Öppna den i Excel, spara den på nytt som Excel-arbetsbok (.xlsx) utan lösenord och skicka den igen.",
  );

/** A row whose number, or whose cells' names, cannot be trusted. */
const misnumbered = (row: number, shown: string): UnreadableFile =>
  new UnreadableFile(
    "invalid-row-number",
    `arbetsboken säger ”${shown.slice(0, 20)}” där raden eller cellen ska ha sitt nummer.`,
    "Öppna arbetsboken i Excel, spara den på nytt som Excel-arbetsbok (.xlsx) och skicka den igen. Raderna efter har inte lästs.",
    row,
  );

export type Tag = { readonly name: string; readonly attributes: Readonly<Record<string, string>> };
export type Handlers = { open?: (tag: Tag) => void; close?: (name: string) => void; text?: (text: string) => void };

/** Walks XML as a stream; names are given without prefix. Yields after each chunk, so that the caller can hand on what it has. */
export async function* walk(bytes: Readable, handlers: Handlers): AsyncGenerator<void> {
  const parser = new SaxesParser();
  const bare = (name: string): string => name.slice(name.indexOf(":") + 1);
  parser.on("error", () => {
    throw damaged();
  });
  parser.on("opentag", (tag) => handlers.open?.({ name: bare(tag.name), attributes: tag.attributes as Record<string, string> }));
  parser.on("closetag", (tag) => handlers.close?.(bare(tag.name)));
  parser.on("text", (text) => handlers.text?.(text));
  parser.on("cdata", (text) => handlers.text?.(text));
  const decoder = new StringDecoder("utf8");
  for await (const chunk of bytes) {
    parser.write(decoder.write(chunk as Buffer));
    yield;
  }
  parser.write(decoder.end()).close();
  yield;
}

async function walkAll(bytes: Readable, handlers: Handlers): Promise<void> {
  for await (const _ of walk(bytes, handlers)) void _;
}

/** True where a package is a workbook rather than a zip of text files. */
export function isWorkbook(pack: Package): boolean {
  return pack.entries.some((entry) => entry.fileName === "xl/workbook.xml");
}

/** Lists the sheets of a workbook. @throws UnreadableFile */
export async function openWorkbook(pack: Package): Promise<Workbook> {
  const read = async (path: string): Promise<Readable | undefined> => {
    const entry = pack.entries.find((e) => e.fileName === path);
    return entry ? pack.open(entry) : undefined;
  };
  const relations = new Map<string, { target: string; type: string }>();
  const relationBytes = await read("xl/_rels/workbook.xml.rels");
  if (!relationBytes) throw damaged();
  await walkAll(relationBytes, {
    open: ({ name, attributes: a }) => {
      if (name !== "Relationship" || !a["Id"] || !a["Target"]) return;
      relations.set(a["Id"], { target: posix.join("xl", a["Target"]).replace(/^xl\/xl\//, "xl/"), type: a["Type"] ?? "" });
    },
  });
  const listed: { name: string; path: string }[] = [];
  let date1904 = false;
  const bookBytes = await read("xl/workbook.xml");
  if (!bookBytes) throw damaged();
  await walkAll(bookBytes, {
    open: ({ name, attributes: a }) => {
      if (name === "workbookPr") date1904 = a["date1904"] === "1" || a["date1904"] === "true";
      const relation = Object.entries(a).find(([key]) => key.endsWith(":id"))?.[1];
      const path = relation === undefined ? undefined : relations.get(relation)?.target;
      if (name === "sheet" && a["name"] !== undefined && path !== undefined) listed.push({ name: a["name"], path });
    },
  });
  const shared = [...relations.values()].find((r) => r.type.endsWith("/sharedStrings"));
  const styles = [...relations.values()].find((r) => r.type.endsWith("/styles"));
  let texts: Promise<readonly string[]> | undefined;
  let dates: Promise<readonly boolean[]> | undefined;
  const sheets = listed.map(({ name, path }) => ({
    name,
    rows: async function* () {
      texts ??= shared ? readShared(pack, shared.target) : Promise.resolve([]);
      const bytes = await read(path);
      if (!bytes) throw damaged();
      dates ??= readStyles(styles && (await read(styles.target)));
      yield* readSheet(bytes, await texts, await dates);
    },
  }));
  return { sheets, date1904 };
}

async function readShared(pack: Package, path: string): Promise<readonly string[]> {
  const entry = pack.entries.find((e) => e.fileName === path);
  if (!entry) return [];
  if (entry.uncompressedSize > LARGEST_SHARED_TEXTS) {
    throw new UnreadableFile(
      "workbook-too-large",
      "arbetsboken innehåller för mycket text.",
      "Lämna uttaget som CSV-filer i en mapp eller en zip.",
    );
  }
  const texts: string[] = [];
  let text = "";
  let phonetic = false;
  let inText = false;
  await walkAll(await pack.open(entry), {
    open: ({ name }) => {
      if (name === "si") text = "";
      if (name === "rPh") phonetic = true;
      if (name === "t") inText = !phonetic;
    },
    text: (part) => {
      if (inText) text += part;
    },
    close: (name) => {
      if (name === "t") inText = false;
      if (name === "rPh") phonetic = false;
      if (name === "si") texts.push(unescapeText(text));
    },
  });
  return texts;
}

/** Excel writes characters that XML cannot hold as _xHHHH_. */
function unescapeText(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16) || 32))
    : text;
}

async function readStyles(bytes: Readable | undefined): Promise<readonly boolean[]> {
  if (!bytes) return [];
  const styles = new StyleReader();
  await walkAll(bytes, { open: ({ name, attributes }) => styles.open(name, attributes), close: (name) => styles.close(name) });
  return styles.dates();
}

async function* readSheet(bytes: Readable, shared: readonly string[], dates: readonly boolean[]): AsyncGenerator<readonly RawRow[]> {
  const rows: RawRow[] = [];
  let row = 0;
  let cells: RawCell[] = [];
  let place = 0;
  let cell = { type: "", isDate: false, hasFormula: false, hasValue: false, value: "" };
  let collecting = false;
  const handlers: Handlers = {
    open: ({ name, attributes: a }) => {
      if (name === "row") {
        row = rowNumber(a["r"], row);
        cells = [];
        place = 0;
      } else if (name === "c") {
        place = cellPlace(a["r"], place, row);
        cell = { type: a["t"] ?? "n", isDate: dates[Number(a["s"] ?? 0)] === true, hasFormula: false, hasValue: false, value: "" };
      } else if (name === "f") cell.hasFormula = true;
      else if (name === "v" || name === "t") {
        cell.hasValue = true;
        collecting = true;
      }
    },
    text: (part) => {
      if (collecting) cell.value += part;
    },
    close: (name) => {
      if (name === "v" || name === "t") collecting = false;
      else if (name === "c" && place > 0) {
        while (cells.length < place - 1) cells.push("");
        cells[place - 1] = cell.hasFormula && !cell.hasValue ? { hasNoResult: true } : cellOf(cell, shared);
      } else if (name === "row" && cells.some((found) => typeof found !== "string" || found.trim() !== "")) rows.push({ row, cells });
    },
  };
  for await (const _ of walk(bytes, handlers)) if (rows.length > 0) yield rows.splice(0);
}

/** The number of a row: what the sheet says, which must be a number that comes after the last one; the next where it says nothing. */
function rowNumber(said: string | undefined, last: number): number {
  if (said === undefined) return last + 1;
  if (!/^[1-9]\d{0,6}$/.test(said) || Number(said) <= last) throw misnumbered(last + 1, said);
  return Number(said);
}

/** The column of a cell, from 1: what its name says, which must be of this row and to the right of the last one. */
function cellPlace(said: string | undefined, last: number, row: number): number {
  if (said === undefined) return last + 1;
  const [, letters, number] = /^([A-Z]{1,3})(\d{1,7})$/.exec(said) ?? [];
  const place = letters === undefined ? 0 : Math.min(columnNumber(letters), WIDEST_ROW);
  if (Number(number) !== row || place < Math.min(last + 1, WIDEST_ROW)) throw misnumbered(row, said);
  return place;
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

function cellOf({ type, value, isDate }: { type: string; value: string; isDate: boolean }, shared: readonly string[]): RawCell {
  if (value === "") return "";
  if (type === "s") {
    const text = shared[Number(value)];
    // A text that the workbook does not hold is not an empty cell.
    if (text === undefined) throw damaged();
    return text;
  }
  if (type === "b") return value === "1" ? "ja" : "nej";
  if (type === "n") return { number: value, isDate };
  // ISO dates (t="d") come as text with a time that says nothing for whole days.
  if (type === "d") return value.replace(/T00:00:00(\.0+)?Z?$/, "");
  return unescapeText(value);
}
