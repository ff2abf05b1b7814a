/**
 * A workbook written row by row. Days and times are numbers with a style that says so; every other cell is text, so that nothing in it can
 * be run as a formula and identifiers keep their zeros.
 */
import { Readable } from "node:stream";
import type { ZipFile } from "yazl";
import { cellName } from "../read/cells.ts";
import type { SheetSource } from "./sheets.ts";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Adds the parts of a workbook to a zip; each sheet's rows are asked for when its turn comes. */
export function addWorkbook(zip: ZipFile, sheets: readonly SheetSource[], onFault: (cause: unknown) => void): void {
  const numbered = sheets.map((sheet, i) => ({ ...sheet, number: i + 1 }));
  const add = (path: string, xml: string): void => zip.addBuffer(Buffer.from(HEAD + xml), path);
  const parts = numbered.map(
    ({ number }) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  );
  add(
    "[Content_Types].xml",
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${parts.join("")}</Types>`,
  );
  add(
    "_rels/.rels",
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  const names = numbered.map(({ name, number }) => `<sheet name="${escapeXml(name)}" sheetId="${number}" r:id="rId${number}"/>`);
  add("xl/workbook.xml", `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names.join("")}</sheets></workbook>`);
  const relations = numbered.map(
    ({ number }) => `<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
  );
  relations.push(`<Relationship Id="rId${numbered.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/>`);
  add("xl/_rels/workbook.xml.rels", `<Relationships xmlns="${PACKAGE}/relationships">${relations.join("")}</Relationships>`);
  add("xl/styles.xml", STYLES);
  for (const { rows, kinds, number } of numbered) {
    zip.addReadStreamLazy(`xl/worksheets/sheet${number}.xml`, (callback) => {
      const stream = Readable.from(sheetXml(rows(), kinds), { objectMode: false });
      stream.on("error", onFault);
      callback(null, stream);
    });
  }
}

/** Style 1 shows a day, style 2 a day and a minute, style 0 what is written. */
const STYLE_OF = { date: 1, time: 2 } as const;
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** Day 0 of Excel's calendar, right from March 1900 on; earlier days are written as text. */
const EXCEL_ZERO = Date.UTC(1899, 11, 30);
const FIRST_TRUE_DAY = "1900-03-01";
const DAY = 86_400_000;

type Kinds = SheetSource["kinds"];

async function* sheetXml(batches: AsyncIterable<readonly (readonly string[])[]>, kinds: Kinds): AsyncGenerator<string> {
  const widths = kinds.map((kind, i) => `<col min="${i + 1}" max="${i + 1}" width="${kind === "text" ? 24 : 18}" customWidth="1"/>`);
  // The header stays in view when one scrolls.
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData>`;
  let number = 0;
  for await (const rows of batches) {
    yield rows
      .map(
        (row) =>
          `<row r="${++number}">${row.map((cell, i) => cellXml(cell, cellName({ place: i, row: number }), number === 1 ? "text" : kinds[i])).join("")}</row>`,
      )
      .join("");
  }
  yield "</sheetData></worksheet>";
}

/** Every cell says where it stands: not every program counts. An empty one is left out. */
function cellXml(text: string, name: string, kind: Kinds[number] | undefined): string {
  if (text === "") return "";
  if ((kind === "date" || kind === "time") && text >= FIRST_TRUE_DAY) {
    const serial = (Date.parse(`${text.length === 10 ? `${text}T00:00` : text}:00Z`) - EXCEL_ZERO) / DAY;
    return `<c r="${name}" s="${STYLE_OF[kind]}"><v>${serial}</v></c>`;
  }
  return `<c r="${name}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for XML; what XML cannot hold is written as Excel does, _xHHHH_. */
export function escapeXml(text: string): string {
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, "_x005F_x$1_")
    .replace(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`)
    .replace(/[&<>"]/g, (c) => ENTITIES[c] ?? c);
}
