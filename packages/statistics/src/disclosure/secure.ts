/** The last step of suppression: what the relaxation leaves open in whole numbers, and what the only child of a cell could compute. */
import type { Highs } from "highs";
import type { Demand } from "./demands.ts";
import { connectedParts } from "./connected.ts";
import { costOf } from "./lines.ts";
import { pause } from "./pause.ts";
import type { Pattern, Work } from "./repair.ts";
import { freeCost, hideShift, metInWhole } from "./repair.ts";
import type { Shift } from "./shift-model.ts";
import { ShiftModel } from "./shift-model.ts";
import type { System } from "./system.ts";
import { knownBySingleton } from "./whole-shift.ts";

const tolerance = 1e-6;
/** Rounds in which many demands are met together, and what a step of a demanded cell is worth there. */
const rounds = 4;
const gain = 1e6;

/** The pattern with what more must be hidden, and the primary cells that nothing protects. */
export type Secured = { readonly hidden: Uint8Array; readonly failed: readonly number[] };

/**
 * Sees to it that every demand is met by another table in whole numbers, not by one in fractions alone, and, when asked, that every primary cell can
 * move by one while the only child of another cell stays. Demands that were seen to be met so cost nothing. What no programme proves to be met is met by
 * hiding more; what cannot be met so has failed.
 */
export async function secure(work: Work, highs: Highs, pattern: Pattern, singletons: boolean): Promise<Secured> {
  const { system, demands, watch } = work;
  const hasFailed = new Set(pattern.failed);
  const asked = [...demands.filter(({ cell }) => !hasFailed.has(cell)), ...pattern.lesser].filter((demand) => !pattern.whole.has(demand));
  const alone = singletons ? singletonsIn(system, pattern.hidden) : [];
  if (asked.length === 0 && alone.length === 0) return pattern;
  const securing = new Securing(highs, system, pattern.hidden);
  const failed = [...pattern.failed];
  try {
    const inside = asked.flatMap((demand) => inWhole(demand) ?? []);
    for (const whole of securing.leftTogether(inside)) {
      await pause(watch, { stage: "suppress", done: demands.length, total: demands.length });
      if (securing.meet(whole) || securing.meetFloor(whole)) continue;
      failed.push(whole.cell);
      securing.meet({ cell: whole.cell, amount: 1, orElse: -1 });
    }
    for (const [cell, knowing] of alone) {
      const open = new Set(knowing);
      await pause(watch, { stage: "suppress", done: demands.length, total: demands.length });
      if (!securing.against(cell, open)) failed.push(cell);
    }
    return { hidden: pattern.hidden, failed };
  } finally {
    securing.dispose();
  }
}

/** What a demand asks in whole numbers; null where that is nothing. */
function inWhole({ cell, amount, orElse }: Demand): Demand | null {
  const size = Math.sign(amount) * Math.floor(Math.abs(amount) + tolerance);
  return size === 0 ? null : { cell, amount: size, ...(orElse === undefined ? {} : { orElse }) };
}

/** Every hidden primary cell with the hidden cells of 1, of the same connected part, that it must be safe from. */
function singletonsIn(system: System, hidden: Uint8Array): [cell: number, singletons: number[]][] {
  return connectedParts(system, hidden).flatMap((part) => {
    const primary = part.filter((cell) => system.isPrimary[cell] === 1);
    const alone = primary.filter((cell) => system.value[cell] === 1);
    return alone.length === 0 ? [] : primary.map((cell): [number, number[]] => [cell, alone]);
  });
}

class Securing {
  private readonly highs: Highs;
  private readonly system: System;
  private readonly hidden: Uint8Array;
  private inner: ShiftModel;
  private outer: ShiftModel | undefined;

  constructor(highs: Highs, system: System, hidden: Uint8Array) {
    this.highs = highs;
    this.system = system;
    this.hidden = hidden;
    this.inner = this.insideHidden();
  }

