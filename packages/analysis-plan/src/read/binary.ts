/** Files that are no text are told apart by their first bytes, so that they can be refused by what they are. */
import type { BinaryFormat } from "../words/faults.ts";

const latin = new TextDecoder("latin1");

/** What the first bytes say that a file is; null for what may be text. Errors: none. */
export function binaryFormat(bytes: Uint8Array): BinaryFormat | null {
  const start = latin.decode(bytes.subarray(0, 4096));
  if (/^[$]FL[23]/.test(start)) return "spss";
  if (/ASCII SPSS PORT FILE/.test(start.slice(0, 300))) return "spss-portable";
  if (start.startsWith("PK\u0003\u0004")) return /xl\/|\[Content_Types\]|opendocument[.]spreadsheet/.test(start) ? "excel" : "zip";
  if (start.startsWith("\u00d0\u00cf\u0011\u00e0")) return "old-excel";
  if (start.startsWith("<stata_dta>") || /^[\u0069-\u0073][\u0001\u0002]\u0001\0/.test(start)) return "stata";
  if (/^\0{12}\u00c2\u00ea\u0081\u0060/.test(start)) return "sas";
  if (start.startsWith("\u001f\u008b")) return "gzip";
  if (start.startsWith("%PDF-")) return "pdf";
  if (start.startsWith("PAR1")) return "parquet";
  const controls = start.match(/[\0-\u0008\u000e-\u001f]/g)?.length ?? 0;
  return controls > 0.02 * start.length && controls > 4 ? "unknown" : null;
}
