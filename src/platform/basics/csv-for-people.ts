/**
 * CSV that a person opens in a spreadsheet with Swedish settings: a byte order mark (so that å, ä and ö are right), semicolons, decimal
 * comma, lines ended by CRLF. A text that the spreadsheet would run as a formula gets an apostrophe in front. For programs there are exact
 * formats beside, where nothing is changed.
 */

/** A text, or a number that is to be a number in the spreadsheet too; null and undefined are an empty cell. */
export type PeoplesCell = string | number | null | undefined;

/** Begins a formula in Excel, LibreOffice or Google's sheets; also as full-width signs, and behind white space. */
const STARTS_FORMULA = /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** The rows as such CSV, the header first. */
export function csvForPeople(rows: readonly (readonly PeoplesCell[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cellText).join(";")}\r\n`).join("")}`;
}

function cellText(value: PeoplesCell): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value).replace(".", ",");
  const safe = STARTS_FORMULA.test(value) ? `'${value}` : value;
  return /[";\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
