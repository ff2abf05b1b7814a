import { requireFlag, requireNumber, requirePositive, requireProbability } from "./arguments.ts";
import { solveTail } from "./root.ts";
import { betaLogitDensity, betaTails, logGamma } from "./special.ts";
import type { Tails } from "./special.ts";

function tailsAt(x: number, a: number, b: number): Tails {
  requireNumber(x);
  requirePositive(a, "a");
  requirePositive(b, "b");
  return betaTails(a, b, Math.min(Math.max(x, 0), 1), Math.min(Math.max(1 - x, 0), 1));
}

/**
 * P(X ≤ x) for X ~ Beta(a, b), between 0 and 1. Formula: the regularised incomplete beta function I_x(a, b).
 * Reference: Abramowitz & Stegun (1964) §26.5; as R's `pbeta`. Errors: `argument` for a or b outside 1e-100 … 1e15, or x that is no number.
 */
export function betaCdf(x: number, a: number, b: number): number {
  return tailsAt(x, a, b).lower;
}

/**
 * P(X > x) for X ~ Beta(a, b), between 0 and 1, exact in the far tail. Formula: I_{1−x}(b, a).
 * Reference: Abramowitz & Stegun (1964) §26.5; as R's `pbeta` of the upper tail. Errors: `argument`, as {@link betaCdf}.
 */
export function betaSurvival(x: number, a: number, b: number): number {
  return tailsAt(x, a, b).upper;
}

/**
 * ln(x/(1 − x)) of the Beta(a, b) quantile for a tail probability 0 < p < 1: the form from which t and F quantiles come without loss.
 * `upper` says that p is P(X > x).
 */
export function betaLogitQuantile(p: number, a: number, b: number, upper: boolean): number {
  const useUpper = upper ? p <= 0.5 : p > 0.5;
  const target = useUpper === upper ? p : 1 - p;
  // So far out that only the first term of the series is left: the tail is x^a / (a B(a, b)).
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  const shape = useUpper ? b : a;
  const far = (Math.log(target) + Math.log(shape) + logBeta) / shape;
  if (far < -500) return useUpper ? -far : far;
  const at = (u: number): { tail: number; density: number } => {
    const x = 1 / (1 + Math.exp(-u));
    const y = 1 / (1 + Math.exp(u));
    const tails = betaTails(a, b, x, y);
    return { tail: useUpper ? tails.upper : tails.lower, density: betaLogitDensity(a, b, x, y) };
  };
  return solveTail(at, target, !useUpper, Math.log(a / b));
}

/**
 * Quantile of Beta(a, b), between 0 and 1: x with P(X ≤ x) = p, or with P(X > x) = p when `upper`.
 *
 * Method: Newton on ln of the tail over logit x. Reference: Abramowitz & Stegun (1964) §26.5; as R's `qbeta`.
 * Errors: `argument` for p outside [0, 1], a ≤ 0 or b ≤ 0.
 */
export function betaQuantile(p: number, a: number, b: number, upper = false): number {
  requireFlag(upper, "upper");
  requireProbability(p);
  requirePositive(a, "a");
  requirePositive(b, "b");
  if (p === (upper ? 1 : 0)) return 0;
  if (p === (upper ? 0 : 1)) return 1;
  return 1 / (1 + Math.exp(-betaLogitQuantile(p, a, b, upper)));
}
