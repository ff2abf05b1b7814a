import { check } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import { factor } from "../data/table.ts";
import { type Design, activeRows, domain } from "../design/design.ts";
import { degreesOfFreedom } from "../design/degrees-of-freedom.ts";
import { standardErrors } from "../design/variance.ts";
import { type Progress, checkAborted } from "../design/replicate-variance.ts";
import { type Estimate, type Statistic, estimateOf } from "./statistic.ts";

export type Group = {
  /** One label per grouping variable. */
  readonly labels: readonly string[];
  /** The design with everyone else at weight 0. */
  readonly design: Design;
  /** Unweighted rows. */
  readonly rows: number;
};

/**
 * The groups that have rows, as domains with their number of rows, in level order with the first variable varying fastest.
 * Formula: weights w_i in the group and 0 outside, as `domain`. Reference: Särndal, Swensson & Wretman (1992), chapter 10; as R's `svyby`.
 * Errors: `unknown-column`; `empty-domain` when no row has all the variables.
 */
export function groups(design: Design, by: readonly string[]): Group[] {
  check({ design, by }, { design: kinds.design, by: kinds.someColumnNames });
  const factors = by.map((name) => factor(design.table, name));
  // Numbers, and cells only where there are rows: two variables of many levels have more crossings than a computer holds.
  const cellOfRow = new Float64Array(design.n);
  const seen = new Set<number>();
  for (let row = 0; row < design.n; row++) {
    let cell = 0;
    let stride = 1;
    for (const one of factors) {
      const code = one.codes[row] as number;
      cell = code < 0 || cell < 0 ? -1 : cell + stride * code;
      stride *= one.levels.length;
    }
    cellOfRow[row] = cell;
    if (cell >= 0 && design.weights[row] !== 0) seen.add(cell);
  }
  const result: Group[] = [];
  for (const cell of [...seen].sort((a, b) => a - b)) {
    let rest = cell;
    const labels = factors.map((one) => {
      const label = one.levels[rest % one.levels.length] ?? "";
      rest = Math.floor(rest / one.levels.length);
      return label;
    });
    const part = domain(design, (row) => cellOfRow[row] === cell, labels.join(", "));
    result.push({ labels, design: part, rows: activeRows(part) });
  }
  if (result.length === 0)
    throw new StatisticsError("empty-domain", `No group of ${by.join(", ")} has a row.`, { variable: by.join(", "), count: 0 });
  return result;
}

export type GroupedEstimate = {
  readonly groups: readonly Group[];
  /** One estimate per group, with the degrees of freedom of the group. */
  readonly estimates: readonly Estimate[];
  /** All groups together: names `group:variable`, groups fastest, with the covariance between groups. */
  readonly joint: Estimate;
};

/**
 * A statistic in every group, in its own units, the groups being domains of one design, so that differences between groups have their
 * covariance. Example: `byGroups(design, ["stype"], (part) => meanStatistic(part, ["api00"]))`.
 * Formula: the statistic's with weight 0 outside the group, one covariance matrix for all. Reference: Särndal, Swensson & Wretman (1992),
 * chapter 10; as R's `svyby` with `covmat = TRUE`. Errors: `unknown-column`, `empty-domain`, `lonely-psu`, `aborted`, and those of the statistic.
 */
export function byGroups(
  design: Design,
  by: readonly string[],
  statistic: (part: Design) => Statistic,
  progress: Progress = {},
): GroupedEstimate {
  check(
    { design, by, statistic, progress },
    { design: kinds.design, by: kinds.someColumnNames, statistic: kinds.callback, progress: kinds.progressOptions },
  );
  const parts = groups(design, by);
  const statistics = parts.map((part) => {
    checkAborted(progress);
    const given = statistic(part.design);
    check({ statistic: given }, { statistic: kinds.statistic });
    return given;
  });
  const p = statistics[0]?.names.length ?? 0;
  const pick = (values: readonly Float64Array[]): Float64Array =>
    Float64Array.from(
      { length: p * parts.length },
      (_, index) => values[index % parts.length]?.[Math.floor(index / parts.length)] ?? Number.NaN,
    );
  const vectors = (of: (one: Statistic) => readonly Float64Array[]): Float64Array[] => {
    const all = statistics.map(of);
    return Array.from(
      { length: p * parts.length },
      (_, index) => all[index % parts.length]?.[Math.floor(index / parts.length)] ?? new Float64Array(design.n),
    );
  };
  const joint: Statistic = {
    names: Array.from({ length: p * parts.length }, (_, index) => {
      const variable = statistics[0]?.names[Math.floor(index / parts.length)] ?? "";
      return `${parts[index % parts.length]?.labels.join(".") ?? ""}:${variable}`;
    }),
    values: pick(statistics.map((one) => one.values)),
    rows: parts.reduce((sum, part) => sum + part.rows, 0),
    influence: () => vectors((one) => one.influence()),
    ...(statistics.some((one) => one.noise !== undefined) ? { noise: () => vectors((one) => one.noise?.() ?? []) } : {}),
    recompute: (weights) =>
      pick(
        statistics.map((one, g) => {
          const inside = parts[g]?.design.weights ?? weights;
          return one.recompute(weights.map((weight, row) => (inside[row] === 0 ? 0 : weight)));
        }),
      ),
  };
  const together = estimateOf(design, joint, progress);
  // Every group's own covariance stands in the joint one, unless a lonely stratum is held to the other strata of the group.
  const separate = design.kind === "replicate" || design.lonelyPsu === "average" || design.lonelyPsu === "adjust";
  const estimates = parts.map((part, g) => {
    const statistic = statistics[g] as Statistic;
    if (separate) return estimateOf(part.design, statistic);
    const covariance = new Float64Array(p * p);
    for (let j = 0; j < p; j++) {
      for (let k = 0; k < p; k++) {
        covariance[j * p + k] = together.covariance[(j * parts.length + g) * p * parts.length + k * parts.length + g] as number;
      }
    }
    const { names, values, rows } = statistic;
    return { names, estimate: values, se: standardErrors(covariance), covariance, df: degreesOfFreedom(part.design), rows };
  });
  return { groups: parts, estimates, joint: together };
}

/**
 * Weighted counts of the crossed levels of two variables, in units of the population. Formula: `cells[i][j]` = Σ w over the rows of level i
 * and level j. Missing values are left out. Reference: as R's `svytable`. Errors: `unknown-column`.
 */
export function weightedTable(
  design: Design,
  rowVariable: string,
  columnVariable: string,
): { rows: readonly string[]; columns: readonly string[]; cells: number[][] } {
  check({ design, rowVariable, columnVariable }, { design: kinds.design, rowVariable: kinds.text, columnVariable: kinds.text });
  const a = factor(design.table, rowVariable);
  const b = factor(design.table, columnVariable);
  const cells = a.levels.map(() => b.levels.map(() => 0));
  for (let row = 0; row < design.n; row++) {
    const line = cells[a.codes[row] as number];
    const code = b.codes[row] as number;
    if (line !== undefined && code >= 0) line[code] = (line[code] as number) + (design.weights[row] as number);
  }
  return { rows: a.levels, columns: b.levels, cells };
}
