/** Two factors crossed: shares within each row, and the Rao–Scott test that they do not depend on it. */
import { factor, domain, share, twoWayTest } from "@fortrogen/statistics";
import type { IntervalMethod } from "@fortrogen/statistics";
import { emptyNumbers, shareNumbers } from "../interval-or-none.ts";
import type { Parts, Run } from "../parts.ts";
import { partsOf } from "../parts.ts";
import type { Analysis } from "../plan.ts";
import type { Figure, Outcome, TestFigure } from "../result.ts";
import type { About } from "../sources.ts";
import { aboutOf } from "../sources.ts";

/** Figures and test of `crosstab`: shares of the columns in each row and in all rows together (label ""). Errors: those of `share` and `twoWayTest`. */
export function crosstab(run: Run, analysis: Analysis): Outcome {
  const { row: rowName = "", column: columnName = "", interval } = analysis;
  const parts = partsOf(run.design, analysis);
  const [rows, columns] = [factor(run.design.table, rowName), factor(run.design.table, columnName)];
  const units = enterTable(run, aboutOf(run.sources, analysis, [columnName]), parts, { rows, columns });
  const options = { missing: "omit", level: run.confidence, ...(interval ? { method: interval as IntervalMethod } : {}) } as const;
  const figures: Figure[] = [];
  const tests: TestFigure[] = [];
  parts.list.forEach(({ labels, design }, p) => {
    const both = (at: number): boolean => (rows.codes[at] as number) >= 0 && (columns.codes[at] as number) >= 0;
    if (!design.weights.some((weight, at) => weight !== 0 && both(at))) {
      const needs = [units[p]?.[rows.levels.length] ?? -1];
      figures.push({ labels: [...labels, ""], measure: "share", name: columnName, ...emptyNumbers, needs });
      return;
    }
    const test = twoWayTest(design, rowName, columnName);
    const lines = [...test.rows.map((level) => ({ label: level, code: rows.levels.indexOf(level) })), { label: "", code: -1 }];
    for (const { label, code } of lines) {
      const line = domain(design, (at) => both(at) && (code < 0 || rows.codes[at] === code), label === "" ? rowName : label);
      for (const level of test.columns) {
        const numbers = shareNumbers((df) => share(line, { variable: columnName, level }, { ...options, ...df }));
        figures.push({
          labels: [...labels, label],
          measure: "share",
          name: level,
          ...numbers,
          needs: [units[p]?.[code < 0 ? rows.levels.length : code] ?? -1],
        });
      }
    }
    const { statistic, df, p: probability } = test.secondOrder;
    tests.push({
      labels,
      name: `${rowName} × ${columnName}`,
      method: "Rao–Scott F",
      statistic,
      df,
      p: probability,
      needs: lines.map(({ code }) => units[p]?.[code < 0 ? rows.levels.length : code] ?? -1),
    });
  });
  return { by: [...(analysis.by ?? []), rowName], figures, tests };
}

type Codes = { readonly levels: readonly string[]; readonly codes: Int32Array };

/** One unit for each row of the table, and one for all rows, in each part. The last of each list is all rows. */
function enterTable(
  run: Run,
  about: About,
  { list, groupOf }: Parts,
  { rows, columns }: { readonly rows: Codes; readonly columns: Codes },
): number[][] {
  const [r, c] = [rows.levels.length, columns.levels.length];
  const partition = run.ledger.partition(() =>
    groupOf.map((group, at) => {
      const [i, j] = [rows.codes[at] as number, columns.codes[at] as number];
      return group < 0 || i < 0 || j < 0 ? -1 : (group * r + i) * c + j;
    }),
  );
  // Rows without a row or column of the table were asked for too.
  const asked = run.ledger.partition(() => groupOf.map((group, at) => (group < 0 ? -1 : group * (r + 1) + 1 + (rows.codes[at] as number))));
  return list.map((_, g) => {
    const line = (i: number): number[] => Array.from({ length: c }, (__, j) => (g * r + i) * c + j);
    const all = rows.levels.flatMap((__, i) => line(i));
    const unit = (codes: number[], scope: number[]): number =>
      run.ledger.unit(about, [{ partition, codes }], {
        parts: columns.levels.map((__, j) => ({ partition, codes: codes.filter((code) => code % c === j) })),
        scopes: [{ partition: asked, codes: scope }],
      });
    const own = g * (r + 1);
    const everyRow = Array.from({ length: r + 1 }, (__, i) => own + i);
    return [...rows.levels.map((__, i) => unit(line(i), [own + 1 + i])), unit(all, everyRow)];
  });
}
