/** Suppression of large tables: many demands in one linear programme. */
import type { Highs } from "highs";
import type { Demand } from "./demands.ts";
import { costOf, hideLines } from "./lines.ts";
import { pause } from "./pause.ts";
import { section } from "./progress.ts";
import type { Pattern, Work } from "./repair.ts";
import { freeCost, hideShift, isMet, metInWhole, repair } from "./repair.ts";
import { ShiftModel } from "./shift-model.ts";
import type { System } from "./system.ts";

/**
 * The line heuristic proposes cells. Of these a first round of programmes hides those that the demands use, cheapest first, and leaves the
 * others shown. Demands that the proposal cannot meet are then met from all cells, together and, what little is left, one by one.
 * `tightenings`: how often the demands are met anew among what was hidden, which leaves out what the first round took too much.
 */
export async function suppressLarge(work: Work, highs: Highs, start: Uint8Array, tightenings: number): Promise<Pattern> {
  const { system, demands } = work;
  const near = neighbours(system);
  const proposed = Uint8Array.from(start);
  hideLines(system, proposed, demands);
  const hidden = Uint8Array.from(start);
  const part = (round: number): Work => ({
    ...work,
    watch: section(work.watch, round * demands.length, demands.length, (1 + tightenings) * demands.length),
  });
  const search: Search = { work: part(0), highs, near, hidden, whole: new Set() };
  const left = await meetTogether(search, proposed, demands);
  const first = await meetAll(search, system.isHideable, left);
  if (first.failed.length > 0) return first;
  let best: Pattern = first;
  for (let round = 0; round < tightenings; round++) {
    const order = round % 2 === 0 ? [...demands].reverse() : demands;
    const fresh = { ...search, work: part(round + 1), hidden: Uint8Array.from(start), whole: new Set<Demand>() };
    const next = await meetAll(fresh, best.hidden, order);
    if (next.failed.length > 0 || sizeOf(next.hidden) >= sizeOf(best.hidden)) break;
    best = next;
  }
  return best;
}

const sizeOf = (hidden: Uint8Array) => hidden.reduce((sum, one) => sum + one, 0);

/** `hidden` grows with every demand that is met, and `whole` with those that are met in whole numbers. */
type Search = {
  readonly work: Work;
  readonly highs: Highs;
  readonly near: Neighbours;
  readonly hidden: Uint8Array;
  readonly whole: Set<Demand>;
};

/** Meets what can be met together by hiding allowed cells; returns the demands that are left. */
function meetTogether(search: Search, allowed: Uint8Array, asked: readonly Demand[]): Promise<readonly Demand[]> {
  return withModel(search, allowed, (model) => commonShifts(search, model, asked));
}

/** The same, and then what is left one by one. */
function meetAll(search: Search, allowed: Uint8Array, asked: readonly Demand[]): Promise<Pattern> {
  const { work, hidden, whole } = search;
  if (asked.length === 0) return Promise.resolve({ hidden, failed: [], lesser: [], whole });
  return withModel(search, allowed, async (model) =>
    repair(work, model, hidden, await commonShifts(search, model, asked), (cell) => costOf(work.system, cell), whole),
  );
}

async function withModel<T>({ work: { system }, highs, hidden }: Search, allowed: Uint8Array, use: (model: ShiftModel) => Promise<T>) {
  const model = new ShiftModel(highs, system, 1e6, allowed);
  try {
    model.setCosts((cell) => (hidden[cell] === 1 ? freeCost : costOf(system, cell)));
    return await use(model);
  } finally {
    model.dispose();
  }
}

const shortLine = 12;
/** What one step of a demanded cell is worth: more than any chain of cells it could cost. */
const gain = 1e6;

/** The cells that share a short line with a cell, itself among them. */
type Neighbours = (cell: number) => readonly number[];

function neighbours(system: System): Neighbours {
  const known = new Map<number, readonly number[]>();
  return (cell) => {
    const found = known.get(cell);
    if (found) return found;
    const near = [cell];
    for (const r of system.rowsOf[cell] ?? []) {
      const cells = system.rows[r]?.cells ?? [];
      if (cells.length <= shortLine) near.push(...cells);
    }
    known.set(cell, near);
    return near;
  };
}

/**
 * Meets many demands with one shift: demands that share no short line seldom stand in each other's way, so one of each neighbourhood is
 * asked for at once. Returns the demands that were not met this way.
 */
async function commonShifts(
  { work, hidden, near, whole }: Search,
  model: ShiftModel,
  asked: readonly Demand[],
): Promise<readonly Demand[]> {
  const { system, demands, watch } = work;
  const tried = new Map<Demand, number>();
  let left = asked;
  for (;;) {
    await pause(watch, { stage: "suppress", done: demands.length - left.length, total: demands.length });
    const taken = new Set<number>();
    const picked = left.filter((demand) => {
      const times = tried.get(demand) ?? 0;
      if (times >= (demand.orElse === undefined ? 1 : 2) || near(demand.cell).some((cell) => taken.has(cell))) return false;
      for (const cell of near(demand.cell)) taken.add(cell);
      tried.set(demand, times + 1);
      return true;
    });
    if (picked.length === 0) return left;
    const shift = model.shiftMany(
      picked.map((demand) => [demand.cell, tried.get(demand) === 1 ? demand.amount : (demand.orElse ?? demand.amount)]),
      gain,
    );
    if (!shift) continue;
    for (const one of metInWhole(system, shift, left)) whole.add(one);
    left = left.filter((demand) => !isMet(demand, shift));
    hideShift(system, model, hidden, shift);
  }
}
