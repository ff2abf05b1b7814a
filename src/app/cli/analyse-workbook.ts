import { measureIn, workbookIn } from "#analysis-plan/analyse";
import type { PlanResult, Result } from "#analysis-plan/analyse";
import { sheetsAsXlsx } from "../../platform/documents/sheets-xlsx.ts";

type Cell = string | number;

const cell = (value: number | null): Cell => value ?? "";

/** All figures and tests of a plan as a workbook, each number as a number. What the rule hides has none. */
export function analysisAsXlsx({ results, language }: PlanResult): Promise<Buffer> {
  const words = workbookIn(language);
  const shown = (hidden: boolean): string => (hidden ? words.hidden : words.shown);
  /** The levels of a group; a text without a level is all of them together. */
  const groupOf = ({ by }: Result, labels: readonly string[]): string =>
    by.map((name, at) => `${name}: ${labels[at] === "" || labels[at] === undefined ? words.everyone : labels[at]}`).join(", ");
  const figures = results.flatMap((result) =>
    result.rows.map((row): Cell[] => [
      ...[result.title, groupOf(result, row.labels), measureIn(row.measure, language), row.name],
      ...[row.estimate, row.se, row.lower, row.upper, row.p, row.rows].map(cell),
      shown(row.hidden),
    ]),
  );
  const tests = results.flatMap((result) =>
    result.tests.map((test): Cell[] => [
      ...[result.title, groupOf(result, test.labels), test.method, test.name, cell(test.statistic)],
      ...[test.df?.map((one) => one.toLocaleString(language)).join("; ") ?? "", cell(test.p), shown(test.hidden)],
    ]),
  );
  const sheets = [{ name: words.sheets[0], rows: [[...words.figures], ...figures], widths: [28, 24, 20, 20, 12, 12, 12, 12, 10, 12, 12] }];
  if (tests.length > 0)
    sheets.push({ name: words.sheets[1], rows: [[...words.tests], ...tests], widths: [28, 24, 20, 24, 12, 16, 10, 12] });
  return sheetsAsXlsx(sheets);
}
