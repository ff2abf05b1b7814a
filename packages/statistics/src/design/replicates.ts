// Replicate weights made from a design: each replicate leaves out, halves or redraws first-stage units.
import { StatisticsError } from "../errors.ts";
import type { Design, Replicates } from "./design.ts";
import { type Progress, checkAborted } from "./replicate-variance.ts";
import type { Stage } from "./stages.ts";

export type ReplicateMethod =
  | { readonly type: "JK1" }
  | { readonly type: "JKn" }
  /** Balanced half-samples; `fay` in [0, 1) keeps that part of the weight in the other half. */
  | { readonly type: "BRR"; readonly fay?: number }
  /** Rescaled bootstrap of n_h − 1 units per stratum. Same seed, same weights. */
  | { readonly type: "bootstrap"; readonly replicates: number; readonly seed: number };

/**
 * A design with replicate weights made from its first stage. JK1: delete one unit of an unstratified design, scale (n−1)/n (1−f);
 * JKn: delete one unit per stratum, rscales (n_h−1)/n_h (1−f_h); BRR: Hadamard half-samples of two units per stratum;
 * bootstrap: Rao, Wu & Yue (1992) with the finite population factor √(1−f).
 * Replicates come before calibration: calibrate the result, and each replicate is calibrated with it.
 * Reference: Wolter (2007). Errors: `argument` (calibrated design, wrong number of units), `lonely-psu`, `aborted`.
 */
export function withReplicates(design: Design, method: ReplicateMethod, mse = false, progress: Progress = {}): Design {
  if (design.calibrations.length > 0) {
    throw new StatisticsError("argument", "Make the replicates first and calibrate them after: this design is calibrated already.");
  }
  const stage = design.stages[0];
  if (stage === undefined || design.kind === "replicate")
    throw new StatisticsError("argument", "The design has replicate weights already.");
  const plan = makePlan(stage, method);
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

/**
 * A design from replicate weights that came with the data: `weights[r]` are analysis weights (the weight itself included).
 * Errors: `argument` when lengths differ, `negative-weight`.
 */
export function fromReplicateWeights(
  design: Design,
  replicates: Omit<Replicates, "rscales"> & { readonly rscales?: ArrayLike<number> },
): Design {
  const count = replicates.weights.length;
  const rscales = Float64Array.from(replicates.rscales ?? new Float64Array(count).fill(1));
  if (count < 2 || rscales.length !== count)
    throw new StatisticsError("argument", `There are ${count} replicates and ${rscales.length} scales.`, { count });
  replicates.weights.forEach((one, r) => {
    if (one.length !== design.n)
      throw new StatisticsError("argument", `Replicate ${r + 1} has ${one.length} weights for ${design.n} rows.`, { count: one.length });
    const bad = one.filter((weight) => !(weight >= 0)).length;
    if (bad > 0) throw new StatisticsError("negative-weight", `Replicate ${r + 1} has ${bad} negative or missing weights.`, { count: bad });
  });
  return { ...design, kind: "replicate", replicates: { ...replicates, rscales } };
}

type Plan = {
  readonly count: number;
  readonly scale: number;
  readonly rscales: Float64Array;
  readonly factors: (r: number) => Float64Array;
};

function makePlan(stage: Stage, method: ReplicateMethod): Plan {
  switch (method.type) {
    case "JK1":
      return deleteOne(stage, true);
    case "JKn":
      return deleteOne(stage, false);
    case "BRR":
      return halves(stage, method.fay ?? 0);
    case "bootstrap":
      return bootstrap(stage, method.replicates, method.seed);
  }
}

function deleteOne(stage: Stage, single: boolean): Plan {
  if (single && stage.strata > 1) {
    throw new StatisticsError("argument", `JK1 is for designs without strata; this one has ${stage.strata}: use JKn.`, {
      count: stage.strata,
    });
  }
  const lonely = stage.sampled.filter((n) => n < 2).length;
  if (lonely > 0)
    throw new StatisticsError("lonely-psu", `${lonely} strata have a single unit, which a jackknife cannot leave out.`, { count: lonely });
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

function halves(stage: Stage, fay: number): Plan {
  const odd = stage.sampled.filter((n) => n !== 2).length;
  if (odd > 0)
    throw new StatisticsError("argument", `BRR needs two units in every stratum; ${odd} strata have another number.`, { count: odd });
  if (!(fay >= 0 && fay < 1)) throw new StatisticsError("argument", `Fay's factor ${fay} is not in [0, 1).`);
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

function bootstrap(stage: Stage, count: number, seed: number): Plan {
  if (!(Number.isInteger(count) && count >= 2))
    throw new StatisticsError("argument", `A bootstrap of ${count} replicates gives no variance.`, { count });
  const units = Array.from({ length: stage.strata }, (): number[] => []);
  stage.stratumOfUnit.forEach((stratum, unit) => units[stratum]?.push(unit));
  const lonely = units.filter((list) => list.length < 2).length;
  if (lonely > 0)
    throw new StatisticsError("lonely-psu", `${lonely} strata have a single unit, which cannot be redrawn.`, { count: lonely });
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
