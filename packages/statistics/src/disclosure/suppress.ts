/** Secondary suppression: which more cells must be hidden so that no primary cell can be computed, or narrowed down too far. */
import type { Highs } from "highs";
import type { Demand, Level } from "./demands.ts";
import { demandsOf, structuralMinimum } from "./demands.ts";
import { determinedCells } from "./eliminate.ts";
import { costOf, hideLines } from "./lines.ts";
import { type Watch, pause } from "./pause.ts";
import type { Shift } from "./shift-model.ts";
import { ShiftModel } from "./shift-model.ts";
import { loadSolver } from "./load-solver.ts";
import type { System } from "./system.ts";
import { primaryCells } from "./system.ts";

export type SuppressOptions = Watch & {
  /** Default "range" (SPEC level R, which includes E). */
  readonly level?: Level;
  /** Up to this many cells that may be hidden, several orders are tried and what is not needed is shown again. Default 250. */
  readonly carefulUpTo?: number;
};

/** A pattern. Lists are ascending cell ids; primary and secondary carry the same symbol when published. */
export type Suppression = {
  readonly hidden: readonly number[];
  readonly primary: readonly number[];
  readonly secondary: readonly number[];
  /** Primary cells that cannot be protected, because too much is shown already. Empty for a fresh publication. */
  readonly unprotected: readonly number[];
  readonly level: Level;
};

/**
 * A suppression pattern for the whole linked system: line heuristic (large tables), exact elimination, then shifts by linear programming
 * (HiGHS) that hide the cheapest cells where a primary cell still moves too little; in small tables several orders and a clean-up.
 * Deterministic. Nothing is hidden when nothing is primary, and a top total only when nothing else protects.
 * Throws StatisticsError `aborted`. Audit the result with `auditPattern`, which shares nothing with this but the system.
 * Reference: Kelly, Golden & Assad (1992); Langsrud (2024, GaussSuppression); disclosure SPEC.
 */
export async function suppress(system: System, options: SuppressOptions = {}): Promise<Suppression> {
  const { level = "range", carefulUpTo = 250 } = options;
  const primary = primaryCells(system);
  const start = new Uint8Array(system.count);
  for (const cell of [...primary, ...system.isKept.keys()]) {
    if (system.isPrimary[cell] === 1 || system.isKept[cell] === 1) hideGroup(system, start, cell);
  }
  const exposed = primary.filter((cell) => system.isHideable[cell] !== 1);
  if (primary.length === exposed.length) return toSuppression(system, start, exposed, level);
  const highs = await loadSolver();
  const structural = level === "range" ? structuralMinimum(highs, system, primary) : new Float64Array(system.count);
  const demands = demandsOf(system, level, structural).filter(({ cell }) => system.isHideable[cell] === 1);
  const model = new ShiftModel(highs, system, 1e6);
  try {
    const work = { system, model, demands, options };
    const isSmall = system.isHideable.reduce((n, one) => n + one, 0) <= carefulUpTo;
    const { hidden, failed } = await (isSmall ? carefully(work, start) : swiftly(work, highs, start));
    return toSuppression(system, hidden, [...exposed, ...failed], level);
  } finally {
    model.dispose();
  }
}

type Work = { readonly system: System; readonly model: ShiftModel; readonly demands: readonly Demand[]; readonly options: SuppressOptions };
type Pattern = { readonly hidden: Uint8Array; readonly failed: readonly number[] };

function hideGroup(system: System, hidden: Uint8Array, cell: number): number[] {
  const members = system.groups[system.group[cell] ?? 0] ?? [];
  const added = members.filter((i) => hidden[i] !== 1 && system.isHideable[i] === 1);
  for (const i of added) hidden[i] = 1;
  return added;
}

function toSuppression(system: System, hidden: Uint8Array, unprotected: readonly number[], level: Level): Suppression {
  const all = [...hidden.keys()].filter((i) => hidden[i] === 1);
  return {
    hidden: all,
    primary: all.filter((i) => system.isPrimary[i] === 1),
    secondary: all.filter((i) => system.isPrimary[i] !== 1),
    unprotected: [...new Set(unprotected)].sort((a, b) => a - b),
    level,
  };
}

const freeCost = 0.01;

/** Hides what each demand needs, cheapest first, in the order given. A shift that meets other demands too spares their LPs. */
async function repair(
  { system, model, options }: Work,
  hidden: Uint8Array,
  demands: readonly Demand[],
  scale: (i: number) => number,
): Promise<Pattern> {
  model.setCosts((i) => (hidden[i] === 1 ? freeCost : costOf(system, i) * scale(i)));
  const failed: number[] = [];
  const met = new Set<Demand>();
  for (const [k, demand] of demands.entries()) {
    if (met.has(demand)) continue;
    await pause(options, { stage: "suppress", done: k, total: demands.length });
    let found = cheapestShift(system, model, hidden, demand, scale);
    if (!found) {
      failed.push(demand.cell);
      // What is shown already forbids the whole range; that the cell cannot be computed exactly is still worth having.
      found = cheapestShift(system, model, hidden, { cell: demand.cell, amount: 1, orElse: -1 }, scale);
      if (!found) continue;
    }
    const shift = found;
    for (const cell of shift.keys()) for (const added of hideGroup(system, hidden, cell)) model.setCost(added, freeCost);
    for (const other of demands) if (isMet(other, shift)) met.add(other);
  }
  return { hidden, failed };
}

