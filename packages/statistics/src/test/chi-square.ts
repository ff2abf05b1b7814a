import { check } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { type FactorColumn, factor } from "../data/table.ts";
import { degreesOfFreedom } from "../design/degrees-of-freedom.ts";
import { type Design, activeRows, domain, keepsRows } from "../design/design.ts";
import { replicateVariance } from "../design/replicate-variance.ts";
import { variance } from "../design/variance.ts";
import { chiSquareSurvival } from "../distributions/chi-square.ts";
import { fSurvival } from "../distributions/fisher.ts";
import { StatisticsError } from "../errors.ts";
import { generalisedEigenvalues, quadraticForm } from "../linear/eigen.ts";
import { quadraticFormSurvival, satterthwaite } from "../model/saddlepoint.ts";

export type TestResult = { readonly statistic: number; readonly df: readonly number[]; readonly p: number };

export type TwoWayTest = {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Weighted counts, rows × columns. */
  readonly counts: readonly (readonly number[])[];
  /** The n to which the table is scaled: rows with a weight, also those where a variable is missing. */
  readonly n: number;
  /** Sampling units minus strata, among rows with a weight. */
  readonly nu: number;
  /** Pearson's X² of the table scaled to n. */
  readonly pearson: number;
  /** Eigenvalues of Δ: the generalised design effects. */
  readonly designEffects: Float64Array;
  readonly traceDelta: number;
  /** Satterthwaite's degrees of freedom (tr Δ)²/tr Δ². */
  readonly d0: number;
  /** Second-order Rao–Scott F (Thomas & Rao): X²/tr Δ on (d₀, d₀ν). The test to publish. */
  readonly secondOrder: TestResult;
  /** First-order Rao–Scott: X² against (mean of the design effects) χ² with (r−1)(c−1) degrees of freedom. */
  readonly firstOrder: TestResult;
  /** Wald test of the interactions, W/k on (k, ν). */
  readonly wald: TestResult;
  /** Adjusted Wald, W (ν − k + 1)/(kν) on (k, ν − k + 1). */
  readonly adjustedWald: TestResult;
  /** X² with its law Σ λ χ²₁ / (χ²_{d₀ν}/d₀ν) by saddle point. */
  readonly saddlepoint: TestResult;
};

type Cells = { readonly cell: Int32Array; readonly r: number; readonly c: number; readonly rows: string[]; readonly columns: string[] };

/** Levels that have a row with a weight. */
function usedLevels(one: FactorColumn, active: (row: number) => boolean): { map: Int32Array; levels: string[] } {
  const seen = new Uint8Array(one.levels.length);
  one.codes.forEach((code, row) => {
    if (code >= 0 && active(row)) seen[code] = 1;
  });
  let next = 0;
  return { map: Int32Array.from(seen, (value) => (value === 1 ? next++ : -1)), levels: one.levels.filter((_, code) => seen[code] === 1) };
}

function cellsOf(design: Design, first: FactorColumn, second: FactorColumn): Cells {
  const active = (row: number): boolean =>
    design.weights[row] !== 0 && (first.codes[row] as number) >= 0 && (second.codes[row] as number) >= 0;
  const a = usedLevels(first, active);
  const b = usedLevels(second, active);
  for (const [one, levels] of [
    [first, a.levels],
    [second, b.levels],
  ] as const) {
    if (levels.length === 0) {
      const variable = `${first.name}, ${second.name}`;
      throw new StatisticsError("empty-domain", `No row has a weight and both of ${variable}.`, { variable, count: 0 });
    }
    if (levels.length < 2) {
      throw new StatisticsError("one-level", `"${one.name}" has only the level "${levels[0] ?? ""}"; there is no association to test.`, {
        variable: one.name,
        count: 1,
      });
    }
  }
  const c = b.levels.length;
  const cell = new Int32Array(design.n).fill(-1);
  for (let row = 0; row < design.n; row++) {
    if (active(row)) cell[row] = (a.map[first.codes[row] as number] as number) * c + (b.map[second.codes[row] as number] as number);
  }
  return { cell, r: a.levels.length, c, rows: a.levels, columns: b.levels };
}

/** Cell shares for weights: counts over their sum. */
function shares(cell: Int32Array, cells: number, weights: Float64Array): { count: Float64Array; total: number } {
  const count = new Float64Array(cells);
  let total = 0;
  for (let row = 0; row < cell.length; row++) {
    const at = cell[row] as number;
    if (at < 0) continue;
    count[at] = (count[at] as number) + (weights[row] as number);
    total += weights[row] as number;
  }
  return { count, total };
}

/** Influence of each row on the k totals. */
function influences(cell: Int32Array, k: number, weights: Float64Array): Float64Array[] {
  const ofTotal = Array.from({ length: k }, () => new Float64Array(cell.length));
  for (let row = 0; row < cell.length; row++) {
    const at = cell[row] as number;
    if (at >= 0) (ofTotal[at] as Float64Array)[row] = weights[row] as number;
  }
  return ofTotal;
}

