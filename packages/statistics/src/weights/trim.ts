import { StatisticsError } from "../errors.ts";
import { type Design, withWeights } from "../design/design.ts";

export type TrimOptions = {
  readonly lower?: number;
  readonly upper?: number;
  /** Trim again until the weight moved to the others pushes none of them outside. */
  readonly strict?: boolean;
};

/**
 * Weights beyond the limits are set to them; what is cut off is shared equally among the other rows, so that the sum stays.
 * Calibrations keep their place in the variance, but the margins are met no longer: rake again, or say so.
 * Reference: Potter (1990); the same as R's trimWeights. Errors: `bounds` when no row is left to carry the rest.
 */
export function trimWeights(design: Design, options: TrimOptions): Design {
  const lower = options.lower ?? -Infinity;
  const upper = options.upper ?? Infinity;
  if (!(lower < upper)) throw new StatisticsError("bounds", `The lower limit ${lower} is not below the upper limit ${upper}.`);
  const replicates =
    design.replicates === null
      ? null
      : {
          ...design.replicates,
          weights: design.replicates.weights.map((weights) => trimmed(weights, lower, upper, options.strict ?? false)),
        };
  return { ...withWeights(design, trimmed(design.weights, lower, upper, options.strict ?? false)), replicates };
}

function trimmed(weights: Float64Array, lower: number, upper: number, strict: boolean): Float64Array {
  let current = weights;
  for (;;) {
    const next = new Float64Array(current.length);
    let cut = 0;
    let inside = 0;
    let outside = 0;
    for (const weight of current) {
      if (weight === 0) continue;
      const kept = Math.min(upper, Math.max(lower, weight));
      cut += weight - kept;
      if (weight < lower || weight > upper) outside += 1;
      else inside += 1;
    }
    if (outside === 0) return current;
    if (inside === 0 && Math.abs(cut) > 0) {
      throw new StatisticsError("bounds", `All ${outside} weights lie outside ${lower} … ${upper}; the sum of weights cannot be kept.`, {
        count: outside,
      });
    }
    const share = inside === 0 ? 0 : cut / inside;
    for (let row = 0; row < current.length; row++) {
      const weight = current[row] as number;
      if (weight === 0) continue;
      next[row] = weight < lower ? lower : weight > upper ? upper : weight + share;
    }
    if (!strict) return next;
    // Rounding may leave a weight a hair outside for ever.
    if (Math.abs(share) < 1e-13 * upper && Number.isFinite(upper))
      return next.map((weight) => (weight === 0 ? 0 : Math.min(upper, Math.max(lower, weight))));
    current = next;
  }
}
