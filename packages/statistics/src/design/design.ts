// The sampling design: which rows, with which weights, drawn how. Everything else asks the design for its variance.
import { check, either, optional, options as shapeOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import { type Table, column } from "../data/table.ts";
import { type Stage, buildStages } from "./stages.ts";
import type { CalibrationStep } from "./residuals.ts";

/**
 * What to do with a stratum where only one unit was drawn (and not the whole stratum):
 * `fail` stops; `remove` and `certainty` let it add nothing; `adjust` takes the unit's distance from the mean of all units drawn;
 * `average` gives it the mean of the other strata. Names and results as in R survey (4.2 and later).
 */
export type LonelyPsu = "fail" | "remove" | "certainty" | "adjust" | "average";

/** Replicate weights: `weights[r]` are the analysis weights of replicate r; V = scale · Σ rscales_r (θ_r − centre)(θ_r − centre)′. */
export type Replicates = {
  readonly type: "JK1" | "JKn" | "BRR" | "bootstrap" | "other";
  readonly weights: readonly Float64Array[];
  readonly scale: number;
  readonly rscales: Float64Array;
  /** true: centre is the full-sample estimate; false (as R): the mean of the replicates. */
  readonly mse: boolean;
};

export type Design = {
  readonly table: Table;
  /** Rows of the table, in or out of the domain. */
  readonly n: number;
  /** Analysis weights; 0 outside the domain. */
  readonly weights: Float64Array;
  readonly kind: "linearised" | "replicate";
  readonly stages: readonly Stage[];
  readonly lonelyPsu: LonelyPsu;
  /** Probability-proportional-to-size without replacement, and the approximation of its joint probabilities. */
  readonly pps: "brewer" | "overton" | null;
  /** Variance form of the Overton approximation. */
  readonly ppsVariance: "HT" | "YG";
  /** Calibrations done, oldest first: each removes a regression from the influence before the variance is taken. */
  readonly calibrations: readonly CalibrationStep[];
  readonly replicates: Replicates | null;
  /** true when rows outside a domain carry weight 0. */
  readonly restricted: boolean;
};

export type DesignOptions = {
  /** Columns of the units of each stage, outermost first. None: every row is a unit. */
  readonly ids?: readonly string[];
  /** Columns of the strata of each stage. */
  readonly strata?: readonly string[];
  /** Column or vector of weights. None: Π N/n from `fpc`, or 1 for all. */
  readonly weights?: string | Float64Array;
  /** Columns of population sizes of each stage, or sampling fractions when no value exceeds 1. */
  readonly fpc?: readonly string[];
  /** Ids are unique within strata only. */
  readonly nest?: boolean;
  readonly lonelyPsu?: LonelyPsu;
  /** `fpc` holds inclusion probabilities of each unit. */
  readonly pps?: "brewer" | "overton";
  readonly ppsVariance?: "HT" | "YG";
};

const designOptions = shapeOf<DesignOptions>({
  ids: optional(kinds.columnNames),
  strata: optional(kinds.columnNames),
  weights: optional(either(kinds.text, kinds.floats)),
  fpc: optional(kinds.columnNames),
  nest: optional(kinds.flag),
  lonelyPsu: optional(kinds.lonelyPsu),
  pps: optional(kinds.pps),
  ppsVariance: optional(kinds.ppsVariance),
});

/**
 * A design on a table: who was drawn how, with weights in units of the population. Formula of the weights: as given, or Π N/n over the
 * stages when `fpc` has the population sizes N, or 1. Sampling counts as with replacement where no `fpc` is given.
 * Reference: Särndal, Swensson & Wretman (1992), chapters 3–4; Lumley (2010), chapter 3; as R's `svydesign`.
 * Errors: `too-few-rows`, `missing-weight`, `negative-weight`, `zero-weights`, `missing-values`, `not-nested`, `population-size`,
 * `unknown-column`, `wrong-column-type`, `argument`.
 */
export function surveyDesign(table: Table, options: DesignOptions = {}): Design {
  check({ table, options }, { table: kinds.table, options: designOptions });
  if (table.n === 0) throw new StatisticsError("too-few-rows", "The table has 0 rows.", { variable: "table", count: 0 });
  const pps = options.pps ?? null;
  if (pps !== null && (options.fpc ?? []).length === 0) {
    throw new StatisticsError("argument", `A ${pps} design needs the inclusion probabilities in fpc, of which there are 0 columns.`, {
      variable: "fpc",
      count: 0,
    });
  }
  const { stages, probabilities } = buildStages(table, {
    ids: options.ids ?? [],
    strata: options.strata ?? [],
    fpc: options.fpc ?? [],
    nest: options.nest ?? false,
    pps: pps !== null,
  });
  let weights: Float64Array;
  if (options.weights !== undefined) weights = checkedWeights(table, options.weights);
  // To the last bit as R has them, so that a quantile where the running sum of weights meets p exactly is the same.
  else if (probabilities !== null) weights = probabilities.map((probability) => 1 / probability);
  else weights = new Float64Array(table.n).fill(1);
  return {
    table,
    n: table.n,
    weights,
    kind: "linearised",
    stages,
    lonelyPsu: options.lonelyPsu ?? "fail",
    pps,
    ppsVariance: options.ppsVariance ?? "HT",
    calibrations: [],
    replicates: null,
    restricted: false,
  };
}

/**
 * Weights that can be used: as many as rows, none missing, none negative, not all zero.
 * Errors: `unknown-column`, `wrong-column-type`, `argument`, `missing-weight`, `negative-weight`, `zero-weights`, each with the number of rows.
 */
function checkedWeights(table: Table, source: string | Float64Array): Float64Array {
  const name = typeof source === "string" ? source : "weights";
  let values: Float64Array;
  if (typeof source === "string") {
    const found = column(table, source);
    if (found.kind !== "numeric") {
      const count = found.levels.length;
      throw new StatisticsError("wrong-column-type", `"${name}" must be a number; it is a factor with ${count} levels.`, {
        variable: name,
        count,
      });
    }
    values = found.values;
  } else values = source;
  return usableVector(table, name, values);
}

function usableVector(table: Table, name: string, values: Float64Array): Float64Array {
  if (values.length !== table.n) {
    throw new StatisticsError("argument", `There are ${values.length} weights for ${table.n} rows.`, {
      variable: name,
      count: values.length,
    });
  }
  let missing = 0;
  let negative = 0;
  let positive = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) missing += 1;
    else if (value < 0) negative += 1;
    else if (value > 0) positive += 1;
  }
  if (missing > 0) {
    throw new StatisticsError("missing-weight", `"${name}" is missing or infinite in ${missing} rows.`, { variable: name, count: missing });
  }
  if (negative > 0)
    throw new StatisticsError("negative-weight", `"${name}" is negative in ${negative} rows.`, { variable: name, count: negative });
  if (positive === 0)
    throw new StatisticsError("zero-weights", `"${name}" is 0 in all ${table.n} rows.`, { variable: name, count: table.n });
  return values;
}

