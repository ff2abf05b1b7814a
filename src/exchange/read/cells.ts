/** A number of a workbook as the text that a person would have written in the column. */
import type { Column } from "../format.ts";
import type { RawCell } from "./rows.ts";

const DAY = 86_400_000;
/** Day 0 of Excel's calendar as it is right from March 1900 on (Excel believes in 29 February 1900). */
const EXCEL_ZERO = Date.UTC(1899, 11, 30);
const DAYS_1904 = 1462;
const FIRST_TRUE_DAY = 61;
const LAST_DAY = 109_574; // 2199-12-31

/** The cell's text: dates and times by Excel's calendar, whole numbers without decimals, other numbers as Excel shows them. */
export function cellText(column: Column, cell: RawCell, date1904: boolean): string {
  if (typeof cell === "string") return cell;
  const value = Number(cell.number);
  if (!Number.isFinite(value)) return cell.number;
  const kind = column.value.kind;
  if (kind === "date" || kind === "time") {
    const serial = value + (date1904 ? DAYS_1904 : 0);
    if (serial >= FIRST_TRUE_DAY && serial <= LAST_DAY) {
      const minute = new Date(Math.round((EXCEL_ZERO + serial * DAY) / 60_000) * 60_000).toISOString().slice(0, 16);
      // A date with a time of the day is no date: show both, so that the check can say so.
      return kind === "date" && minute.endsWith("T00:00") ? minute.slice(0, 10) : minute;
    }
  }
  if (Number.isSafeInteger(value)) return String(value);
  return /E/i.test(cell.number) ? cell.number.toUpperCase() : String(Number(value.toPrecision(15)));
}
