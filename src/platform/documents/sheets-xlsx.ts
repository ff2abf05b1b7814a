import writeXlsxFile from "write-excel-file/node";

/** A sheet of texts and numbers, the header first. */
export type TextSheet = {
  readonly name: string;
  readonly rows: readonly (readonly (string | number)[])[];
  /** Of its columns, in signs. */
  readonly widths?: readonly number[];
  /** Whether its cells stay texts when somebody types in a spreadsheet, so that 3.10 becomes neither 3.1 nor a day. */
  readonly asText?: boolean;
};

/** Sheets of texts as an Excel workbook; the first row of each stays in sight. */
export async function sheetsAsXlsx(sheets: readonly TextSheet[]): Promise<Buffer> {
  const made = sheets.map(({ name, rows, widths = [], asText = false }) => ({
    sheet: name,
    data: rows.map((row, place) =>
      row.map((value) =>
        value === ""
          ? null
          : {
              ...{ value, wrap: true, alignVertical: "top" as const },
              ...(asText && typeof value === "string" ? { format: "@" } : {}),
              ...(place === 0 ? { fontWeight: "bold" as const } : {}),
            },
      ),
    ),
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  }));
  return writeXlsxFile(made).toBuffer();
}
