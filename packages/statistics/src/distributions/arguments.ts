import { shown } from "../checks/shape.ts";
import { StatisticsError } from "../errors.ts";

/** Throws `argument` unless 0 ≤ p ≤ 1. */
export function requireProbability(p: number): void {
  if (typeof p === "number" && p >= 0 && p <= 1) return;
  throw new StatisticsError("argument", `A probability must lie in [0, 1], got ${shown(p)}.`, { variable: "p" });
}

/** Between these the functions keep their digits and their speed; degrees of freedom above count as infinite, which a double cannot tell apart. */
const [SMALLEST, LARGEST] = [1e-100, 1e15];

/** True for degrees of freedom that are infinite, or so many that it makes no difference. */
export function endless(df: number): boolean {
  return df > LARGEST;
}

/** Throws `argument` unless the parameter is a positive number within 1e-100 … 1e15 (above only where `infinite`). */
export function requirePositive(value: number, name: string, infinite = false): void {
  if (typeof value === "number" && value >= SMALLEST && (infinite || value <= LARGEST)) return;
  const range = `from ${SMALLEST} to ${infinite ? "infinity" : LARGEST}`;
  throw new StatisticsError("argument", `${name} must be a positive number, got ${shown(value)}. It may be ${range}.`, { variable: name });
}

/** Throws `argument` when the point is not a number: a distribution has no value there. */
export function requireNumber(value: number): void {
  if (typeof value === "number" && !Number.isNaN(value)) return;
  const message = `The point x of a distribution function is ${shown(value)}, which is not a number.`;
  throw new StatisticsError("argument", message, { variable: "x" });
}

/** Throws `argument` unless it is true or false. */
export function requireFlag(value: boolean, name: string): void {
  if (typeof value === "boolean") return;
  throw new StatisticsError("argument", `"${name}" is ${shown(value)}; it must be true or false.`, { variable: name });
}