/**
 * A domain (subpopulation): rows outside get weight 0 and stay in the design, so that the units without a member of the domain
 * keep adding their zeros to the variance: returns the design with the weights (in their unit) inside and 0 outside.
 * `inside` is a mask (non-zero = inside) or a test of the row number. Formula: w_i 1(i in the domain), never a smaller sample.
 * Reference: Särndal, Swensson & Wretman (1992), chapter 10; as R's `subset` of a design.
 * Errors: `empty-domain` names the domain, count 0; `argument` when a mask has another length than the table.
 */
export function domain(design: Design, inside: ArrayLike<number> | ((row: number) => boolean), name = "domain"): Design {
  check({ design, inside, name }, { design: kinds.design, inside: either(kinds.numbers, kinds.callback), name: kinds.text });
  if (typeof inside !== "function" && inside.length !== design.n) {
    throw new StatisticsError("argument", `The mask of "${name}" has ${inside.length} values for ${design.n} rows.`, {
      variable: name,
      count: inside.length,
    });
  }
  const test = typeof inside === "function" ? inside : (row: number) => (inside[row] ?? 0) !== 0;
  const weights = new Float64Array(design.n);
  const keep = new Uint8Array(design.n);
  let rows = 0;
  for (let row = 0; row < design.n; row++) {
    if (!test(row)) continue;
    keep[row] = 1;
    const weight = design.weights[row] as number;
    weights[row] = weight;
    if (weight !== 0) rows += 1;
  }
  if (rows === 0) {
    throw new StatisticsError("empty-domain", `"${name}" has none of the ${design.n} rows with a weight.`, { variable: name, count: 0 });
  }
  const replicates =
    design.replicates === null
      ? null
      : { ...design.replicates, weights: design.replicates.weights.map((one) => one.map((value, row) => (keep[row] === 1 ? value : 0))) };
  return { ...design, weights, replicates, restricted: true };
}

/**
 * Returns the same design with other weights (after trimming, or a non-response factor that is not a calibration): one number ≥ 0 per row,
 * in units of the population. Formula: w replaces the old; the variance takes it as given, and calibrations made before keep their place in
 * it.
 * Errors: `argument` for a wrong number of weights, `missing-weight`, `negative-weight`, `zero-weights`; `unsupported` for a design with
 * replicates, whose own weights would have to change with these.
 */
export function withWeights(design: Design, weights: Float64Array): Design {
  check({ design, weights }, { design: kinds.design, weights: kinds.floats });
  if (design.replicates !== null) {
    const count = design.replicates.weights.length;
    throw new StatisticsError(
      "unsupported",
      `New weights would leave the ${count} replicates as they are, and the variance wrong; change the weights first, then make the replicates.`,
      { variable: "weights", count },
    );
  }
  return { ...design, weights: usableVector(design.table, "weights", weights) };
}

/**
 * Whether the rows outside a domain stay in sight with weight 0, as R keeps them where a calibration or unequal probabilities tie all rows together.
 * Otherwise a stratum without a row in the domain is no part of it. Errors: none.
 */
export function keepsRows(design: Design): boolean {
  return design.calibrations.length > 0 || design.pps !== null;
}

/** The number of rows with a weight other than 0: the unweighted n of the domain. Errors: `argument` for another kind of thing. */
export function activeRows(design: Design): number {
  check({ design }, { design: kinds.design });
  let count = 0;
  for (const weight of design.weights) if (weight !== 0) count += 1;
  return count;
}
