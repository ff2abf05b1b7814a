import writeXlsxFile from "write-excel-file/node";
import type { Row } from "write-excel-file/node";
import { flatColumns } from "./rows.ts";
import type { FlatColumn, FlatRow } from "./rows.ts";

const headings: Readonly<Record<FlatColumn, { readonly text: string; readonly width: number }>> = {
  kommun: { text: "Kommun", width: 10 },
  period_fran: { text: "Från och med", width: 13 },
  period_till: { text: "Till och med", width: 13 },
  fraga: { text: "Fråga", width: 7 },
  fas: { text: "Fas", width: 12 },
  rad: { text: "Rad i enkäten", width: 48 },
  form: { text: "Form", width: 20 },
  grupp: { text: "Grupp", width: 10 },
  svar: { text: "Svar", width: 34 },
  andel: { text: "Andel", width: 9 },
  taljare: { text: "Täljare", width: 9 },
  namnare: { text: "Nämnare", width: 9 },
  median: { text: "Median", width: 9 },
  saknas_for_att: { text: "Saknas för att", width: 20 },
  varfor_inte: { text: "Varför inte", width: 40 },
  fragetext: { text: "Frågans text", width: 60 },
  population: { text: "Population", width: 50 },
  taljare_ar: { text: "Täljaren är", width: 50 },
  namnare_ar: { text: "Nämnaren är", width: 50 },
  regel: { text: "Regel", width: 60 },
  kalla: { text: "Källa", width: 50 },
};

/** The rows as an Excel workbook with one sheet, "Svar"; the first row stays in sight. */
export async function rowsAsXlsx(rows: readonly FlatRow[]): Promise<Buffer> {
  const head: Row = flatColumns.map((column) => ({ value: headings[column].text, fontWeight: "bold", wrap: true }));
  const body: Row[] = rows.map((row) =>
    flatColumns.map((column) => {
      const value = row[column];
      if (value === null) return null;
      return column === "andel" ? { value, format: "0 %", alignVertical: "top" } : { value, wrap: true, alignVertical: "top" };
    }),
  );
  const columns = flatColumns.map((column) => ({ width: headings[column].width }));
  return writeXlsxFile([head, ...body], { sheet: "Svar", columns, stickyRowsCount: 1 }).toBuffer();
}
