import writeXlsxFile from "write-excel-file/node";

/** A sheet of texts, the header first. */
export type TextSheet = {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** Of its columns, in signs. */
  readonly widths?: readonly number[];
};

/** Sheets of texts as an Excel workbook; the first row of each stays in sight. */
export async function sheetsAsXlsx(sheets: readonly TextSheet[]): Promise<Buffer> {
  const made = sheets.map(({ name, rows, widths = [] }) => ({
    sheet: name,
    data: rows.map((row, place) =>
      row.map((value) =>
        value === "" ? null : { value, wrap: true, alignVertical: "top" as const, ...(place === 0 ? { fontWeight: "bold" as const } : {}) },
      ),
    ),
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  }));
  return writeXlsxFile(made).toBuffer();
}
