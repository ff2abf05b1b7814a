// Reads the reference folder's CSV files: UTF-8, comma, strings quoted, missing = unquoted NA.
import { readFileSync } from "node:fs";
import { type Column, type Table, createTable, factorColumn, numericColumn } from "../src/data/table.ts";

type Field = { text: string; quoted: boolean };
export type ColumnSchema = { type: string; levels?: string[] };

/** The rows of a CSV text, each field with whether it was quoted. */
export function parseCsv(text: string): Field[][] {
  const rows: Field[][] = [];
  let row: Field[] = [];
  let at = 0;
  while (at < text.length) {
    let field = "";
    let quoted = false;
    if (text[at] === '"') {
      quoted = true;
      at += 1;
      for (;;) {
        const end = text.indexOf('"', at);
        field += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        field += '"';
        at += 1;
      }
    } else {
      const start = at;
      while (at < text.length && text[at] !== "," && text[at] !== "\n" && text[at] !== "\r") at += 1;
      field = text.slice(start, at);
    }
    row.push({ text: field, quoted });
    if (text[at] === ",") {
      at += 1;
      if (at < text.length && text[at] !== "\n") continue;
      row.push({ text: "", quoted: false });
    }
    if (text[at] === "\r") at += 1;
    if (text[at] === "\n") at += 1;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** A table from a CSV file and its schema; columns without a schema are numbers if all their values are. */
export function readTable(path: string, schema: Record<string, ColumnSchema> = {}): Table {
  const [header, ...rows] = parseCsv(readFileSync(path, "utf8"));
  const columns = (header ?? []).map(({ text: name }, position): Column => {
    const values = rows.map((row) => {
      const field = row[position];
      return field === undefined || (!field.quoted && (field.text === "NA" || field.text === "")) ? null : field.text;
    });
    const type = schema[name]?.type ?? (values.every((value) => value === null || Number.isFinite(Number(value))) ? "number" : "string");
    if (type === "number" || type === "integer" || type === "logical") {
      return numericColumn(
        name,
        values.map((value) => (value === null ? null : value === "TRUE" ? 1 : value === "FALSE" ? 0 : Number(value))),
      );
    }
    return factorColumn(name, values, schema[name]?.levels, type === "ordered");
  });
  return createTable(columns);
}
