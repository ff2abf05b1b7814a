/** An Excel workbook (.xlsx): its sheets as rows, read from the XML one row at a time. Formulas give their last calculated value. */
import { posix } from "node:path";
import { StringDecoder } from "node:string_decoder";
import type { Readable } from "node:stream";
import { SaxesParser } from "saxes";
import { UnreadableFile } from "./rows.ts";
import type { RawCell, RawRow } from "./rows.ts";
import type { Package } from "./zip.ts";

export type Sheet = { readonly name: string; readonly rows: () => AsyncGenerator<readonly RawRow[]> };
export type Workbook = { readonly sheets: readonly Sheet[]; readonly date1904: boolean };

/** Most XML of shared texts, which are held in memory: two million texts of the length of an identifier take a third of it. */
const LARGEST_SHARED_TEXTS = 256 * 1024 ** 2;
/** Cells further to the right are gathered in one place, which makes the row have too many fields. */
const WIDEST_ROW = 256;

const damaged = (): UnreadableFile =>
  new UnreadableFile(
    "invalid-workbook",
    "arbetsboken går inte att läsa.",
    "Öppna den i Excel, spara den på nytt som Excel-arbetsbok (.xlsx) och skicka den igen.",
  );

type Tag = { readonly name: string; readonly attributes: Readonly<Record<string, string>> };
type Handlers = { open?: (tag: Tag) => void; close?: (name: string) => void; text?: (text: string) => void };

/** Walks XML as a stream; names are given without prefix. Yields after each chunk, so that the caller can hand on what it has. */
async function* walk(bytes: Readable, handlers: Handlers): AsyncGenerator<void> {
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
  let texts: Promise<readonly string[]> | undefined;
  const sheets = listed.map(({ name, path }) => ({
    name,
    rows: async function* () {
      texts ??= shared ? readShared(pack, shared.target) : Promise.resolve([]);
      const bytes = await read(path);
      if (!bytes) throw damaged();
      yield* readSheet(bytes, await texts);
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

async function* readSheet(bytes: Readable, shared: readonly string[]): AsyncGenerator<readonly RawRow[]> {
  const rows: RawRow[] = [];
  let row = 0;
  let cells: RawCell[] = [];
  let place = 0;
  let type = "";
  let value = "";
  let collecting = false;
  const handlers: Handlers = {
    open: ({ name, attributes: a }) => {
      if (name === "row") {
        row = Number(a["r"] ?? row + 1);
        cells = [];
        place = 0;
      } else if (name === "c") {
        place = a["r"] === undefined ? place + 1 : Math.min(columnNumber(a["r"]), WIDEST_ROW);
        type = a["t"] ?? "n";
        value = "";
      } else if (name === "v" || name === "t") collecting = true;
    },
    text: (part) => {
      if (collecting) value += part;
    },
    close: (name) => {
      if (name === "v" || name === "t") collecting = false;
      else if (name === "c" && place > 0) {
        while (cells.length < place - 1) cells.push("");
        cells[place - 1] = cellOf(type, value, shared);
      } else if (name === "row" && cells.some((cell) => typeof cell !== "string" || cell.trim() !== "")) rows.push({ row, cells });
    },
  };
  for await (const _ of walk(bytes, handlers)) if (rows.length > 0) yield rows.splice(0);
}

function columnNumber(reference: string): number {
  let number = 0;
  for (const letter of reference) {
    const code = letter.charCodeAt(0);
    if (code < 65 || code > 90) break;
    number = number * 26 + code - 64;
  }
  return number;
}

function cellOf(type: string, value: string, shared: readonly string[]): RawCell {
  if (value === "") return "";
  if (type === "s") return shared[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "ja" : "nej";
  if (type === "n") return { number: value };
  // ISO dates (t="d") come as text with a time that says nothing for whole days.
  if (type === "d") return value.replace(/T00:00:00(\.0+)?Z?$/, "");
  return unescapeText(value);
}
