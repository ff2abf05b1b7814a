import { requireFlag, requireNumber, requirePositive, requireProbability } from "./arguments.ts";
import { solveTail } from "./root.ts";
import { gammaLogDensity, gammaTails, logGamma } from "./special.ts";

function tailsAt(x: number, df: number): { lower: number; upper: number } {
  requireNumber(x);
  requirePositive(df, "df");
  return gammaTails(df / 2, x / 2);
}

/**
 * P(X ≤ x) for X ~ χ²(df), between 0 and 1; any df > 0. Formula: the regularised incomplete gamma function P(df/2, x/2).
 * Reference: Abramowitz & Stegun (1964) §26.4; as R's `pchisq`. Errors: `argument` for df outside 1e-100 … 1e15, or x that is no number.
 */
export function chiSquareCdf(x: number, df: number): number {
  return tailsAt(x, df).lower;
}

/**
 * P(X > x) for X ~ χ²(df), between 0 and 1; any df > 0, exact in the far tail. Formula: Q(df/2, x/2) = 1 − P(df/2, x/2).
 * Reference: Abramowitz & Stegun (1964) §26.4; as R's `pchisq` of the upper tail. Errors: `argument`, as {@link chiSquareCdf}.
 */
export function chiSquareSurvival(x: number, df: number): number {
  return tailsAt(x, df).upper;
}

/**
 * Quantile of χ²(df), 0 or more, ∞ at the end: x with P(X ≤ x) = p, or with P(X > x) = p when `upper`.
 *
 * Method: Newton on ln of the tail over ln x. Reference: Abramowitz & Stegun (1964) §26.4; as R's `qchisq`.
 * Errors: `argument` for p outside [0, 1] or df ≤ 0.
 */
export function chiSquareQuantile(p: number, df: number, upper = false): number {
  requireFlag(upper, "upper");
  requireProbability(p);
  requirePositive(df, "df");
  if (p === (upper ? 1 : 0)) return 0;
  if (p === (upper ? 0 : 1)) return Infinity;
  const a = df / 2;
  const useUpper = upper ? p <= 0.5 : p > 0.5;
  const target = useUpper === upper ? p : 1 - p;
  const far = (Math.log(target) + logGamma(a + 1)) / a;
  if (!useUpper && far < -500) return 2 * Math.exp(far);
  const at = (u: number): { tail: number; density: number } => {
    const x = Math.exp(u);
    const tails = gammaTails(a, x);
    return { tail: useUpper ? tails.upper : tails.lower, density: gammaLogDensity(a, x) };
  };
  return 2 * Math.exp(solveTail(at, target, !useUpper, Math.log(a)));
}