/** The covariance of the shares from that of the totals: (I − p 1′) C (I − 1 p′) / W². */
function ofShares(covariance: Float64Array, share: Float64Array, total: number): Float64Array {
  const k = share.length;
  const derivative = new Float64Array(k * k);
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) derivative[i * k + j] = ((i === j ? 1 : 0) - (share[i] as number)) / total;
  return sandwich(derivative, covariance, k, k);
}

/** L A R′ for L (m × k), A (k × k), R (m × k), all row major. */
function sandwich(left: Float64Array, a: Float64Array, m: number, k: number): Float64Array {
  const half = new Float64Array(m * k);
  for (let i = 0; i < m; i++)
    for (let l = 0; l < k; l++) {
      const value = left[i * k + l] as number;
      if (value !== 0) for (let j = 0; j < k; j++) half[i * k + j] = (half[i * k + j] as number) + value * (a[l * k + j] as number);
    }
  const result = new Float64Array(m * m);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += (half[i * k + l] as number) * (left[j * k + l] as number);
      result[i * m + j] = sum;
    }
  return result;
}

/** Interaction contrasts: products of centred level indicators, divided by the shares ((r−1)(c−1) × cells). Empty cells give 0. */
function contrasts(share: Float64Array, r: number, c: number): Float64Array {
  const k = r * c;
  const m = (r - 1) * (c - 1);
  const result = new Float64Array(m * k);
  for (let a = 0; a < r - 1; a++)
    for (let b = 0; b < c - 1; b++)
      for (let i = 0; i < r; i++)
        for (let j = 0; j < c; j++) {
          const p = share[i * c + j] as number;
          const value = ((i === a ? 1 : 0) - (i === r - 1 ? 1 : 0)) * ((j === b ? 1 : 0) - (j === c - 1 ? 1 : 0));
          result[(a * (c - 1) + b) * k + i * c + j] = p === 0 ? 0 : value / p;
        }
  return result;
}

/** Wald statistic of the residuals Y_ij = N_ij − N_i. N_.j/N of the estimated totals, with their derivatives taken into the covariance. */
function waldStatistic(count: Float64Array, total: number, covariance: Float64Array, r: number, c: number, variable: string): number {
  const k = r * c;
  const m = (r - 1) * (c - 1);
  const { row, column } = marginsOf(count, r, c);
  const derivative = new Float64Array(m * k);
  const residual = new Float64Array(m);
  for (let a = 1; a < r; a++)
    for (let b = 1; b < c; b++) {
      const line = (a - 1) * (c - 1) + b - 1;
      const across = (row[a] as number) / total;
      const down = (column[b] as number) / total;
      residual[line] = (count[a * c + b] as number) - across * down * total;
      for (let i = 0; i < r; i++)
        for (let j = 0; j < c; j++) {
          const own = i === a && j === b ? 1 : 0;
          derivative[line * k + i * c + j] = own - (i === a ? down : 0) - (j === b ? across : 0) + across * down;
        }
    }
  return quadraticForm(sandwich(derivative, covariance, m, k), residual, variable);
}

function marginsOf(cells: Float64Array, r: number, c: number): { row: Float64Array; column: Float64Array } {
  const row = new Float64Array(r);
  const column = new Float64Array(c);
  cells.forEach((value, at) => {
    row[Math.floor(at / c)] = (row[Math.floor(at / c)] as number) + value;
    column[at % c] = (column[at % c] as number) + value;
  });
  return { row, column };
}

/** One quarter of a 2k × 2k covariance: that of the shares (0) or of the totals (1). */
function quarter(covariance: Float64Array, k: number, which: 0 | 1): Float64Array {
  const result = new Float64Array(k * k);
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) result[i * k + j] = covariance[(which * k + i) * 2 * k + which * k + j] as number;
  return result;
}

/** Covariances of the cells' shares and totals: by linearisation of the totals, or from replicates of both. */
function covariances(
  inside: Design,
  cell: Int32Array,
  share: Float64Array,
  total: number,
): { ofShare: Float64Array; ofTotal: Float64Array } {
  const k = share.length;
  if (inside.kind !== "replicate") {
    const ofTotal = variance(inside, influences(cell, k, inside.weights));
    return { ofShare: ofShares(ofTotal, share, total), ofTotal };
  }
  const both = replicateVariance(inside, (weights) => {
    const again = shares(cell, k, weights);
    return Float64Array.from([...again.count.map((value) => value / again.total), ...again.count]);
  });
  return { ofShare: quarter(both, k, 0), ofTotal: quarter(both, k, 1) };
}

