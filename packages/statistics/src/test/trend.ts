import { check, optional, options as shapeOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { factor } from "../data/table.ts";
import { degreesOfFreedom } from "../design/degrees-of-freedom.ts";
import { type Design, domain } from "../design/design.ts";
import { covarianceOf } from "../design/replicate-variance.ts";
import { fSurvival } from "../distributions/fisher.ts";
import { standardErrors } from "../design/variance.ts";
import { studentTwoSided } from "../distributions/student.ts";
import { StatisticsError } from "../errors.ts";
import { criticalValue } from "../estimate/statistic.ts";
import { quadraticForm } from "../linear/eigen.ts";
import { evaluateColumn } from "../data/evaluate.ts";
import { parseExpression } from "../data/expression.ts";

export type Change = {
  readonly from: string;
  readonly to: string;
  readonly difference: number;
  readonly standardError: number;
  readonly t: number;
  readonly p: number;
  readonly lower: number;
  readonly upper: number;
};

export type Trend = {
  readonly waves: readonly string[];
  /** Mean (share, for a 0/1 variable) of each wave, and the covariance of the means. */
  readonly estimate: Float64Array;
  readonly standardErrors: Float64Array;
  readonly covariance: Float64Array;
  readonly df: number;
  /** Each wave against the one before. */
  readonly changes: readonly Change[];
  /** Slope per unit of `scores` through the wave means, each wave counting alike. */
  readonly slope: { readonly estimate: number; readonly standardError: number; readonly t: number; readonly p: number };
  /** Wald test that all waves have the same mean. */
  readonly equality: { readonly f: number; readonly numeratorDf: number; readonly denominatorDf: number; readonly p: number };
};

/** Weighted means by wave; the influence vectors are made only when asked for. */
function meansBy(
  values: Float64Array,
  codes: Int32Array,
  waves: number,
  weights: Float64Array,
): { mean: Float64Array; total: Float64Array } {
  const sum = new Float64Array(waves);
  const total = new Float64Array(waves);
  for (let row = 0; row < values.length; row++) {
    const wave = codes[row] as number;
    const weight = weights[row] as number;
    if (wave < 0 || weight === 0) continue;
    sum[wave] = (sum[wave] as number) + weight * (values[row] as number);
    total[wave] = (total[wave] as number) + weight;
  }
  return { mean: sum.map((value, wave) => value / (total[wave] as number)), total };
}

/** c′V c. */
function contrastVariance(covariance: Float64Array, c: Float64Array): number {
  const k = c.length;
  let sum = 0;
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) sum += (c[i] as number) * (c[j] as number) * (covariance[i * k + j] as number);
  return Math.sqrt(Math.max(0, sum));
}

function tested(difference: number, standardError: number, df: number, name: string, waves: number): { t: number; p: number } {
  if (!(standardError > 0)) {
    throw new StatisticsError("singular", `The change in "${name}" over ${waves} waves has no variance under the design.`, {
      variable: name,
      count: waves,
    });
  }
  const t = difference / standardError;
  return { t, p: studentTwoSided(t, df) };
}

const trendOptions = shapeOf<{ scores?: readonly number[]; level?: number }>({
  scores: optional(kinds.numberList),
  level: optional(kinds.anyNumber),
});

/**
 * Trend of a mean or share over waves: changes from wave to wave, a linear slope, and the test that nothing changed; in the units of the
 * variable (per unit of the scores for the slope), p between 0 and 1.
 *
 * Formula: means by wave m with design covariance V. Independent cross-sections (wave is a stratum) have Var(m_b − m_a) = V_a + V_b; for a panel
 * let the respondent be the sampling unit across waves, then V holds the covariances. Slope = Σ (s − s̄) m / Σ (s − s̄)², s the scores (years).
 * t and F on units − strata of the rows that answered. `variable` is a number or an expression (`"high"`, `"trust == 'hög'"`).
 * Reference: Särndal, Swensson & Wretman (1992) §9.9; Lumley (2010). Errors: `one-level` for a single wave, `argument` for scores that are
 * missing or all the same, `singular` when a change has no variance, `too-few-rows` without degrees of freedom, `wrong-column-type` for a
 * factor, `unknown-column`, `unknown-level`, `unsupported` for a function that formulas do not know, `lonely-psu`.
 */
