/** A workbook written row by row. Every cell is text, so that nothing in it can be run as a formula and identifiers keep their zeros. */
import { Readable } from "node:stream";
import type { ZipFile } from "yazl";

export type SheetSource = { readonly name: string; readonly rows: () => AsyncIterable<readonly (readonly string[])[]> };

/** Most rows that Excel can open, the header counted. */
export const MOST_SHEET_ROWS = 1_048_576;

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
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${parts.join("")}</Types>`,
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
  add("xl/_rels/workbook.xml.rels", `<Relationships xmlns="${PACKAGE}/relationships">${relations.join("")}</Relationships>`);
  for (const { rows, number } of numbered) {
    zip.addReadStreamLazy(`xl/worksheets/sheet${number}.xml`, (callback) => {
      const stream = Readable.from(sheetXml(rows()), { objectMode: false });
      stream.on("error", onFault);
      callback(null, stream);
    });
  }
}

async function* sheetXml(batches: AsyncIterable<readonly (readonly string[])[]>): AsyncGenerator<string> {
  // The header stays in view when one scrolls.
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
  for await (const rows of batches) yield rows.map((row) => `<row>${row.map(cellXml).join("")}</row>`).join("");
  yield "</sheetData></worksheet>";
}

function cellXml(text: string): string {
  return text === "" ? "<c/>" : `<c t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for XML; what XML cannot hold is written as Excel does, _xHHHH_. */
function escapeXml(text: string): string {
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, "_x005F_x$1_")
    .replace(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`)
    .replace(/[&<>"]/g, (c) => ENTITIES[c] ?? c);
}
