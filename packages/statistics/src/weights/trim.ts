import { check, optional, options as shapeOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import { type Design, withWeights } from "../design/design.ts";

export type TrimOptions = {
  readonly lower?: number;
  readonly upper?: number;
  /** Trim again until the weight moved to the others pushes none of them outside. */
  readonly strict?: boolean;
};

const trimOptions = shapeOf<TrimOptions>({
  lower: optional(kinds.anyNumber),
  upper: optional(kinds.anyNumber),
  strict: optional(kinds.flag),
});

/**
 * Trimmed weights, in the unit of the weights. Formula: weights beyond the limits are set to them; what is cut off is shared equally among
 * the other rows, so that the sum stays. Calibrations keep their place in the variance, but the margins are met no longer: rake again, or
 * say so. Reference: Potter (1990); as R's `trimWeights`.
 * Errors: `bounds` when no row is left to carry the rest, or the sum does not fit between the limits; `negative-weight` when carrying it
 * pushes a weight below 0; `not-converged`.
 */
export function trimWeights(design: Design, options: TrimOptions): Design {
  check({ design, options }, { design: kinds.design, options: trimOptions });
  const lower = options.lower ?? -Infinity;
  const upper = options.upper ?? Infinity;
  if (!(lower < upper)) {
    throw new StatisticsError("bounds", `The lower limit ${lower} of the ${design.n} weights is not below the upper limit ${upper}.`, {
      variable: "weights",
      count: design.n,
    });
  }
  const replicates =
    design.replicates === null
      ? null
      : {
          ...design.replicates,
          weights: design.replicates.weights.map((weights) => trimmed(weights, lower, upper, options.strict ?? false)),
        };
  const weights = trimmed(design.weights, lower, upper, options.strict ?? false);
  return { ...withWeights({ ...design, replicates: null }, weights), replicates };
}

/** Rounds of strict trimming. The part moved shrinks by a constant factor, so that a few dozen are enough where there is an answer. */
const ROUNDS = 1000;

function trimmed(weights: Float64Array, lower: number, upper: number, strict: boolean): Float64Array {
  let current = weights;
  if (strict) requireRoom(weights, lower, upper);
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float64Array(current.length);
    let cut = 0;
    let inside = 0;
    let outside = 0;
    let size = 0;
    for (const weight of current) {
      if (weight === 0) continue;
      size += Math.abs(weight);
      const kept = Math.min(upper, Math.max(lower, weight));
      cut += weight - kept;
      if (weight < lower || weight > upper) outside += 1;
      else inside += 1;
    }
    if (outside === 0) return current;
    if (inside === 0 && Math.abs(cut) > 0) {
      throw new StatisticsError("bounds", `All ${outside} weights lie outside ${lower} … ${upper}; the sum of weights cannot be kept.`, {
        variable: "weights",
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
    if (Math.abs(share) * (inside + outside) < 1e-13 * size)
      return next.map((weight) => (weight === 0 ? 0 : Math.min(upper, Math.max(lower, weight))));
    current = next;
  }
  throw new StatisticsError("not-converged", `The weights do not come to rest between ${lower} and ${upper} in ${ROUNDS} rounds.`, {
    variable: "weights",
    count: ROUNDS,
  });
}

/** The sum of the weights must fit between the limits. Errors: `bounds` with the number of weights. */
function requireRoom(weights: Float64Array, lower: number, upper: number): void {
  let n = 0;
  let sum = 0;
  for (const weight of weights) {
    if (weight === 0) continue;
    n += 1;
    sum += weight;
  }
  if (sum >= n * lower * (1 - 1e-12) && sum <= n * upper * (1 + 1e-12)) return;
  throw new StatisticsError("bounds", `The sum ${sum} of the ${n} weights cannot be kept with every weight in ${lower} … ${upper}.`, {
    variable: "weights",
    count: n,
  });
}
