/** Hiding what single demands need, one after the other. */
import type { Demand } from "./demands.ts";
import { isMetBy } from "./demands.ts";
import { type Watch, pause } from "./pause.ts";
import type { Shift, ShiftModel } from "./shift-model.ts";
import type { System } from "./system.ts";
import { wholePart } from "./whole-shift.ts";

/** What is to be protected, and who watches. */
export type Work = { readonly system: System; readonly demands: readonly Demand[]; readonly watch: Watch };

/** What is hidden (1 by cell id), the primary cells whose demand nothing meets, and the lesser demands that are met in their place. */
export type Pattern = {
  readonly hidden: Uint8Array;
  readonly failed: readonly number[];
  readonly lesser: readonly Demand[];
  /** The demands that a shift in whole numbers was seen to meet. */
  readonly whole: ReadonlySet<Demand>;
};

/** What a step of a cell costs that is hidden anyway: little, but shifts do not wander for nothing. */
export const freeCost = 0.01;

/** Hides a cell and what must be hidden with it. Returns the cells that were not hidden before. */
export function hideGroup(system: System, hidden: Uint8Array, cell: number): number[] {
  const members = system.groups[system.group[cell] ?? 0] ?? [];
  const added = members.filter((i) => hidden[i] !== 1 && system.isHideable[i] === 1);
  for (const i of added) hidden[i] = 1;
  return added;
}

/** Hides the cells that a shift moves; what is hidden is free for the shifts that follow. */
export function hideShift(system: System, model: ShiftModel, hidden: Uint8Array, shift: Shift): void {
  for (const cell of shift.keys()) for (const added of hideGroup(system, hidden, cell)) model.setCost(added, freeCost);
}

/** Those of the demands that a shift meets in whole numbers. */
export function metInWhole(system: System, shift: Shift, demands: Iterable<Demand>): Demand[] {
  const part = wholePart(system, shift);
  return [...demands].filter((demand) => isMet(demand, part));
}

export const isMet = (demand: Demand, shift: Shift): boolean => isMetBy(demand, shift.get(demand.cell) ?? 0);

/** Hides what each demand needs, cheapest first, in the order given. A shift that meets other demands too spares their programmes. */
export async function repair(
  { system, demands: all, watch }: Work,
  model: ShiftModel,
  hidden: Uint8Array,
  demands: readonly Demand[],
  price: (cell: number) => number,
  whole = new Set<Demand>(),
): Promise<Pattern> {
  model.setCosts((i) => (hidden[i] === 1 ? freeCost : price(i)));
  const failed: number[] = [];
  const lesser: Demand[] = [];
  const met = new Set<Demand>();
  const priceOf = (shift: Shift) => [...shift.keys()].reduce((sum, i) => sum + (hidden[i] === 1 ? 0 : price(i)), 0);
  for (const [k, demand] of demands.entries()) {
    if (met.has(demand)) continue;
    await pause(watch, { stage: "suppress", done: all.length - demands.length + k, total: all.length });
    let shift = cheapestShift(model, demand, priceOf);
    if (!shift) {
      failed.push(demand.cell);
      // What is shown already forbids the whole range; that the cell cannot be computed exactly is still worth having.
      const less: Demand = { cell: demand.cell, amount: 1, orElse: -1 };
      shift = cheapestShift(model, less, priceOf);
      if (!shift) continue;
      lesser.push(less);
      for (const one of metInWhole(system, shift, [less])) whole.add(one);
    }
    for (const one of metInWhole(system, shift, demands)) whole.add(one);
    hideShift(system, model, hidden, shift);
    for (const other of demands) if (isMet(other, shift)) met.add(other);
  }
  return { hidden, failed, lesser, whole };
}

function cheapestShift(model: ShiftModel, demand: Demand, priceOf: (shift: Shift) => number): Shift | undefined {
  const first = model.shift(demand.cell, demand.amount);
  if (demand.orElse === undefined || (first && priceOf(first) === 0)) return first;
  const second = model.shift(demand.cell, demand.orElse);
  return first && (!second || priceOf(first) <= priceOf(second)) ? first : second;
}