function cheapestShift(
  system: System,
  model: ShiftModel,
  hidden: Uint8Array,
  demand: Demand,
  scale: (i: number) => number,
): Shift | undefined {
  const price = (shift: Shift) => [...shift.keys()].reduce((sum, i) => sum + (hidden[i] === 1 ? 0 : costOf(system, i) * scale(i)), 0);
  const first = model.shift(demand.cell, demand.amount);
  if (demand.orElse === undefined || (first && price(first) === 0)) return first;
  const second = model.shift(demand.cell, demand.orElse);
  return first && (!second || price(first) <= price(second)) ? first : second;
}

function isMet(demand: Demand, shift: Shift): boolean {
  const reached = (amount: number) => {
    const size = shift.get(demand.cell) ?? 0;
    return amount > 0 ? size >= amount - 1e-6 : size <= amount + 1e-6;
  };
  return reached(demand.amount) || (demand.orElse !== undefined && reached(demand.orElse));
}

/** Small tables: several orders, what is not needed is shown again, and the cheapest pattern wins. */
async function carefully(work: Work, start: Uint8Array): Promise<Pattern> {
  const { system, demands } = work;
  const spread = (seed: number) => (i: number) => 1 + (((i + 1) * 2654435761 * seed) % 97) / 400;
  const orders: readonly (readonly [readonly Demand[], (i: number) => number])[] = [
    [demands, () => 1],
    [[...demands].reverse(), () => 1],
    [demands, spread(3)],
    [[...demands].sort((a, b) => a.cell - b.cell), spread(7)],
  ];
  let best: Pattern | undefined;
  let bestCost = Infinity;
  for (const [order, scale] of orders) {
    const pattern = await cleanUp(work, await repair(work, Uint8Array.from(start), order, scale), start);
    const cost = pattern.hidden.reduce((sum, one, i) => sum + (one === 1 ? costOf(system, i) : 0), 0);
    if (cost < bestCost - 1e-9) [best, bestCost] = [pattern, cost];
    // Nothing was added: no order can do better.
    if (pattern.hidden.every((one, i) => one === start[i])) break;
  }
  return best ?? { hidden: start, failed: [] };
}

/** Shows secondary cells again, dearest first, while every demand still has a shift. */
async function cleanUp({ system, model, demands, options }: Work, { hidden, failed }: Pattern, start: Uint8Array): Promise<Pattern> {
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
    await pause(options, { stage: "clean up", done: k, total: secondary.length });
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
  model.setOpen(hidden.keys(), true);
  return { hidden, failed };
}

/** Large tables: lines, exact elimination, then only the demands that no common shift meets are repaired. */
async function swiftly(work: Work, highs: Highs, start: Uint8Array): Promise<Pattern> {
  const { system, demands } = work;
  const hidden = Uint8Array.from(start);
  hideLines(system, hidden, demands);
  const determined = determinedCells(system, hidden).filter((cell) => system.isPrimary[cell] === 1);
  const first = await repair(
    work,
    hidden,
    demands.filter(({ cell }) => determined.includes(cell)),
    () => 1,
  );
  const narrow = new ShiftModel(highs, system, 1e6, hidden);
  let left = demands;
  try {
    narrow.setCosts(() => freeCost);
    left = await commonShifts(work, narrow, hidden, demands);
  } finally {
    narrow.dispose();
  }
  work.model.setCosts((i) => (hidden[i] === 1 ? freeCost : costOf(system, i)));
  left = await commonShifts(work, work.model, hidden, left);
  const second = await repair(work, hidden, left, () => 1);
  return { hidden, failed: [...first.failed, ...second.failed] };
}

const shortLine = 12;
/** What one step of a demanded cell is worth: more than any chain of cells it could cost. */
const gain = 1e6;

/**
 * Meets many demands with one shift: demands that share no short line seldom stand in each other's way, so one of each neighbourhood is
 * asked for at once. Returns the demands that were not met this way.
 */
async function commonShifts(
  { system, demands, options }: Work,
  model: ShiftModel,
  hidden: Uint8Array,
  asked: readonly Demand[],
): Promise<Demand[]> {
  const tried = new Map<Demand, number>();
  let left = [...asked];
  for (;;) {
    await pause(options, { stage: "common shifts", done: demands.length - left.length, total: demands.length });
    const taken = new Set<number>();
    const picked = left.filter((demand) => {
      const lines = (system.rowsOf[demand.cell] ?? []).filter((r) => (system.rows[r]?.cells.length ?? 0) <= shortLine);
      const near = lines.flatMap((r) => [...(system.rows[r]?.cells ?? [])]);
      if ((tried.get(demand) ?? 0) >= (demand.orElse === undefined ? 1 : 2) || near.some((cell) => taken.has(cell))) return false;
      for (const cell of near) taken.add(cell);
      tried.set(demand, (tried.get(demand) ?? 0) + 1);
      return true;
    });
    if (picked.length === 0) return left;
    const shift = model.shiftMany(
      picked.map((demand) => [demand.cell, tried.get(demand) === 1 ? demand.amount : (demand.orElse ?? demand.amount)]),
      gain,
    );
    if (!shift) continue;
    left = left.filter((demand) => !isMet(demand, shift));
    for (const cell of shift.keys()) for (const added of hideGroup(system, hidden, cell)) model.setCost(added, freeCost);
  }
}