  /** Shifts of what is hidden already. */
  private insideHidden(): ShiftModel {
    const model = new ShiftModel(this.highs, this.system, 1e6, this.hidden);
    model.setCosts(() => 1);
    return model;
  }

  /** The demands that are left when as many as possible are met at once with what is hidden, in a few rounds. */
  leftTogether(demands: readonly Demand[]): readonly Demand[] {
    let left = demands;
    for (let round = 0; round < rounds && left.length > 1; round++) {
      // Other neighbours in each round: they stand in each other's way.
      const picked = left.filter((_, k) => k % (round + 1) === 0);
      const shift = this.inner.shiftMany(
        picked.map(({ cell, amount }) => [cell, amount]),
        gain,
      );
      const met = new Set(shift ? metInWhole(this.system, shift, left) : []);
      left = left.filter((demand) => !met.has(demand));
    }
    return left;
  }

  /** Meets a demand with what is hidden, or by hiding more; false where that cannot be, while the cells in `known` stay. */
  meet(demand: Demand, known: ReadonlySet<number> = new Set()): boolean {
    return this.shiftFor(demand, known) !== undefined;
  }

  /** A primary cell that nothing protects so far is as low as it can be with everything hidden. */
  meetFloor({ cell, amount }: Demand): boolean {
    const { value, isHideable } = this.system;
    if (amount > 0 || value.some((count, other) => count > 0 && isHideable[other] !== 1)) return false;
    for (let size = amount + 1; size < 0; size++) if (this.meet({ cell, amount: size })) return true;
    return this.meet({ cell, amount: 1 });
  }

  /** Protects a cell from each of the only children: every shift that moves it and not them is safe from those it does not move. */
  against(cell: number, singletons: Set<number>): boolean {
    for (const singleton of singletons) {
      const known = knownBySingleton(this.system, singleton);
      if (known.has(cell)) continue;
      const shift = this.shiftFor({ cell, amount: 1, orElse: -1 }, known);
      if (shift === undefined) return false;
      for (const other of singletons) if (!shift.has(other)) singletons.delete(other);
    }
    return true;
  }

  private shiftFor({ cell, amount, orElse }: Demand, known: ReadonlySet<number>): Shift | undefined {
    const amounts = orElse === undefined ? [amount] : [amount, orElse];
    const isKnownHidden = [...known].filter((one) => this.hidden[one] === 1);
    this.inner.setOpen(isKnownHidden, false);
    const first = this.firstOf(this.inner, cell, amounts);
    this.inner.setOpen(isKnownHidden, true);
    return first ?? this.hideFor(cell, amounts, known);
  }

  private firstOf(model: ShiftModel, cell: number, amounts: readonly number[]): Shift | undefined {
    for (const amount of amounts) {
      const shift = model.wholeShift(cell, amount);
      if (shift) return shift;
    }
    return undefined;
  }

  private hideFor(cell: number, amounts: readonly number[], known: ReadonlySet<number>): Shift | undefined {
    const price = (one: number): number => (this.hidden[one] === 1 ? freeCost : costOf(this.system, one));
    this.outer ??= new ShiftModel(this.highs, this.system, 1e6);
    this.outer.setCosts(price);
    this.outer.setOpen(known, false);
    let best: Shift | undefined;
    let least = Infinity;
    for (const amount of amounts) {
      const shift = this.outer.wholeShift(cell, amount);
      const cost = shift ? [...shift.keys()].reduce((sum, one) => sum + price(one), 0) : Infinity;
      if (cost < least) [best, least] = [shift, cost];
    }
    this.outer.setOpen(known, true);
    if (best === undefined) return undefined;
    hideShift(this.system, this.outer, this.hidden, best);
    this.inner.dispose();
    this.inner = this.insideHidden();
    return best;
  }

  dispose(): void {
    this.inner.dispose();
    this.outer?.dispose();
  }
}
