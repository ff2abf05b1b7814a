/** A file's rows on their way to staging: header understood, every cell read, every fault told with row and column. */
import type { Column, ExchangeFile } from "../format.ts";
import { cellText } from "../read/cells.ts";
import type { ExtractFile, RawCell, RawRow } from "../read/rows.ts";
import { unreadableFinding } from "../read/source.ts";
import type { StagedRow } from "../store/staging.ts";
import type { Finding, Findings } from "./findings.ts";
import { checkRow } from "./rows.ts";
import { normaliseText, quotable, readCell } from "./values.ts";
import type { CellValue } from "./values.ts";

export type TableOptions = {
  readonly findings: Findings;
  readonly today: string;
  /** Called with the number of rows after each batch; may throw to stop. */
  readonly onRows: (rows: number) => void;
  /** Called once, with the columns of the format that the file does not have. */
  readonly onAbsent: (columns: readonly Column[]) => void;
};

/** Where each column of the format stands in this file; undefined where it is absent. */
type Layout = {
  readonly places: readonly (number | undefined)[];
  readonly width: number;
  /** How far to the right the last required column stands; what comes after may be left out of a row. */
  readonly needed: number;
};

/** The rows of one file, checked. Faults go to `findings`; a row with an error is handed on as bad, for its identifier's sake. */
export async function* checkTable(source: ExtractFile, file: ExchangeFile, options: TableOptions): AsyncGenerator<readonly StagedRow[]> {
  const { findings } = options;
  let layout: Layout | undefined;
  let isHeader = true;
  try {
    for await (const batch of source.rows()) {
      const rows = isHeader ? batch.slice(1) : batch;
      const header = batch[0];
      if (isHeader && header) {
        layout = readHeader(header, source.label, file, findings);
        isHeader = false;
      }
      // Without its required columns the file's rows would only repeat the same error.
      if (!layout) return;
      if (rows !== batch) options.onAbsent(file.columns.filter((_, i) => layout?.places[i] === undefined));
      const staged: StagedRow[] = [];
      for (const row of rows) staged.push(checkCells(row, layout, source, file, options));
      options.onRows(rows.length);
      yield staged;
    }
    if (isHeader) {
      const hint = "Lägg in rubrikraden och raderna, eller ta bort filen.";
      findings.add({ severity: "error", code: "empty-file", file: source.label, message: "filen är tom.", hint, fatal: true });
    }
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== "UnreadableFile") throw cause;
    findings.add(unreadableFinding(source.label, cause));
  }
}

function readHeader(header: RawRow, label: string, file: ExchangeFile, findings: Findings): Layout | undefined {
  const names = header.cells.map((cell) => (typeof cell === "string" ? normaliseText(cell).toLowerCase() : ""));
  const place = { file: label, row: header.row };
  let isReadable = true;
  const fatal = (finding: Omit<Finding, "severity" | "fatal" | "file">): void => {
    findings.add({ ...place, ...finding, severity: "error", fatal: true });
    isReadable = false;
  };
  if (!file.columns.some((column) => names.includes(column.name))) {
    fatal({
      code: "header-unknown",
      message: `raden är ingen rubrikrad som känns igen: den börjar med ${quotable(names[0] ?? "")}.`,
      hint: "Första raden ska vara kolumnernas namn. Kolumner skiljs åt med komma, semikolon, tabb eller lodstreck.",
    });
    return undefined;
  }
  for (const [at, name] of names.entries()) {
    const isKnown = file.columns.some((column) => column.name === name);
    if (isKnown && names.indexOf(name) < at) {
      fatal({
        code: "duplicate-column",
        column: name,
        message: "kolumnen finns två gånger.",
        hint: "Behåll den rätta och ta bort den andra.",
      });
    } else if (!isKnown && name !== "") {
      const shown = name.length > 40 || /\d{6}/.test(name) ? `nummer ${at + 1}` : name;
      const hint = "Kontrollera stavningen eller ta bort kolumnen.";
      findings.add({
        ...place,
        severity: "warning",
        code: "unknown-column",
        column: shown,
        message: "kolumnen hör inte till uttaget och läses inte.",
        hint,
      });
    }
  }
  for (const column of file.columns.filter((c) => c.required && !names.includes(c.name))) {
    fatal({
      code: "missing-column",
      column: column.name,
      message: "den obligatoriska kolumnen saknas.",
      hint: "Lägg till kolumnen i rubrikraden och fyll i den för varje rad.",
    });
  }
  if (!isReadable) return undefined;
  const places = file.columns.map((column) => {
    const at = names.indexOf(column.name);
    return at === -1 ? undefined : at;
  });
  const needed = Math.max(...file.columns.map((column, i) => (column.required ? (places[i] ?? -1) : -1))) + 1;
  return { places, width: names.length, needed };
}

function checkCells(raw: RawRow, layout: Layout, source: ExtractFile, file: ExchangeFile, { findings, today }: TableOptions): StagedRow {
  const at = { file: source.label, row: raw.row };
  const error = (code: string, message: string, hint: string, column?: string): void => {
    findings.add({ severity: "error", code, ...at, ...(column === undefined ? {} : { column }), message, hint });
    isBad = true;
  };
  let isBad = false;
  const context = { file: file.name, today };
  const fields = fieldCount(raw.cells, layout.width);
  // Spreadsheets leave out the empty cells at the end of a row; where a required value is among them, the row is cut short.
  if (fields > layout.width || (fields < layout.needed && source.isText)) {
    const hint = "Kontrollera att värden med skiljetecken eller radbrytning står inom citattecken.";
    error("wrong-field-count", `raden har ${fields} fält men rubrikraden har ${layout.width}.`, hint);
    return { row: raw.row, isBad: true, values: file.columns.map(() => null) };
  }
  const values = file.columns.map((column, i): CellValue => {
    const place = layout.places[i];
    const cell = place === undefined ? "" : (raw.cells[place] ?? "");
    const found = typeof cell === "string" ? { text: cell } : cellText(column, cell, { place: place ?? 0, row: raw.row }, source.date1904);
    const read = "fault" in found ? found : readCell(column, found.text, context);
    if ("value" in read) return read.value;
    error(read.fault.code, read.fault.message, read.fault.hint, column.name);
    return null;
  });
  const get = (name: string): CellValue => values[indexOf(file, name)] ?? null;
  for (const fault of checkRow(file.name, get, today)) {
    if (fault.severity === "error") error(fault.code, fault.message, fault.hint, fault.column);
    else findings.add({ ...fault, ...at });
  }
  return { row: raw.row, isBad, values };
}

/** Number of fields; empty ones beyond the header's width are what spreadsheets leave behind. */
function fieldCount(cells: readonly RawCell[], width: number): number {
  let count = cells.length;
  while (count > width && isBlank(cells[count - 1])) count--;
  return count;
}

function isBlank(cell: RawCell | undefined): boolean {
  return cell === undefined || (typeof cell === "string" && cell.trim() === "");
}

const places = new Map<ExchangeFile, Map<string, number>>();

function indexOf(file: ExchangeFile, name: string): number {
  let known = places.get(file);
  if (!known) {
    known = new Map(file.columns.map((column: Column, i) => [column.name, i]));
    places.set(file, known);
  }
  return known.get(name) ?? -1;
}
