import { openPackage } from "../../../followup/exchange/read/zip.ts";
import type { Package } from "../../../followup/exchange/read/zip.ts";
import { isWorkbook, openWorkbook } from "../../../followup/exchange/read/workbook.ts";
import { UnreadableFile } from "../../../followup/exchange/read/rows.ts";
import type { RawCell } from "../../../followup/exchange/read/rows.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Problem, Result } from "../../../platform/basics/result.ts";
import type { Sheet } from "../../../survey/questionnaires/xlsform/sheets.ts";

/** No form is larger, unpacked. */
const largestExpanded = 64 * 1024 ** 2;

/** No form has more rows in a sheet; a sheet may say that its only row is the last of ten million. */
const mostRows = 20_000;

const notAWorkbook: Problem = {
  code: "not-a-workbook",
  message: "Filen är ingen Excel-arbetsbok (.xlsx).",
  hint: "Öppna den i ett kalkylprogram och spara den som Excel-arbetsbok.",
};

const tooManyRows = (): UnreadableFile =>
  new UnreadableFile(
    "too-many-rows",
    `ett blad har fler än ${mostRows} rader, och det har inget formulär.`,
    "Ta bort de rader som inte hör till formuläret, och försök igen.",
  );

/** The sheets of a workbook as texts, each cell in its words; rows keep their places. Problems: `not-a-workbook`, or what makes it unreadable. */
export async function openSheets(path: string, words: (cell: RawCell) => string = cellText): Promise<Result<readonly Sheet[]>> {
  let pack: Package;
  try {
    pack = await openPackage(path, largestExpanded);
  } catch (cause) {
    return failed(cause instanceof UnreadableFile && cause.code !== "invalid-zip" ? unreadable(cause) : notAWorkbook);
  }
  try {
    if (!isWorkbook(pack)) return failed(notAWorkbook);
    const { sheets } = await openWorkbook(pack);
    const read: Sheet[] = [];
    for (const { name, rows } of sheets) read.push({ name, rows: await rowsOf(rows(), words) });
    return ok(read);
  } catch (cause) {
    if (!(cause instanceof UnreadableFile)) throw cause;
    return failed(unreadable(cause));
  } finally {
    pack.close();
  }
}

const unreadable = ({ code, message, hint }: UnreadableFile): Problem => ({ code, message: `Arbetsboken: ${message}`, hint });

async function rowsOf(
  batches: AsyncIterable<readonly { readonly row: number; readonly cells: readonly RawCell[] }[]>,
  words: (cell: RawCell) => string,
): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of batches) {
    for (const { row, cells } of batch) {
      if (row > mostRows) throw tooManyRows();
      while (rows.length < row - 1) rows.push([]);
      rows.push(cells.map(words));
    }
  }
  return rows;
}

const cellText = (cell: RawCell): string => (typeof cell === "string" ? cell : "number" in cell ? cell.number : "");
