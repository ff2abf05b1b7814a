/** An XLSForm as sheets of texts: what is written to a workbook and read out of one. */

export type Sheet = { readonly name: string; readonly rows: readonly (readonly string[])[] };

/** A row of a sheet with its place (1-based, as a spreadsheet shows it), by column. */
export type SheetRow = { readonly row: number; readonly of: Readonly<Record<string, string>> };

/** The columns that we write. Those with "fortrogen" are ours; other programs leave them alone. */
export const surveyColumns = [
  ...["type", "name", "label", "hint", "guidance_hint", "required", "relevant", "constraint", "constraint_message", "appearance"],
  ...["fortrogen_kind", "fortrogen_comment", "fortrogen_heading"],
] as const;
export const choiceColumns = ["list_name", "name", "label", "from", "to", "value", "outside", "alone"] as const;

/** The columns that are said in every language of the form. */
export const translatedColumns: readonly string[] = ["label", "hint", "guidance_hint", "constraint_message"];

/** The rows of a sheet below its header, empty ones left out. Column names lose their case and spaces at the ends. Errors: none. */
export function rowsOf(sheets: readonly Sheet[], name: string): readonly SheetRow[] {
  const [head = [], ...rows] = sheets.find((sheet) => sheet.name.trim().toLowerCase() === name)?.rows ?? [];
  const columns = head.map((column) => column.trim().toLowerCase());
  return rows.flatMap((cells, place) => {
    const of = Object.fromEntries(columns.flatMap((column, i) => (column === "" || !cells[i]?.trim() ? [] : [[column, cells[i].trim()]])));
    return Object.keys(of).length === 0 ? [] : [{ row: place + 2, of }];
  });
}

/** What a row says in a column, in the form's language where there are several (`label::Svenska (sv)`); "" for nothing. Errors: none. */
export function said({ of }: SheetRow, column: string, language = ""): string {
  const exact = of[column];
  if (exact !== undefined) return exact;
  const translated = Object.keys(of).filter((key) => key.startsWith(`${column}::`));
  return (
    of[
      translated.find((key) => language !== "" && (key.endsWith(`(${language})`) || key.endsWith(`::${language}`))) ?? translated[0] ?? ""
    ] ?? ""
  );
}
