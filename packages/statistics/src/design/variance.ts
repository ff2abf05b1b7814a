// The one variance engine. Estimators hand over influence values; strata, clusters, finite populations and calibration live here.
import { check, listOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import { type Design, keepsRows } from "./design.ts";
import { type Stage, markedStrata } from "./stages.ts";
import { type CalibrationStep, type RegressionStep, calibrationResiduals, fittedByCell } from "./residuals.ts";

/** A stratum counts as taken whole when less than this part of it is left unsampled. */
const WHOLE = 1e-7;
/** Units taken at a time in the sums of products. */
const BLOCK = 512;

/**
 * Covariance matrix (p × p, row major) of p statistics by Taylor linearisation, in squares of their units.
 * Each influence vector holds the weighted influence w_i z_i per row, 0 outside the domain. With z_hj the total of unit j in stratum h.
 * Formula: V = Σ_h (1 − n_h/N_h) n_h/(n_h−1) Σ_j (z_hj − z̄_h)(z_hj − z̄_h)′ + Σ_units (n_h/N_h) V_2, n_h counted in the full design.
 * With calibrations the influence is first replaced by its regression residuals. PPS designs use Brewer's or Overton's approximation.
 * Reference: Särndal, Swensson & Wretman (1992) §4.3, Binder (1983), Deville & Särndal (1992), Brewer (2002), Overton (1985).
 * Errors: `lonely-psu` with the number of strata, `argument` for a replicate design, vectors of the wrong length, or data that are
 * infinite or too large to be squared.
 */
export function variance(design: Design, influence: readonly Float64Array[]): Float64Array {
  check({ design, influence }, { design: kinds.design, influence: listOf(kinds.floats, "Float64Arrays") });
  if (design.kind === "replicate") {
    const count = design.replicates?.weights.length ?? 0;
    throw new StatisticsError("argument", `A design with ${count} replicates has no linearised variance; use replicateVariance.`, {
      variable: "design",
      count,
    });
  }
  for (const z of influence) {
    if (z.length === design.n) continue;
    throw new StatisticsError("argument", `An influence vector has ${z.length} values for ${design.n} rows.`, {
      variable: "influence",
      count: z.length,
    });
  }
  let z: readonly Float64Array[] = influence;
  const { steps, last } = splitCalibrations(design);
  for (const step of steps) z = calibrationResiduals(step, z);
  const fits = last === null ? null : { cellOfRow: last.cellOfRow, after: last.after, fitted: fittedByCell(last, z) };
  const p = influence.length;
  const result = new Float64Array(p * p);
  design.stages.forEach((stage) => addStage(result, design, stage, z, fits));
  for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) result[k * p + j] = result[j * p + k] as number;
  refuseBroken(result);
  return result;
}

type CollapsedStep = RegressionStep & { readonly cellOfRow: Int32Array };
/** The last calibration's fit by cell, for residuals that are worked out as they are read. */
type Fits = { readonly cellOfRow: Int32Array; readonly after: Float64Array; readonly fitted: readonly Float64Array[] };

/**
 * The calibrations whose residuals are made, and the one whose residuals are worked out as they are read: where every row is a unit that is
 * possible for the last, and saves a copy of the influence.
 */
function splitCalibrations(design: Design): { steps: readonly CalibrationStep[]; last: CollapsedStep | null } {
  const { calibrations, stages, pps } = design;
  const last = calibrations.at(-1);
  const areRowsUnits = stages.length === 1 && stages[0]?.unitOfRow === null && pps !== "overton";
  if (!areRowsUnits || last?.kind !== "regression" || last.cellOfRow === null) return { steps: calibrations, last: null };
  return { steps: calibrations.slice(0, -1), last: { ...last, cellOfRow: last.cellOfRow } };
}

/** Errors: `argument` when a variance is no finite number. */
export function refuseBroken(covariance: Float64Array): void {
  const broken = covariance.filter((value) => !Number.isFinite(value)).length;
  if (broken === 0) return;
  throw new StatisticsError(
    "argument",
    `${broken} of ${covariance.length} variances and covariances are not finite: the data are infinite, or too large to be squared.`,
    { variable: "covariance", count: broken },
  );
}

