/**
 * Rows as CSV for programs (RFC 4180), the header first: UTF-8 without a mark, comma, decimal point, lines ended by CRLF, nothing changed. For
 * people there is `csvForPeople`. Errors: none.
 */
export function csvForPrograms(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(",")}\r\n`).join("");
}

function cellText(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
