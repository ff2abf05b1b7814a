// Replicate weights made from a design: each replicate leaves out, halves or redraws first-stage units.
import { byKey, check, listOf, optional, options } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import type { Table } from "../data/table.ts";
import type { Design, Replicates } from "./design.ts";
import { type Progress, checkAborted } from "./replicate-variance.ts";
import { type Stage, markedStrata } from "./stages.ts";

export type ReplicateMethod =
  | { readonly type: "JK1" }
  | { readonly type: "JKn" }
  /** Balanced half-samples; `fay` in [0, 1) keeps that part of the weight in the other half. */
  | { readonly type: "BRR"; readonly fay?: number }
  /** Rescaled bootstrap of n_h − 1 units per stratum. Same seed, same weights. */
  | { readonly type: "bootstrap"; readonly replicates: number; readonly seed: number };

const typed = { type: kinds.text };
const replicateMethod = byKey(
  "type",
  {
    JK1: options<{ type: string }>(typed),
    JKn: options<{ type: string }>(typed),
    BRR: options<{ type: string; fay?: number }>({ ...typed, fay: optional(kinds.anyNumber) }),
    bootstrap: options<{ type: string; replicates: number; seed: number }>({
      ...typed,
      replicates: kinds.anyNumber,
      seed: kinds.anyNumber,
    }),
  },
  'how the replicates are made, such as { type: "JK1" }',
);

/**
 * A design with replicate weights made from its first stage: the weights of each replicate are in the unit of the design's own.
 * Formula: JK1 deletes one unit of an unstratified design, scale (n−1)/n (1−f); JKn deletes one unit of a stratum, rscales
 * (n_h−1)/n_h (1−f_h); BRR takes Hadamard half-samples of two units per stratum, scale 1/(R (1−fay)²), without regard to finite
 * populations; bootstrap redraws n_h−1 units, with the finite population factor √(1−f). Later stages count within their first-stage unit.
 * Replicates come before calibration, as in R survey since 4.2: calibrate the result, and each replicate is calibrated with it.
 * Reference: Wolter (2007); Rao, Wu & Yue (1992) for the bootstrap. Errors: `argument` for a design that is calibrated or has
 * replicates, BRR without two units per stratum, JK1 with strata; `lonely-psu`; `unsupported` for PPS designs; `aborted`.
 */
export function withReplicates(design: Design, method: ReplicateMethod, mse = false, progress: Progress = {}): Design {
  check(
    { design, method, mse, progress },
    { design: kinds.design, method: replicateMethod, mse: kinds.flag, progress: kinds.progressOptions },
  );
  refuseCalibrated(design);
  const stage = design.stages[0];
  if (stage === undefined || design.kind === "replicate") {
    const count = design.replicates?.weights.length ?? 0;
    throw new StatisticsError("argument", `The design has ${count} replicates already.`, { variable: "design", count });
  }
  if (design.pps !== null) {
    const message = `There are no ${method.type} replicates for a PPS design (${stage.units} units with unequal probabilities); use its linearised variance.`;
    throw new StatisticsError("unsupported", message, { variable: "pps", count: stage.units });
  }
  const plan = makePlan(design.table, stage, method);
  const weights: Float64Array[] = [];
  for (let r = 0; r < plan.count; r++) {
    checkAborted(progress);
    const factors = plan.factors(r);
    weights.push(
      design.weights.map((weight, row) => weight * (factors[stage.unitOfRow === null ? row : (stage.unitOfRow[row] as number)] as number)),
    );
    progress.onProgress?.((r + 1) / plan.count);
  }
  const replicates: Replicates = { type: method.type, weights, scale: plan.scale, rscales: plan.rscales, mse };
  return { ...design, kind: "replicate", replicates };
}

/** A variance from replicates knows of a calibration only what the replicates' own weights know. Errors: `argument`. */
function refuseCalibrated(design: Design): void {
  const count = design.calibrations.length;
  if (count === 0) return;
  throw new StatisticsError(
    "argument",
    `This design has been calibrated ${count} times. Make the replicates first and calibrate them after, so that each is calibrated too.`,
    { variable: "design", count },
  );
}

const givenReplicates = options<Replicates>(
  {
    type: kinds.replicateType,
    weights: listOf(kinds.floats, "Float64Arrays"),
    scale: kinds.anyNumber,
    rscales: optional(kinds.numbers),
    mse: kinds.flag,
  },
  "replicates",
);