/** Totals of the units of a stage, one vector per statistic; the influence itself where every row is a unit. Not to be written to. */
function unitTotals(stage: Stage, z: Float64Array): Float64Array {
  if (stage.unitOfRow === null) return z;
  const totals = new Float64Array(stage.units);
  for (let row = 0; row < z.length; row++) {
    const unit = stage.unitOfRow[row] as number;
    totals[unit] = (totals[unit] as number) + (z[row] as number);
  }
  return totals;
}

/** Adds the stage's term to the lower triangle of `result`. */
function addStage(result: Float64Array, design: Design, stage: Stage, influence: readonly Float64Array[], fits: Fits | null): void {
  const p = influence.length;
  const totals = influence.map((z) => unitTotals(stage, z));
  const factors = stratumFactors(design, stage);
  if (design.pps === "overton") {
    addOverton(result, stage, totals, factors, design.ppsVariance);
    return;
  }
  const { stratumOfUnit, correction } = stage;
  const read = (j: number, from: number, size: number, part: Float64Array): void => {
    const total = totals[j] as Float64Array;
    if (fits === null) {
      for (let i = 0; i < size; i++) part[i] = total[from + i] as number;
      return;
    }
    const { cellOfRow, after } = fits;
    const fitted = fits.fitted[j] as Float64Array;
    for (let i = 0; i < size; i++) {
      const row = from + i;
      part[i] = (total[row] as number) - (after[row] as number) * (fitted[cellOfRow[row] as number] as number);
    }
  };
  const means = totals.map((_, j) => {
    const sums = stratumSums(stage, (from, size, part) => {
      read(j, from, size, part);
    });
    return stratumCentres(design, stage, sums);
  });
  // By blocks that stay in the processor's cache: no copy of the influence is made, which for a million rows is most of the time.
  const scaled = totals.map(() => new Float64Array(BLOCK));
  const root = new Float64Array(BLOCK);
  for (let from = 0; from < stage.units; from += BLOCK) {
    const size = Math.min(BLOCK, stage.units - from);
    for (let i = 0; i < size; i++) {
      const weight = (factors[stratumOfUnit[from + i] as number] as number) * (correction[from + i] as number);
      root[i] = weight <= 0 ? 0 : Math.sqrt(weight);
    }
    for (let j = 0; j < p; j++) {
      const [mean, part] = [means[j], scaled[j]] as [Float64Array, Float64Array];
      read(j, from, size, part);
      for (let i = 0; i < size; i++) {
        part[i] = ((part[i] as number) - (mean[stratumOfUnit[from + i] as number] as number)) * (root[i] as number);
      }
      for (let k = 0; k <= j; k++) {
        const other = scaled[k] as Float64Array;
        let sum = 0;
        for (let i = 0; i < size; i++) sum += (part[i] as number) * (other[i] as number);
        result[j * p + k] = (result[j * p + k] as number) + sum;
      }
    }
  }
}

/** Sum of the units of each stratum. */
function stratumSums(
  { units, strata, stratumOfUnit }: Stage,
  read: (from: number, size: number, part: Float64Array) => void,
): Float64Array {
  const sums = new Float64Array(strata);
  const part = new Float64Array(BLOCK);
  for (let from = 0; from < units; from += BLOCK) {
    const size = Math.min(BLOCK, units - from);
    read(from, size, part);
    for (let i = 0; i < size; i++) {
      const stratum = stratumOfUnit[from + i] as number;
      sums[stratum] = (sums[stratum] as number) + (part[i] as number);
    }
  }
  return sums;
}

/**
 * What the units of each stratum are measured from: their mean; for a lonely unit that is "adjusted" the mean of all units drawn in the strata
 * beside it (of the whole stage, or of the same unit of the stage before), as survey 4.2 and later do. 4.1 measured it from 0, which is the same
 * for a mean or a ratio, whose influence sums to 0, and too much for a total.
 */
