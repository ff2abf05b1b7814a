/** An OpenDocument spreadsheet (.ods): its sheets as rows, read from the XML one row at a time (OASIS ODF 1.3, part 3, chapter 9). */
import type { Readable } from "node:stream";
import type { RawCell, RawRow } from "./rows.ts";
import { damaged, walk } from "./workbook.ts";
import type { Handlers, Sheet, Tag, Workbook } from "./workbook.ts";
import type { Package } from "./zip.ts";

/** Cells further to the right are empty ones that the program repeats to the sheet's edge. */
const WIDEST_ROW = 256;
/** A sheet has no more rows: a file that repeats a filled row beyond it is made to fill the memory, not by a spreadsheet. */
const LAST_ROW = 1_048_576;
/** What lies in a cell and is not its value: a comment, a picture with text. */
const BESIDE = new Set(["annotation", "frame", "custom-shape", "control"]);

/** True where a package is an OpenDocument spreadsheet. */
export function isOpenDocument(pack: Package): boolean {
  const names = pack.entries.map((entry) => entry.fileName);
  return names.includes("content.xml") && names.includes("META-INF/manifest.xml");
}

/** Lists the sheets. All of them lie in one entry, which is read once for their names and again for each sheet. @throws UnreadableFile */
export async function openOpenDocument(pack: Package): Promise<Workbook> {
  const entry = pack.entries.find((one) => one.fileName === "content.xml");
  if (!entry) throw damaged();
  const names: string[] = [];
  for await (const _ of walk(await pack.open(entry), {
    open: ({ name, attributes }) => {
      if (name === "table") names.push(attributes["table:name"] ?? "");
    },
  }))
    void _;
  const sheets = names.map((name, place): Sheet => ({
    name,
    rows: async function* () {
      yield* readTable(await pack.open(entry), place);
    },
  }));
  return { sheets, date1904: false };
}

async function* readTable(bytes: Readable, wanted: number): AsyncGenerator<readonly RawRow[]> {
  const rows: RawRow[] = [];
  let table = -1;
  let row = 0;
  let repeatedRow = 1;
  let cells: RawCell[] = [];
  let cell: Tag | undefined;
  let text = "";
  let paragraphs = 0;
  let beside = 0;
  const handlers: Handlers = {
    open: (tag) => {
      if (tag.name === "table" && beside === 0) table++;
      if (table !== wanted) return;
      if (cell && BESIDE.has(tag.name)) beside++;
      if (beside > 0) return;
      if (tag.name === "table-row") {
        repeatedRow = repeatOf(tag, "table:number-rows-repeated");
        cells = [];
      } else if (tag.name === "table-cell" || tag.name === "covered-table-cell") {
        cell = tag;
        text = "";
        paragraphs = 0;
      } else if (tag.name === "p" && cell) text += paragraphs++ > 0 ? "\n" : "";
      else if (tag.name === "line-break" && cell) text += "\n";
      else if (tag.name === "tab" && cell) text += "\t";
      else if (tag.name === "s" && cell) text += " ".repeat(Number(tag.attributes["text:c"] ?? 1));
    },
    text: (part) => {
      if (table === wanted && cell && paragraphs > 0 && beside === 0) text += part;
    },
    close: (name) => {
      if (table !== wanted) return;
      if (cell && BESIDE.has(name)) beside--;
      if (beside > 0) return;
      if ((name === "table-cell" || name === "covered-table-cell") && cell) {
        const value = valueOf(cell, text);
        const times = Math.min(repeatOf(cell, "table:number-columns-repeated"), WIDEST_ROW - cells.length);
        for (let i = 0; i < times; i++) cells.push(value);
        cell = undefined;
      } else if (name === "table-row") {
        const first = row + 1;
        row += repeatedRow;
        if (!cells.some((found) => typeof found !== "string" || found.trim() !== "")) return;
        if (row > LAST_ROW) throw damaged();
        // Every repetition is a row of its own; a program repeats only what it was filled down with.
        for (let number = first; number <= row; number++) rows.push({ row: number, cells });
      }
    },
  };
  for await (const _ of walk(bytes, handlers)) if (rows.length > 0) yield rows.splice(0);
}

function repeatOf({ attributes }: Tag, name: string): number {
  const times = Number(attributes[name] ?? 1);
  return Number.isSafeInteger(times) && times > 0 ? times : 1;
}

/** A day and a time stand in the cell as ISO 8601; a number without such a style is a number, and never a day. */
function valueOf({ attributes }: Tag, text: string): RawCell {
  const type = attributes["office:value-type"];
  const isFormula = attributes["table:formula"] !== undefined;
  // What the formula came to is told in the program's own words ("Err:502"): said as Excel says it.
  if (attributes["calcext:value-type"] === "error") return "#VALUE!";
  switch (type) {
    case undefined:
      return isFormula && text === "" ? { hasNoResult: true } : text;
    case "date":
      return (attributes["office:date-value"] ?? text).replace(/T00:00:00(\.0+)?Z?$/, "");
    case "float":
    case "percentage":
    case "currency":
      return isFormula && !attributes["office:value"]
        ? { hasNoResult: true }
        : { number: attributes["office:value"] ?? text, isDate: false };
    case "boolean":
      return attributes["office:boolean-value"] === "true" ? "ja" : "nej";
    default:
      return attributes["office:string-value"] ?? text;
  }
}