/**
 * A design from replicate weights that came with the data: `weights[r]` are analysis weights (the weight itself included), in the unit of
 * the design's own. Formula: V = scale · Σ_r rscales_r (θ_r − centre)², rscales 1 when not said. Reference: as R's `svrepdesign`; Wolter (2007).
 * Errors: `argument` when lengths differ, a scale is negative or missing, or the design is calibrated already (give the final weights to
 * `surveyDesign` instead); `negative-weight`, `missing-weight`.
 */
export function fromReplicateWeights(
  design: Design,
  replicates: Omit<Replicates, "rscales"> & { readonly rscales?: ArrayLike<number> },
): Design {
  check({ design, replicates }, { design: kinds.design, replicates: givenReplicates });
  refuseCalibrated(design);
  const count = replicates.weights.length;
  const rscales = Float64Array.from(replicates.rscales ?? new Float64Array(count).fill(1));
  if (count < 2 || rscales.length !== count) {
    throw new StatisticsError("argument", `There are ${count} replicates and ${rscales.length} scales.`, { variable: "rscales", count });
  }
  const used = rscales.filter((one) => one > 0).length;
  if (used < 2 || !rscales.every((one) => one >= 0 && one < Infinity) || !(replicates.scale > 0 && replicates.scale < Infinity)) {
    const message = `The scale ${replicates.scale} and the ${count} rscales must be finite, not negative, and two of them above 0; ${used} are.`;
    throw new StatisticsError("argument", message, { variable: "rscales", count: used });
  }
  replicates.weights.forEach((one, r) => {
    const variable = `replicate ${r + 1}`;
    if (one.length !== design.n) {
      throw new StatisticsError("argument", `${variable} has ${one.length} weights for ${design.n} rows.`, { variable, count: one.length });
    }
    const missing = one.filter((weight) => !Number.isFinite(weight)).length;
    if (missing > 0) {
      throw new StatisticsError("missing-weight", `${variable} has ${missing} missing or infinite weights.`, { variable, count: missing });
    }
    const bad = one.filter((weight) => weight < 0).length;
    if (bad > 0) throw new StatisticsError("negative-weight", `${variable} has ${bad} negative weights.`, { variable, count: bad });
  });
  return { ...design, kind: "replicate", replicates: { ...replicates, rscales } };
}

type Plan = {
  readonly count: number;
  readonly scale: number;
  readonly rscales: Float64Array;
  readonly factors: (r: number) => Float64Array;
};

function makePlan(table: Table, stage: Stage, method: ReplicateMethod): Plan {
  switch (method.type) {
    case "JK1":
      return deleteOne(table, stage, true);
    case "JKn":
      return deleteOne(table, stage, false);
    case "BRR":
      return halves(table, stage, method.fay ?? 0);
    case "bootstrap":
      return bootstrap(table, stage, method.replicates, method.seed);
  }
}

/** Errors: `lonely-psu` names the strata with a single unit. */
function refuseLonely(table: Table, stage: Stage, what: string): void {
  const { variable, names, count } = markedStrata(
    table,
    stage,
    stage.sampled.map((n) => (n < 2 ? 1 : 0)),
  );
  if (count === 0) return;
  throw new StatisticsError("lonely-psu", `${count} strata have a single unit (${names}), ${what}.`, { variable, count });
}

function deleteOne(table: Table, stage: Stage, single: boolean): Plan {
  if (single && stage.strata > 1) {
    throw new StatisticsError("argument", `JK1 is for designs without strata; "${stage.strataName}" has ${stage.strata}: use JKn.`, {
      variable: stage.strataName,
      count: stage.strata,
    });
  }
  refuseLonely(table, stage, "which a jackknife cannot leave out");
  const part = (unit: number): number => {
    const n = stage.sampled[stage.stratumOfUnit[unit] as number] as number;
    return ((n - 1) / n) * (stage.correction[unit] as number);
  };
  return {
    count: stage.units,
    scale: single ? part(0) : 1,
    rscales: Float64Array.from({ length: stage.units }, (_, unit) => (single ? 1 : part(unit))),
    factors: (r) => {
      const stratum = stage.stratumOfUnit[r] as number;
      const n = stage.sampled[stratum] as number;
      return Float64Array.from({ length: stage.units }, (_, unit) =>
        unit === r ? 0 : stage.stratumOfUnit[unit] === stratum ? n / (n - 1) : 1,
      );
    },
  };
}