function stratumCentres(design: Design, stage: Stage, sums: Float64Array): Float64Array {
  const { sampled, parent } = stage;
  const centres = sums.map((sum, stratum) => sum / (sampled[stratum] as number));
  if (design.lonelyPsu !== "adjust" || !sampled.includes(1)) return centres;
  const seen = seenStrata(design, stage);
  const sum = new Map<number, number>();
  const drawn = new Map<number, number>();
  sums.forEach((one, stratum) => {
    if (seen[stratum] === 0) return;
    const unit = parent[stratum] as number;
    sum.set(unit, (sum.get(unit) ?? 0) + one);
    drawn.set(unit, (drawn.get(unit) ?? 0) + (sampled[stratum] as number));
  });
  return centres.map((centre, stratum) => {
    if (sampled[stratum] !== 1) return centre;
    const unit = parent[stratum] as number;
    return (sum.get(unit) ?? 0) / (drawn.get(unit) ?? 1);
  });
}

/** What each stratum's sum of squares is multiplied by, the correction aside: (carried n/N) · n/(n−1), with the lonely-PSU rule. */
function stratumFactors(design: Design, stage: Stage): Float64Array {
  const factors = new Float64Array(stage.strata);
  const single = lonelyStrata(design, stage);
  const lonely = single.reduce((sum, one) => sum + one, 0);
  if (lonely > 0 && design.lonelyPsu === "fail") {
    const { variable, names, count } = markedStrata(design.table, stage, single);
    throw new StatisticsError(
      "lonely-psu",
      `${count} strata have a single sampled unit that is not the whole stratum (${names}); choose a lonely-PSU rule (remove, certainty, adjust, average) or merge strata.`,
      { variable, count },
    );
  }
  for (let stratum = 0; stratum < stage.strata; stratum++) {
    const drawn = stage.sampled[stratum] as number;
    const carried = stage.carried[stratum] as number;
    if (drawn > 1) factors[stratum] = (carried * drawn) / (drawn - 1);
    else factors[stratum] = single[stratum] === 1 && design.lonelyPsu === "adjust" ? carried : 0;
  }
  if (lonely > 0 && design.lonelyPsu === "average") spreadOverLonely(design, stage, single, factors);
  return factors;
}

/** 1 for each stratum with one unit drawn of more, that the design can see. */
function lonelyStrata(design: Design, stage: Stage): Uint8Array {
  const seen = seenStrata(design, stage);
  const single = new Uint8Array(stage.strata);
  for (let unit = 0; unit < stage.units; unit++) {
    const stratum = stage.stratumOfUnit[unit] as number;
    if (stage.sampled[stratum] !== 1 || (stage.correction[unit] as number) < WHOLE) continue;
    single[stratum] = seen[stratum] as number;
  }
  return single;
}

/** `average`: the strata that have a variance stand in for those that do not, within each unit of the stage before. */
function spreadOverLonely(design: Design, stage: Stage, single: Uint8Array, factors: Float64Array): void {
  const seen = seenStrata(design, stage);
  const all = new Map<number, number>();
  const fine = new Map<number, number>();
  for (let stratum = 0; stratum < stage.strata; stratum++) {
    if (seen[stratum] === 0) continue;
    const parent = stage.parent[stratum] as number;
    all.set(parent, (all.get(parent) ?? 0) + 1);
    if (single[stratum] === 0) fine.set(parent, (fine.get(parent) ?? 0) + 1);
  }
  for (let stratum = 0; stratum < stage.strata; stratum++) {
    const parent = stage.parent[stratum] as number;
    const strata = all.get(parent) ?? 0;
    const usable = fine.get(parent) ?? 0;
    if (strata > 0 && usable === 0) {
      throw new StatisticsError("lonely-psu", `All ${strata} strata have a single unit; there is no stratum to take an average from.`, {
        variable: markedStrata(design.table, stage, single).variable,
        count: strata,
      });
    }
    if (usable > 0) factors[stratum] = ((factors[stratum] as number) * strata) / usable;
  }
}