/** Errors: `negative-weight` for a row or column without weight above 0, `too-few-rows` for fewer degrees of freedom than interactions. */
function refuseThin(margins: readonly number[], interactions: number, nu: number, variable: string): void {
  const negative = margins.filter((one) => !(one > 0)).length;
  if (negative > 0) {
    throw new StatisticsError("negative-weight", `${negative} rows or columns of the table of ${variable} have no weight above 0.`, {
      variable,
      count: negative,
    });
  }
  if (nu - interactions + 1 > 0) return;
  const message = `The design has ${nu} degrees of freedom, too few for the ${interactions} of the table of ${variable}.`;
  throw new StatisticsError("too-few-rows", message, { variable, count: nu });
}

/**
 * Tests of independence in a two-way table (R's `svychisq`): Rao–Scott of first and second order, Wald, adjusted Wald, saddle point; each
 * with its statistic ≥ 0, degrees of freedom and p between 0 and 1.
 *
 * Formula: p the cell shares with design covariance V; X² = n Σ (p − p₀)²/p₀; Δ = (C′D⁻¹C/n)⁻¹ C′D⁻¹VD⁻¹C with D = diag p and C the
 * interaction contrasts; F = X²/tr Δ on d₀ = (tr Δ)²/tr Δ² and d₀ν, ν = units − strata among the rows with a weight, n the rows of the
 * design (with those where a variable is missing; a domain of a calibrated design keeps its rows in n).
 * Rows with a missing variable are left out as a domain. Cells that are 0 throughout count with 1/0 → 0.
 * Reference: Rao & Scott (1981, 1984), Thomas & Rao (1987).
 * Errors: `one-level`, `empty-domain`, `unknown-column`, `lonely-psu`; `too-few-rows` with fewer degrees of freedom than the table has;
 * `singular` when the covariance of the table has no inverse; `negative-weight` when a whole row or column has none above 0.
 */
export function twoWayTest(design: Design, rowVariable: string, columnVariable: string): TwoWayTest {
  check({ design, rowVariable, columnVariable }, { design: kinds.design, rowVariable: kinds.text, columnVariable: kinds.text });
  const first = factor(design.table, rowVariable);
  const second = factor(design.table, columnVariable);
  const { cell, r, c, rows, columns } = cellsOf(design, first, second);
  const k = r * c;
  const inside = domain(design, (row) => (cell[row] as number) >= 0, `${rowVariable} by ${columnVariable}`);
  const { count, total } = shares(cell, k, design.weights);
  const share = count.map((value) => value / total);
  // As R: rows where a variable is missing count, and in a calibrated design or one with unequal probabilities also those outside a domain.
  const n = keepsRows(design) ? design.n : activeRows(design);
  const { ofShare: covariance, ofTotal } = covariances(inside, cell, share, total);
  const { row, column } = marginsOf(share, r, c);
  const m = (r - 1) * (c - 1);
  const nu = degreesOfFreedom(design);
  const variable = `${rowVariable}, ${columnVariable}`;
  refuseThin([...row, ...column], m, nu, variable);
  let pearson = 0;
  share.forEach((p, at) => {
    const expected = (row[Math.floor(at / c)] as number) * (column[at % c] as number);
    pearson += (n * (p - expected) ** 2) / expected;
  });
  const c1 = contrasts(share, r, c);
  const diagonal = new Float64Array(k * k);
  share.forEach((p, at) => (diagonal[at * k + at] = p / n));
  const lambda = generalisedEigenvalues(sandwich(c1, covariance, m, k), sandwich(c1, diagonal, m, k), m, variable);
  const list = Array.from(lambda);
  const traceDelta = list.reduce((a, b) => a + b, 0);
  if (!(traceDelta > 0)) {
    const message = `The table of ${variable} has no variance under the design in its ${m} interactions.`;
    throw new StatisticsError("singular", message, { variable, count: m });
  }
  const d0 = satterthwaite(list).df;
  const f = pearson / traceDelta;
  const wald = waldStatistic(count, total, ofTotal, r, c, variable);
  const adjusted = (wald * (nu - m + 1)) / (m * nu);
  return {
    rows,
    columns,
    counts: rows.map((_, i) => Array.from(count.subarray(i * c, (i + 1) * c))),
    n,
    nu,
    pearson,
    designEffects: lambda,
    traceDelta,
    d0,
    secondOrder: { statistic: f, df: [d0, d0 * nu], p: fSurvival(f, d0, d0 * nu) },
    firstOrder: { statistic: pearson, df: [m], p: chiSquareSurvival((pearson * m) / traceDelta, m) },
    wald: { statistic: wald / m, df: [m, nu], p: fSurvival(wald / m, m, nu) },
    adjustedWald: { statistic: adjusted, df: [m, nu - m + 1], p: fSurvival(adjusted, m, nu - m + 1) },
    saddlepoint: { statistic: pearson, df: [], p: quadraticFormSurvival(pearson, list, d0 * nu) },
  };
}
