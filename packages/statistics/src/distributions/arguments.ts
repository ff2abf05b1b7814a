import { StatisticsError } from "../errors.ts";

/** Throws `argument` unless 0 ≤ p ≤ 1. */
export function requireProbability(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new StatisticsError("argument", `A probability must lie in [0, 1], got ${p}.`, { variable: "p" });
}

/** Between these the functions keep their digits and their speed; degrees of freedom above count as infinite, which a double cannot tell apart. */
const [SMALLEST, LARGEST] = [1e-100, 1e15];

/** True for degrees of freedom that are infinite, or so many that it makes no difference. */
export function endless(df: number): boolean {
  return df > LARGEST;
}

/** Throws `argument` unless the parameter is a positive number within 1e-100 … 1e15 (above only where `infinite`). */
export function requirePositive(value: number, name: string, infinite = false): void {
  if (value >= SMALLEST && (infinite || value <= LARGEST)) return;
  const range = `from ${SMALLEST} to ${infinite ? "infinity" : LARGEST}`;
  throw new StatisticsError("argument", `${name} must be a positive number, got ${value}. It may be ${range}.`, { variable: name });
}

/** Throws `argument` when the point is not a number: a distribution has no value there. */
export function requireNumber(value: number): void {
  if (!Number.isNaN(value)) return;
  throw new StatisticsError("argument", "The point x of a distribution function is not a number.", { variable: "x" });
}
