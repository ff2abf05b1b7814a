/** All figures of a plan as one tidy CSV: a row per figure, a column per grouping variable. */
import { check } from "@fortrogen/statistics/parts";
import type { PlanResult } from "./result.ts";
import { planResult } from "./result-shape.ts";

const field = (value: string | number | null): string => {
  const text = value === null ? "" : String(value);
  return /[",\r\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/**
 * `results.csv`: UTF-8, comma, point as decimal sign, in any language of the page. Columns: analysis, type, kind (figure or test), measure, name,
 * one `by_…` for each grouping variable, estimate, se, lower, upper, confidence, p, rows, statistic, df (joined by a space), hidden, remark. Empty
 * where there is no number; hidden figures have `hidden` 1 and no numbers. Errors: `argument` for another kind of thing.
 */
export function renderCsv(result: PlanResult): string {
  check({ result }, { result: planResult });
  const { results } = result;
  const groups = [...new Set(results.flatMap(({ by }) => by))];
  const header = [
    ["analysis", "type", "kind", "measure", "name"],
    groups.map((name) => `by_${name}`),
    ["estimate", "se", "lower", "upper", "confidence", "p", "rows", "statistic", "df", "hidden", "remark"],
  ].flat();
  const lines = results.flatMap(({ id, type, by, confidence, rows, tests }) => {
    const place = (labels: readonly string[]): string[] => groups.map((name) => labels[by.indexOf(name)] ?? "");
    return [
      ...rows.map((row) => [
        ...[id, type, "figure", row.measure, row.name, ...place(row.labels)],
        ...[row.estimate, row.se, row.lower, row.upper, confidence, row.p, row.rows, null, null, Number(row.hidden), row.remark],
      ]),
      ...tests.map((test) => [
        ...[id, type, "test", test.method, test.name, ...place(test.labels)],
        ...[null, null, null, null, null, test.p, null, test.statistic, test.df?.join(" ") ?? null, Number(test.hidden), null],
      ]),
    ];
  });
  return `${[header, ...lines].map((line) => line.map(field).join(",")).join("\n")}\n`;
}

/** The weights of every row, before and after: columns row (1 for the first row of the data), base_weight, weight. Errors: none. */
export function renderWeights(base: Float64Array, final: Float64Array): string {
  return `row,base_weight,weight\n${Array.from(base, (weight, row) => `${row + 1},${weight},${final[row] ?? 0}`).join("\n")}\n`;
}