function halves(table: Table, stage: Stage, fay: number): Plan {
  const { variable, names, count } = markedStrata(
    table,
    stage,
    stage.sampled.map((n) => (n === 2 ? 0 : 1)),
  );
  if (count > 0) {
    const message = `BRR needs two units in every stratum; ${count} strata have another number (${names}).`;
    throw new StatisticsError("argument", message, { variable, count });
  }
  if (!(fay >= 0 && fay < 1)) throw new StatisticsError("argument", `Fay's factor ${fay} is not in [0, 1).`, { variable: "fay" });
  const matrix = hadamard(stage.strata + 1);
  const size = matrix.length;
  const firstOfStratum = new Int32Array(stage.strata).fill(-1);
  for (let unit = stage.units - 1; unit >= 0; unit--) firstOfStratum[stage.stratumOfUnit[unit] as number] = unit;
  return {
    count: size,
    scale: 1 / (size * (1 - fay) ** 2),
    rscales: new Float64Array(size).fill(1),
    factors: (r) =>
      Float64Array.from({ length: stage.units }, (_, unit) => {
        const stratum = stage.stratumOfUnit[unit] as number;
        const plus = matrix[r]?.[stratum + 1] === 1;
        return plus === (firstOfStratum[stratum] === unit) ? 2 - fay : fay;
      }),
  };
}

/** A Hadamard matrix of at least `least` rows: Paley's for q + 1 (q prime, 3 mod 4), doubled as often as needed (Sylvester). */
export function hadamard(least: number): Int8Array[] {
  const prime = (q: number): boolean => {
    for (let d = 2; d * d <= q; d++) if (q % d === 0) return false;
    return q > 1;
  };
  let best = 1;
  while (best < least) best *= 2;
  let [base, doublings] = [1, Math.log2(best)];
  for (let q = 3; q + 1 < best; q += 4) {
    if (!prime(q)) continue;
    let size = q + 1;
    let times = 0;
    while (size < least) {
      size *= 2;
      times += 1;
    }
    if (size < best) [best, base, doublings] = [size, q + 1, times];
  }
  let matrix = base === 1 ? [Int8Array.of(1)] : paley(base - 1);
  for (let i = 0; i < doublings; i++) {
    matrix = [
      ...matrix.map((row) => Int8Array.from([...row, ...row])),
      ...matrix.map((row) => Int8Array.from([...row, ...row.map((one) => -one)])),
    ];
  }
  return matrix;
}

function paley(q: number): Int8Array[] {
  const squares = new Set(Array.from({ length: q - 1 }, (_, i) => ((i + 1) * (i + 1)) % q));
  const sign = (d: number): number => (d === 0 ? -1 : squares.has(d) ? 1 : -1);
  return Array.from({ length: q + 1 }, (_, i) =>
    Int8Array.from({ length: q + 1 }, (__, j) => (i === 0 || j === 0 ? 1 : sign((((j - i) % q) + q) % q))),
  );
}

function bootstrap(table: Table, stage: Stage, count: number, seed: number): Plan {
  if (!(Number.isInteger(count) && count >= 2)) {
    throw new StatisticsError("argument", `A bootstrap of ${count} replicates gives no variance.`, { variable: "replicates", count });
  }
  if (!Number.isFinite(seed)) throw new StatisticsError("argument", `The seed ${seed} is no number.`, { variable: "seed" });
  const units = Array.from({ length: stage.strata }, (): number[] => []);
  stage.stratumOfUnit.forEach((stratum, unit) => units[stratum]?.push(unit));
  refuseLonely(table, stage, "which cannot be redrawn");
  const random = generator(seed);
  return {
    count,
    scale: 1 / (count - 1),
    rscales: new Float64Array(count).fill(1),
    factors: () => {
      const drawn = new Float64Array(stage.units);
      for (const list of units) {
        for (let draw = 1; draw < list.length; draw++) {
          const unit = list[Math.floor(random() * list.length)] as number;
          drawn[unit] = (drawn[unit] as number) + 1;
        }
      }
      return drawn.map((times, unit) => {
        const n = stage.sampled[stage.stratumOfUnit[unit] as number] as number;
        const root = Math.sqrt(stage.correction[unit] as number);
        return 1 - root + (root * n * times) / (n - 1);
      });
    },
  };
}

/** Mulberry32: small, fast, the same everywhere. Uniform in [0, 1). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