/** 1 for each stratum with a row in the domain; for all where the domain keeps its rows: a calibration reaches them through its residuals. */
function seenStrata(design: Design, stage: Stage): Uint8Array {
  if (!design.restricted || keepsRows(design)) return new Uint8Array(stage.strata).fill(1);
  const seen = new Uint8Array(stage.strata);
  for (let row = 0; row < design.n; row++) {
    if (design.weights[row] === 0) continue;
    seen[stage.stratumOfUnit[stage.unitOfRow === null ? row : (stage.unitOfRow[row] as number)] as number] = 1;
  }
  return seen;
}

/**
 * Overton's joint probabilities: π_i π_j / π_ij = (n − (π_i + π_j)/2)/(n − 1), so that the Horvitz–Thompson (HT) and the
 * Yates–Grundy (YG) double sums close to sums over units.
 */
function addOverton(result: Float64Array, stage: Stage, totals: readonly Float64Array[], factors: Float64Array, form: "HT" | "YG"): void {
  const p = totals.length;
  const { strata, stratumOfUnit, correction, sampled, carried, units } = stage;
  for (let j = 0; j < p; j++) {
    const a = totals[j] as Float64Array;
    for (let k = 0; k <= j; k++) {
      const b = totals[k] as Float64Array;
      const [sumA, sumB, piA, piB, sumAB, piAB, sumPi] = Array.from({ length: 7 }, () => new Float64Array(strata)) as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      for (let unit = 0; unit < units; unit++) {
        const h = stratumOfUnit[unit] as number;
        const pi = 1 - (correction[unit] as number);
        const u = a[unit] as number;
        const v = b[unit] as number;
        sumA[h] = (sumA[h] as number) + u;
        sumB[h] = (sumB[h] as number) + v;
        piA[h] = (piA[h] as number) + pi * u;
        piB[h] = (piB[h] as number) + pi * v;
        sumAB[h] = (sumAB[h] as number) + u * v;
        piAB[h] = (piAB[h] as number) + pi * u * v;
        sumPi[h] = (sumPi[h] as number) + pi;
      }
      let sum = 0;
      for (let h = 0; h < strata; h++) {
        const n = sampled[h] as number;
        const [A, B, PA, PB, AB, PAB, P] = [sumA, sumB, piA, piB, sumAB, piAB, sumPi].map((one) => one[h] as number) as [
          number,
          number,
          number,
          number,
          number,
          number,
          number,
        ];
        if (n === 1) {
          sum += (factors[h] as number) * (AB - PAB);
          continue;
        }
        // Σ_{i≠j} ((π_i + π_j)/2 − 1) a_i b_j
        const cross = (PA * B + A * PB) / 2 - PAB - (A * B - AB);
        if (form === "HT") sum += (carried[h] as number) * (AB - PAB + cross / (n - 1));
        else {
          // −½ Σ_ij D_ij (a_i − a_j)(b_i − b_j) = Σ_{i≠j} D_ij a_i b_j − Σ_i a_i b_i Σ_{j≠i} D_ij
          const own = ((n - 1) * PAB + (P * AB - PAB)) / 2 - (n - 1) * AB;
          sum += ((carried[h] as number) * (cross - own)) / (n - 1);
        }
      }
      result[j * p + k] = (result[j * p + k] as number) + sum;
    }
  }
}

/**
 * Standard errors from a p × p covariance matrix (row major): p numbers ≥ 0 in the units of the estimates. Formula: √V_jj.
 * Reference: as R's `SE`, which gives NaN where this refuses. A double sum over joint probabilities can come out negative.
 * Errors: `singular` with the number of variances that are negative or missing.
 */
export function standardErrors(covariance: Float64Array): Float64Array {
  check({ covariance }, { covariance: kinds.floats });
  const p = Math.round(Math.sqrt(covariance.length));
  const diagonal = Float64Array.from({ length: p }, (_, j) => covariance[j * p + j] as number);
  const broken = diagonal.filter((value) => !(value >= 0)).length;
  if (broken > 0) {
    throw new StatisticsError(
      "singular",
      `${broken} of the ${p} variances in the covariance matrix are negative, so they have no standard error. Overton's approximation can do so: try ppsVariance "YG" or pps "brewer".`,
      { variable: "covariance", count: broken },
    );
  }
  return diagonal.map(Math.sqrt);
}
