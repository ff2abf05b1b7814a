/** Suppression of small tables: several orders, what is not needed is shown again, and the cheapest pattern wins. */
import type { Highs } from "highs";
import type { Demand } from "./demands.ts";
import { costOf } from "./lines.ts";
import { pause } from "./pause.ts";
import { section } from "./progress.ts";
import type { Pattern, Work } from "./repair.ts";
import { isMet, metInWhole, repair } from "./repair.ts";
import type { Shift } from "./shift-model.ts";
import { ShiftModel } from "./shift-model.ts";

/** A pattern that meets every demand that can be met. */
export async function suppressSmall(work: Work, highs: Highs, start: Uint8Array): Promise<Pattern> {
  const { system, demands } = work;
  const plain = (cell: number) => costOf(system, cell);
  const spread = (seed: number) => (i: number) => plain(i) * (1 + (((i + 1) * 2654435761 * seed) % 97) / 400);
  const orders: readonly (readonly [readonly Demand[], (i: number) => number])[] = [
    [demands, plain],
    [[...demands].reverse(), plain],
    [demands, spread(3)],
    [[...demands].sort((a, b) => a.cell - b.cell), spread(7)],
  ];
  const model = new ShiftModel(highs, system, 1e6);
  try {
    let best: Pattern | undefined;
    let bestCost = Infinity;
    const total = 2 * orders.length * demands.length;
    for (const [k, [order, price]] of orders.entries()) {
      const part = (half: 0 | 1): Work => ({ ...work, watch: section(work.watch, (2 * k + half) * demands.length, demands.length, total) });
      const repaired = await repair(part(0), model, Uint8Array.from(start), order, price);
      const pattern = await cleanUp(part(1), model, repaired, start);
      const cost = pattern.hidden.reduce((sum, one, i) => sum + (one === 1 ? costOf(system, i) : 0), 0);
      if (cost < bestCost - 1e-9) [best, bestCost] = [pattern, cost];
      // Nothing was added: no order can do better.
      if (pattern.hidden.every((one, i) => one === start[i])) break;
    }
    return best ?? { hidden: start, failed: [], lesser: [], whole: new Set() };
  } finally {
    model.dispose();
  }
}

/** Shows secondary cells again, dearest first, while every demand still has a shift. */
async function cleanUp(
  { system, demands: asked, watch }: Work,
  model: ShiftModel,
  { hidden, failed, lesser }: Pattern,
  start: Uint8Array,
): Promise<Pattern> {
  const demands = [...asked, ...lesser];
  const shifts = new Map<Demand, Shift>();
  const shown = [...hidden.keys()].filter((i) => hidden[i] !== 1);
  model.setOpen(shown, false);
  model.setCosts(() => 1);
  const find = (demand: Demand): Shift | undefined =>
    model.shift(demand.cell, demand.amount) ?? (demand.orElse === undefined ? undefined : model.shift(demand.cell, demand.orElse));
  for (const demand of demands) {
    if (shifts.has(demand)) continue;
    const shift = find(demand);
    if (shift) for (const other of demands) if (!shifts.has(other) && isMet(other, shift)) shifts.set(other, shift);
  }
  const secondary = [...hidden.keys()].filter((i) => hidden[i] === 1 && start[i] !== 1);
  secondary.sort((a, b) => costOf(system, b) - costOf(system, a) || a - b);
  for (const [k, cell] of secondary.entries()) {
    if (hidden[cell] !== 1) continue;
    await pause(watch, { stage: "suppress", done: k, total: secondary.length });
    const members = (system.groups[system.group[cell] ?? 0] ?? []).filter((i) => hidden[i] === 1);
    if (members.some((i) => start[i] === 1)) continue;
    model.setOpen(members, false);
    const renewed = new Map<Demand, Shift>();
    const isNeeded = [...shifts].some(([demand, shift]) => {
      if (!members.some((i) => shift.has(i))) return false;
      if ([...renewed.values()].some((other) => isMet(demand, other))) return false;
      const other = find(demand);
      if (other) renewed.set(demand, other);
      return !other;
    });
    if (isNeeded) {
      model.setOpen(members, true);
      continue;
    }
    for (const i of members) hidden[i] = 0;
    const fresh = [...renewed.values()];
    for (const [demand, shift] of shifts) {
      if (!members.some((i) => shift.has(i))) continue;
      const other = renewed.get(demand) ?? fresh.find((one) => isMet(demand, one));
      if (other) shifts.set(demand, other);
    }
  }
  model.setOpen(system.isHideable.keys(), true);
  const whole = new Set([...shifts].flatMap(([demand, shift]) => metInWhole(system, shift, [demand])));
  return { hidden, failed, lesser, whole };
}
