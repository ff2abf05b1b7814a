import { chiSquareQuantile, chiSquareSurvival, chiSquareCdf } from "./chi-square.ts";
import { endless, requireFlag, requireNumber, requirePositive, requireProbability } from "./arguments.ts";
import { betaLogitQuantile } from "./beta.ts";
import { betaTails } from "./special.ts";
import type { Tails } from "./special.ts";

function tailsAt(f: number, df1: number, df2: number): Tails {
  requireNumber(f);
  requirePositive(df1, "df1");
  requirePositive(df2, "df2", true);
  if (f <= 0) return { lower: 0, upper: 1 };
  if (f === Infinity) return { lower: 1, upper: 0 };
  if (endless(df2)) return { lower: chiSquareCdf(f * df1, df1), upper: chiSquareSurvival(f * df1, df1) };
  const sum = df1 * f + df2;
  return betaTails(df1 / 2, df2 / 2, (df1 * f) / sum, df2 / sum);
}

/**
 * P(X ≤ f) for X ~ F(df1, df2), between 0 and 1; non-integer df and infinite df2 allowed.
 * Formula: I_{df1 f/(df1 f + df2)}(df1/2, df2/2). Reference: Abramowitz & Stegun (1964) §26.6; as R's `pf`.
 * Errors: `argument` for df ≤ 0, infinite df1, or f that is no number.
 */
export function fCdf(f: number, df1: number, df2: number): number {
  return tailsAt(f, df1, df2).lower;
}

/**
 * P(X > f) for X ~ F(df1, df2), between 0 and 1, exact in the far tail. Formula: I_{df2/(df1 f + df2)}(df2/2, df1/2).
 * Reference: Abramowitz & Stegun (1964) §26.6; as R's `pf` of the upper tail. Errors: `argument`, as {@link fCdf}.
 */
export function fSurvival(f: number, df1: number, df2: number): number {
  return tailsAt(f, df1, df2).upper;
}

/**
 * Quantile of F(df1, df2), 0 or more, ∞ at the end: f with P(X ≤ f) = p, or with P(X > f) = p when `upper`.
 *
 * Method: f = (df2/df1) x/(1 − x) with x the Beta(df1/2, df2/2) quantile found on the logit axis.
 * Reference: Abramowitz & Stegun (1964) §26.6; as R's `qf`. Errors: `argument` for p outside [0, 1] or degrees of freedom ≤ 0.
 */
export function fQuantile(p: number, df1: number, df2: number, upper = false): number {
  requireFlag(upper, "upper");
  requireProbability(p);
  requirePositive(df1, "df1");
  requirePositive(df2, "df2", true);
  if (p === (upper ? 1 : 0)) return 0;
  if (p === (upper ? 0 : 1)) return Infinity;
  if (endless(df2)) return chiSquareQuantile(p, df1, upper) / df1;
  return (df2 / df1) * Math.exp(betaLogitQuantile(p, df1 / 2, df2 / 2, upper));
}
