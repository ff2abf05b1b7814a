import { check } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import type { Design } from "./design.ts";
import { refuseBroken, variance } from "./variance.ts";

/** Anything that says whether to stop: an `AbortSignal`, or a flag in shared memory that another thread sets. */
export type StopSignal = { readonly aborted: boolean };

/** What long work takes and reports: `done` goes from 0 to 1. */
export type Progress = { readonly onProgress?: (done: number) => void; readonly signal?: StopSignal };

/** The part of an estimator's options that watches its work. */
export function progressOf({ onProgress, signal }: Progress): Progress {
  return { ...(onProgress === undefined ? {} : { onProgress }), ...(signal === undefined ? {} : { signal }) };
}

/** Stops with a typed error when the caller has asked for it. */
export function checkAborted(progress: Progress): void {
  if (progress.signal?.aborted === true) throw new StatisticsError("aborted", "The computation was stopped by the caller.");
}

/**
 * Covariance matrix (p × p, row major) of `estimate(weights)` from replicate weights:
 * Formula: V = scale · Σ_r rscales_r (θ_r − c)(θ_r − c)′, c the mean of the replicates, or θ itself when the design says mse.
 * Units: squares of those of the statistic. Reference: Wolter (2007) chapters 3–5; as R's `svrVar`. Errors: `not-replicate`, `aborted`, `empty-domain` with the number of
 * replicates where the statistic does not exist, and whatever `estimate` throws, with the number of the replicate.
 */
export function replicateVariance(
  design: Design,
  estimate: (weights: Float64Array) => Float64Array,
  progress: Progress = {},
): Float64Array {
  check({ design, estimate, progress }, { design: kinds.design, estimate: kinds.callback, progress: kinds.progressOptions });
  const replicates = design.replicates;
  if (replicates === null) {
    throw new StatisticsError("not-replicate", "The design has 0 replicates; see withReplicates.", { variable: "design", count: 0 });
  }
  const rows: Float64Array[] = [];
  replicates.weights.forEach((weights, r) => {
    checkAborted(progress);
    const values = inReplicate(r, replicates.weights.length, () => estimate(weights));
    check({ estimate: values }, { estimate: kinds.floats });
    rows.push(values);
    progress.onProgress?.((r + 1) / replicates.weights.length);
  });
  const lost = (row: Float64Array): boolean => row.some((value) => !Number.isFinite(value));
  const empty = rows.filter((row, r) => lost(row) && (replicates.rscales[r] as number) > 0).length;
  if (empty > 0) {
    throw new StatisticsError(
      "empty-domain",
      `The statistic does not exist in ${empty} of ${rows.length} replicates: they leave out every row of the domain, or all of its denominator.`,
      { variable: "replicates", count: empty },
    );
  }
  const p = rows[0]?.length ?? 0;
  const centre = new Float64Array(p);
  if (replicates.mse) centre.set(estimate(design.weights));
  else {
    let used = 0;
    rows.forEach((row, r) => {
      if (!((replicates.rscales[r] as number) > 0)) return;
      used += 1;
      row.forEach((value, j) => (centre[j] = (centre[j] as number) + value));
    });
    for (let j = 0; j < p; j++) centre[j] = (centre[j] as number) / used;
  }
  const result = new Float64Array(p * p);
  rows.forEach((row, r) => {
    const factor = replicates.scale * (replicates.rscales[r] as number);
    if (factor === 0) return;
    for (let j = 0; j < p; j++) {
      const left = factor * ((row[j] as number) - (centre[j] as number));
      for (let k = 0; k < p; k++) {
        result[j * p + k] = (result[j * p + k] as number) + left * ((row[k] as number) - (centre[k] as number));
      }
    }
  });
  refuseBroken(result);
  return result;
}

/** What fails in a replicate alone, such as a model that one row less separates, is told with the replicate. */
function inReplicate<T>(r: number, count: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof StatisticsError) || error.code === "aborted") throw error;
    const { code, message, variable, count: rows } = error;
    throw new StatisticsError(code, `Replicate ${r + 1} of ${count}: ${message}`, {
      ...(variable === undefined ? {} : { variable }),
      ...(rows === undefined ? {} : { count: rows }),
    });
  }
}

/**
 * The covariance (p × p, row major) of a statistic on any design, in squares of its units. Formula: that of `variance` from `influence()`,
 * or of `replicateVariance` from `estimate(weights)`. Estimators call this one and need not know the kind of design.
 * Reference: Binder (1983); Wolter (2007). Errors: `lonely-psu`, `argument`, `empty-domain`, `not-replicate`, `aborted`, as those two.
 */
export function covarianceOf(
  design: Design,
  influence: () => readonly Float64Array[],
  estimate: (weights: Float64Array) => Float64Array,
  progress: Progress = {},
): Float64Array {
  check(
    { design, influence, estimate, progress },
    { design: kinds.design, influence: kinds.callback, estimate: kinds.callback, progress: kinds.progressOptions },
  );
  return design.kind === "replicate" ? replicateVariance(design, estimate, progress) : variance(design, influence());
}
