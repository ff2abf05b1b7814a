import { StatisticsError } from "../errors.ts";

/** Throws `argument` unless 0 ≤ p ≤ 1. */
export function requireProbability(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new StatisticsError("argument", `A probability must lie in [0, 1], got ${p}.`, { variable: "p" });
}

/** Throws `argument` unless the parameter is positive (∞ only where `infinite`). */
export function requirePositive(value: number, name: string, infinite = false): void {
  if (!(value > 0) || (!infinite && value === Infinity)) {
    throw new StatisticsError("argument", `${name} must be a positive number, got ${value}.`, { variable: name });
  }
}

/** Throws `argument` when the point is not a number: a distribution has no value there. */
export function requireNumber(value: number): void {
  if (!Number.isNaN(value)) return;
  throw new StatisticsError("argument", "The point x of a distribution function is not a number.", { variable: "x" });
}
