/** An OpenDocument spreadsheet written row by row (OASIS ODF 1.3): days are days, times are times, the rest is text that is never run. */
import { Readable } from "node:stream";
import type { ZipFile } from "yazl";
import type { SheetSource } from "./sheets.ts";
import { escapeXml } from "./workbook.ts";

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const TYPE = "application/vnd.oasis.opendocument.spreadsheet";
const ODF = "urn:oasis:names:tc:opendocument:xmlns";

/** Adds the parts of the spreadsheet to a zip; each sheet's rows are asked for when its turn comes. */
export function addOpenDocument(zip: ZipFile, sheets: readonly SheetSource[], onFault: (cause: unknown) => void): void {
  // The type stands first and unpacked, so that programs know the file by its first bytes.
  zip.addBuffer(Buffer.from(TYPE), "mimetype", { compress: false });
  zip.addBuffer(
    Buffer.from(
      `${HEAD}<manifest:manifest xmlns:manifest="${ODF}:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    ),
    "META-INF/manifest.xml",
  );
  zip.addReadStreamLazy("content.xml", (callback) => {
    const stream = Readable.from(contentXml(sheets), { objectMode: false });
    stream.on("error", onFault);
    callback(null, stream);
  });
}

/** How a day and a time are shown; the value beside is what counts. */
const STYLES =
  '<number:date-style style:name="nDate"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>' +
  '<number:date-style style:name="nTime"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/><number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:date-style>' +
  '<style:style style:name="date" style:family="table-cell" style:data-style-name="nDate"/><style:style style:name="time" style:family="table-cell" style:data-style-name="nTime"/>';

async function* contentXml(sheets: readonly SheetSource[]): AsyncGenerator<string> {
  yield `${HEAD}<office:document-content xmlns:office="${ODF}:office:1.0" xmlns:table="${ODF}:table:1.0" xmlns:text="${ODF}:text:1.0" xmlns:style="${ODF}:style:1.0" xmlns:number="${ODF}:datastyle:1.0" office:version="1.3"><office:automatic-styles>${STYLES}</office:automatic-styles><office:body><office:spreadsheet>`;
  for (const { name, kinds, rows } of sheets) {
    yield `<table:table table:name="${escapeXml(name)}"><table:table-column table:number-columns-repeated="${kinds.length}"/>`;
    let isHeader = true;
    for await (const batch of rows()) {
      let xml = "";
      for (const row of batch) {
        xml += `<table:table-row>${row.map((cell, i) => cellXml(cell, isHeader ? "text" : (kinds[i] ?? "text"))).join("")}</table:table-row>`;
        isHeader = false;
      }
      yield xml;
    }
    yield "</table:table>";
  }
  yield "</office:spreadsheet></office:body></office:document-content>";
}

function cellXml(text: string, kind: SheetSource["kinds"][number]): string {
  if (text === "") return "<table:table-cell/>";
  if (kind !== "text") {
    const value = kind === "time" ? `${text}:00` : text;
    return `<table:table-cell table:style-name="${kind}" office:value-type="date" office:date-value="${value}"><text:p>${text.replace("T", " ")}</text:p></table:table-cell>`;
  }
  const lines = text.split("\n").map((line) => `<text:p>${spaced(escapeXml(line))}</text:p>`);
  return `<table:table-cell office:value-type="string">${lines.join("")}</table:table-cell>`;
}

/** More than one space in a row is a space and a count of the rest; a program otherwise reads them as one. */
function spaced(text: string): string {
  return text.replace(/ {2,}|^ | $/g, (run) => `<text:s text:c="${run.length}"/>`).replace(/\t/g, "<text:tab/>");
}
