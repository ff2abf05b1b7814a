/** A cell of a workbook as the text that a person would have written in the column, or why it cannot be known. */
import type { CellFault } from "../check/values.ts";
import type { Column } from "../format.ts";
import type { RawCell } from "./rows.ts";

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Day 0 of Excel's calendar as it is right from March 1900 on (Excel believes in 29 February 1900). */
const EXCEL_ZERO = Date.UTC(1899, 11, 30);
const DAYS_1904 = 1462;
const FIRST_TRUE_DAY = 61;
const LAST_DAY = 109_574; // 2199-12-31

export type CellText = { readonly text: string } | { readonly fault: CellFault };

/** Where a cell stands in a workbook: `place` from 0, `row` as the sheet numbers it. */
type CellPlace = { readonly place: number; readonly row: number };

/** "C2". */
export function cellName({ place, row }: CellPlace): string {
  let letters = "";
  for (let rest = place + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters + String(row);
}

/**
 * The cell's text: a day or a time where the cell's style is one, whole numbers without decimals, other numbers as Excel shows them. A
 * number without such a style in a column of days is a fault and never a day, and so is a day where an identifier should stand.
 */
export function cellText(column: Column, cell: Exclude<RawCell, string>, at: CellPlace, date1904: boolean): CellText {
  if ("hasNoResult" in cell) {
    return fault(
      "formula-without-result",
      `cell ${cellName(at)} har en formel utan sparat resultat.`,
      "Öppna arbetsboken i Excel, låt den räkna om och spara den, eller klistra in värdena i stället för formlerna.",
    );
  }
  const value = Number(cell.number);
  if (!Number.isFinite(value)) return { text: cell.number };
  const { kind } = column.value;
  if (kind === "date" || kind === "time") {
    return cell.isDate ? { text: dayText(value + (date1904 ? DAYS_1904 : 0), kind) ?? plainText(cell.number) } : noDate(at, cell.number);
  }
  if (!cell.isDate) return { text: plainText(cell.number) };
  const shown = dayText(value + (date1904 ? DAYS_1904 : 0), "date") ?? plainText(cell.number);
  if (kind === "text" || kind === "list") return { text: shown };
  return fault(
    "unexpected-date",
    `cell ${cellName(at)} är ett datum (${shown}) och kan ha varit något annat från början.`,
    "Formatera kolumnen som text och skriv in värdet på nytt.",
  );
}

function noDate(at: CellPlace, number: string): CellText {
  return fault(
    "number-not-date",
    `cell ${cellName(at)} är talet ${plainText(number)} och inte ett datum.`,
    "Skriv datumet som ÅÅÅÅ-MM-DD, eller formatera kolumnen som datum.",
  );
}

function fault(code: string, message: string, hint: string): CellText {
  return { fault: { code, message, hint } };
}

/** The day, or the day and minute, that Excel's calendar gives the number; undefined outside it. A day with a time of the day shows both. */
function dayText(serial: number, kind: "date" | "time"): string | undefined {
  if (serial < FIRST_TRUE_DAY || serial > LAST_DAY + 1) return undefined;
  const exact = Math.round(EXCEL_ZERO + serial * DAY);
  const nearest = Math.round(exact / MINUTE) * MINUTE;
  // The last half minute of a day is not the next day.
  const isSameDay = Math.floor(nearest / DAY) === Math.floor(exact / DAY);
  const minute = new Date(isSameDay ? nearest : exact).toISOString().slice(0, 16);
  return kind === "date" && minute.endsWith("T00:00") ? minute.slice(0, 10) : minute;
}

function plainText(number: string): string {
  const value = Number(number);
  if (Number.isSafeInteger(value)) return String(value);
  return /E/i.test(number) ? number.toUpperCase() : String(Number(value.toPrecision(15)));
}
