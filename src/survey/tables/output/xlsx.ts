/** A workbook: tables to read, figures to work with, and what is known of them. No merged cells; notes stand under their table. */
import writeXlsxFile from "write-excel-file/node";
import type { Row } from "write-excel-file/node";
import { nameOf } from "../quality-declaration.ts";
import type { Table } from "../table.ts";
import { cellColumns, toCellLines } from "./cells.ts";
import type { Publication } from "./publication.ts";
import { hiddenMeans } from "./publication.ts";

/** The workbook with the sheets "Tabeller", "Data" and "Om statistiken". */
export async function publicationAsXlsx(publication: Publication): Promise<Buffer> {
  const bold = (value: string) => ({ value, fontWeight: "bold" as const, wrap: true });
  const data: Row[] = toCellLines(publication.tables).map((line) =>
    cellColumns.map((column) => (line[column] === null ? (column === "varde" ? { value: ".." } : null) : { value: line[column] })),
  );
  const known: Row[] = metadata(publication).map(([name, text]) => [
    { ...bold(name), alignVertical: "top" },
    { value: text, wrap: true },
  ]);
  return writeXlsxFile([
    {
      data: publication.tables.flatMap(presented),
      sheet: "Tabeller",
      columns: [{ width: 60 }, ...Array.from({ length: 6 }, () => ({ width: 18 }))],
    },
    {
      data: [cellColumns.map((column) => bold(column)), ...data],
      sheet: "Data",
      columns: [10, 40, 16, 26, 50, 40, 8, 9, 6].map((width) => ({ width })),
      stickyRowsCount: 1,
    },
    { data: known, sheet: "Om statistiken", columns: [{ width: 34 }, { width: 110 }] },
  ]).toBuffer();
}

function presented(table: Table): Row[] {
  const name = `${nameOf(table.id)}. ${table.title}${table.group === null ? "" : ` ${table.group.value}`}`;
  const n =
    table.bases === undefined && table.unit === "procent" && table.rows.every((row) => row.n === undefined)
      ? [`n = ${table.n ?? ".."}`]
      : [];
  return [
    [{ value: name, fontWeight: "bold" }],
    [table.stub, ...table.columns].map((value) => (value === "" ? null : { value, fontWeight: "bold", wrap: true, alignVertical: "top" })),
    ...table.rows.map(({ label, values }): Row => [
      { value: label, wrap: true, alignVertical: "top" },
      ...values.map((value) => ({ value: value ?? "..", align: "right" as const })),
    ]),
    ...[...n, ...table.notes].map((value): Row => [{ value }]),
    [],
  ];
}

function metadata({ title, source, survey, quality, audit, made, version, texts }: Publication): [string, string][] {
  return [
    ["Titel", title],
    ["Källa", source],
    ["Enkät", survey],
    ["Framställd", made.toISOString()],
    ["Program", `Förtrogen ${version}`],
    ["Tecken", hiddenMeans(audit)],
    ...quality.map(({ heading, text }): [string, string] => [heading, text.filter((words) => words !== "").join("\n")]),
    ...texts.map(({ text, value, base }): [string, string] => [text, `${value ?? ".."} procent av ${base}`]),
    ...(audit === null ? [] : ([["Granskning", JSON.stringify(audit)]] as [string, string][])),
  ];
}