export function trendTest(
  design: Design,
  variable: string,
  wave: string,
  options: { readonly scores?: readonly number[]; readonly level?: number } = {},
): Trend {
  check({ design, variable, wave, options }, { design: kinds.design, variable: kinds.text, wave: kinds.text, options: trendOptions });
  const evaluated = evaluateColumn(design.table, parseExpression(variable));
  if (evaluated.kind === "factor" && evaluated.levels.join() !== "FALSE,TRUE") {
    const count = evaluated.levels.length;
    const message = `"${variable}" is a factor with ${count} levels; name the category, as in "${variable} == 'x'".`;
    throw new StatisticsError("wrong-column-type", message, { variable, count });
  }
  const values =
    evaluated.kind === "numeric" ? evaluated.values : Float64Array.from(evaluated.codes, (code) => (code < 0 ? Number.NaN : code));
  const all = factor(design.table, wave);
  const answered = (row: number): boolean =>
    design.weights[row] !== 0 && !Number.isNaN(values[row] as number) && (all.codes[row] as number) >= 0;
  const seen = new Uint8Array(all.levels.length);
  for (let row = 0; row < design.n; row++) if (answered(row)) seen[all.codes[row] as number] = 1;
  const waves = all.levels.filter((_, code) => seen[code] === 1);
  const k = waves.length;
  if (k < 2) {
    throw new StatisticsError("one-level", `"${wave}" has ${k} wave with answers to "${variable}"; a trend needs two.`, {
      variable: wave,
      count: k,
    });
  }
  let next = 0;
  const map = Int32Array.from(seen, (one) => (one === 1 ? next++ : -1));
  const codes = Int32Array.from(all.codes, (code, row) => (answered(row) ? (map[code] as number) : -1));
  const scores = options.scores ?? waves.map((label, at) => (waves.every((one) => Number.isFinite(Number(one))) ? Number(label) : at));
  if (scores.length !== k || scores.some((one) => !Number.isFinite(one))) {
    throw new StatisticsError("argument", `There are ${scores.length} scores for ${k} waves.`, { variable: wave, count: scores.length });
  }
  if (new Set(scores).size < 2) {
    throw new StatisticsError("argument", `The ${k} waves of "${wave}" have the same score; there is no slope.`, {
      variable: wave,
      count: k,
    });
  }
  const inside = domain(design, answered, variable);
  const df = degreesOfFreedom(inside);
  const { mean, total } = meansBy(values, codes, k, design.weights);
  const covariance = covarianceOf(
    inside,
    () =>
      waves.map((_, at) => {
        const z = new Float64Array(design.n);
        for (let row = 0; row < design.n; row++) {
          if (codes[row] === at)
            z[row] = ((design.weights[row] as number) * ((values[row] as number) - (mean[at] as number))) / (total[at] as number);
        }
        return z;
      }),
    (weights) => meansBy(values, codes, k, weights).mean,
  );
  const quantile = criticalValue(options.level ?? 0.95, df);
  const changes = waves.slice(1).map((to, at) => {
    const contrast = new Float64Array(k);
    contrast[at] = -1;
    contrast[at + 1] = 1;
    const difference = (mean[at + 1] as number) - (mean[at] as number);
    const standardError = contrastVariance(covariance, contrast);
    const half = quantile * standardError;
    const { t, p } = tested(difference, standardError, df, variable, k);
    return { from: waves[at] ?? "", to, difference, standardError, t, p, lower: difference - half, upper: difference + half };
  });
  const centre = scores.reduce((a, b) => a + b, 0) / k;
  const spread = scores.reduce((a, b) => a + (b - centre) ** 2, 0);
  const contrast = Float64Array.from(scores, (one) => (one - centre) / spread);
  const estimate = contrast.reduce((a, c, at) => a + c * (mean[at] as number), 0);
  const slopeError = contrastVariance(covariance, contrast);
  return {
    waves,
    estimate: mean,
    standardErrors: standardErrors(covariance),
    covariance,
    df,
    changes,
    slope: { estimate, standardError: slopeError, ...tested(estimate, slopeError, df, variable, k) },
    equality: equality(mean, covariance, df, variable),
  };
}

function equality(mean: Float64Array, covariance: Float64Array, df: number, variable: string): Trend["equality"] {
  const k = mean.length;
  const m = k - 1;
  const difference = Float64Array.from({ length: m }, (_, i) => (mean[i + 1] as number) - (mean[0] as number));
  const v = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      v[i * m + j] =
        (covariance[(i + 1) * k + j + 1] as number) -
        (covariance[(i + 1) * k] as number) -
        (covariance[j + 1] as number) +
        (covariance[0] as number);
    }
  }
  const denominatorDf = df - m + 1;
  if (denominatorDf <= 0)
    throw new StatisticsError("too-few-rows", `The design has ${df} degrees of freedom, too few for ${k} waves.`, { variable, count: df });
  const f = quadraticForm(v, difference, variable) / m;
  return { f, numeratorDf: m, denominatorDf, p: fSurvival(f, m, denominatorDf) };
}
