import { requireNumber, requireProbability } from "./arguments.ts";
import { gammaTails } from "./special.ts";

/**
 * P(Z ≤ z) for a standard normal Z, between 0 and 1.
 *
 * Formula: ½ Q(½, z²/2) on the far side of 0 (incomplete gamma), so both tails keep their digits. Relative error about 1e-13 at z = −37.
 * Reference: Abramowitz & Stegun (1964) §26.2; as R's `pnorm`.
 * Errors: `argument` when z is not a number.
 */
export function normalCdf(z: number): number {
  requireNumber(z);
  const tails = gammaTails(0.5, (z * z) / 2);
  return z < 0 ? tails.upper / 2 : 0.5 + tails.lower / 2;
}

/**
 * P(Z > z) for a standard normal Z, between 0 and 1, exact in the far tail. Formula: P(Z ≤ −z).
 * Reference: Abramowitz & Stegun (1964) §26.2; as R's `pnorm` of the upper tail. Errors: `argument` when z is not a number.
 */
export function normalSurvival(z: number): number {
  requireNumber(z);
  return normalCdf(-z);
}

/**
 * Standard normal density, between 0 and 0.4. Formula: φ(z) = exp(−z²/2)/√(2π). Reference: Abramowitz & Stegun (1964) §26.2; as R's `dnorm`.
 * Errors: `argument` when z is not a number.
 */
export function normalDensity(z: number): number {
  requireNumber(z);
  return Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);
}

const A = [
  2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125, 1971.5909503065514427,
  133.14166789178437745, 3.387132872796366608,
];
const B = [
  5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077, 687.1870074920579083,
  42.313330701600911252, 1,
];
const C = [
  7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504,
  5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
];
const D = [
  1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455,
  1.6763848301838038494, 2.05319162663775882187, 1,
];
const E = [
  2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123,
  1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
];
const F = [
  2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525,
  0.13692988092273580531, 0.59983220655588793769, 1,
];

function horner(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}

/**
 * Quantile of the standard normal, any number: z with P(Z ≤ z) = p.
 *
 * Formula: rational approximations AS 241, relative error about 1e-16. p = 0 and 1 give −∞ and ∞. Reference: Wichura (1988); as R's `qnorm`.
 * Errors: `argument` when p is not in [0, 1].
 */
export function normalQuantile(p: number): number {
  requireProbability(p);
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * horner(A, r)) / horner(B, r);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const value = r <= 5 ? horner(C, r - 1.6) / horner(D, r - 1.6) : horner(E, r - 5) / horner(F, r - 5);
  return q < 0 ? -value : value;
}
