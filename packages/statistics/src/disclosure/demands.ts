/** What protection asks: how far each primary cell must be able to move. */
import type { System } from "./system.ts";
import { primaryCells } from "./system.ts";

/**
 * How much a primary cell must keep, of the interval [low, high] that an intruder can compute for it.
 * "exact" (level E): it cannot be computed, high − low ≥ 1.
 * "range" (level R): level E, and arithmetic says no more than the rule itself, low ≤ max(1, structural minimum) and high ≥ minimum − 1; with
 * the rule of 7, "1 to 6". The structural minimum is what the cell has at least when everything that is not zero is hidden: a total of k
 * parts that are not zero is at least k. Where zeros are hidden too, 0 stands for 1.
 */
export type Level = "exact" | "range";

/** Cell must be able to move by `amount`; with `orElse`, moving by that amount instead is as good. */
export type Demand = { readonly cell: number; readonly amount: number; readonly orElse?: number };

const tolerance = 1e-6;

/**
 * The demands of a level, largest first. Amounts are children.
 * Level range: up to threshold − 1, down to the least value of the rule (1, or 0 when zeros are hidden too) or what is known or structural
 * if that is more; always at least 1 in one direction.
 */
export function demandsOf(system: System, level: Level, structural: Float64Array): Demand[] {
  const demands = primaryCells(system).flatMap((cell): Demand[] => {
    const value = system.value[cell] ?? 0;
    const known = Math.max(system.lower[cell] ?? 0, structural[cell] ?? 0);
    const up = level === "range" ? system.threshold - 1 - value : 0;
    const down = level === "range" ? value - Math.max(known, system.zerosAreShown ? 1 : 0) : 0;
    const asked: Demand[] = [];
    if (up < 1 && down < 1) asked.push(value - known >= 1 ? { cell, amount: 1, orElse: -1 } : { cell, amount: 1 });
    if (up > tolerance) asked.push({ cell, amount: up });
    if (down > tolerance) asked.push({ cell, amount: -down });
    return asked;
  });
  return demands.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || a.cell - b.cell);
}

/** Does a shift that moves the demand's cell this far meet it? */
export function isMetBy(demand: Demand, size: number): boolean {
  const isReached = (amount: number) => (amount > 0 ? size >= amount - tolerance : size <= amount + tolerance);
  return isReached(demand.amount) || (demand.orElse !== undefined && isReached(demand.orElse));
}
