/** The levels once more, for tables in whole numbers alone. Part of the audit; the suppressor uses none of it. */
import type { Highs } from "highs";
import type { Bounds } from "./intruder.ts";
import type { System } from "./system.ts";
import type { Judge } from "./verdict.ts";
import { knownBySingleton } from "./whole-shift.ts";
import { WholeIntruder } from "./whole-intruder.ts";

const tolerance = 1e-6;
/** So many tables are tried between a bound in fractions and one that is known to be reached. */
const mostTables = 50;

/** What the only child of one cell can compute: another. */
export type Readable = { readonly singleton: number; readonly cell: number };

/** Verdicts by cell; undefined, and `undecided`, where the search was cut. */
export class WholeVerdict {
  private readonly highs: Highs;
  private readonly system: System;
  private readonly bounds: Bounds;
  private readonly judge: Judge;
  private intruder: WholeIntruder | undefined;
  private cells: readonly number[] = [];
  readonly exact = new Map<number, boolean>();
  readonly range = new Map<number, boolean>();
  readonly undecided = new Set<number>();
  readonly unsettled = new Set<number>();
  readonly readable: Readable[] = [];
  solved = 0;

  constructor(highs: Highs, system: System, bounds: Bounds, judge: Judge) {
    this.highs = highs;
    this.system = system;
    this.bounds = bounds;
    this.judge = judge;
  }

  /** Turns to a connected part; the programme of the one before is let go. */
  begin(cells: readonly number[]): void {
    this.end();
    this.cells = cells;
  }

  end(): void {
    this.solved += this.intruder?.solved ?? 0;
    this.intruder?.dispose();
    this.intruder = undefined;
  }

  private get attack(): WholeIntruder {
    this.intruder ??= new WholeIntruder(this.highs, this.system, this.cells, this.bounds);
    return this.intruder;
  }

  /** Decides level E of a hidden primary cell, and level R where the relaxation leaves that. */
  decide(cell: number): void {
    const { wholeLow, wholeHigh } = this.bounds;
    const value = this.system.value[cell] ?? 0;
    const isMoved = (): boolean => (wholeHigh[cell] ?? value) - (wholeLow[cell] ?? value) >= 1;
    if (this.judge.isExact(cell) !== false && !isMoved()) {
      const tried = [this.attack.reach(cell, 1).reach, isMoved() ? "yes" : this.attack.reach(cell, -1).reach];
      if (!isMoved() && tried.includes("open")) this.undecided.add(cell);
    }
    this.exact.set(cell, isMoved());
    if (this.judge.isRange(cell) === false || !isMoved()) {
      this.range.set(cell, false);
      return;
    }
    const verdicts = [this.isHighEnough(cell), this.isLowEnough(cell)];
    if (verdicts.includes(undefined) && !verdicts.includes(false)) this.undecided.add(cell);
    this.range.set(cell, verdicts.every(Boolean));
  }

  private isHighEnough(cell: number): boolean | undefined {
    const needed = this.system.threshold - 1;
    if ((this.bounds.wholeHigh[cell] ?? 0) >= needed) return true;
    const { reach } = this.attack.reach(cell, needed - (this.system.value[cell] ?? 0));
    return reach === "open" ? undefined : reach === "yes";
  }

  private isLowEnough(cell: number): boolean | undefined {
    const least = this.system.zerosAreShown ? 1 : 0;
    if ((this.bounds.wholeLow[cell] ?? 0) <= least) return true;
    const isSure = this.lowest(cell, least);
    const low = this.bounds.wholeLow[cell] ?? 0;
    if (low <= least) return true;
    const isFloor = this.judge.isWholeFloor(cell, low);
    return isSure || isFloor === true ? isFloor : undefined;
  }

  /** Brings `wholeLow` down to what can be reached, at least `least`; false when that is not sure. */
  private lowest(cell: number, least: number): boolean {
    const from = Math.max(least, Math.ceil((this.bounds.outerLow[cell] ?? 0) - tolerance));
    let isSure = true;
    for (let y = from, tries = 0; y < (this.bounds.wholeLow[cell] ?? 0); y++, tries++) {
      if (tries >= mostTables) return false;
      if (this.attack.reach(cell, y - (this.system.value[cell] ?? 0)).reach === "open") isSure = false;
    }
    return isSure;
  }

  private highest(cell: number): boolean {
    const from = Math.floor((this.bounds.outerHigh[cell] ?? 0) + tolerance);
    let isSure = true;
    for (let y = from, tries = 0; y > (this.bounds.wholeHigh[cell] ?? 0); y--, tries++) {
      if (tries >= mostTables) return false;
      if (this.attack.reach(cell, y - (this.system.value[cell] ?? 0)).reach === "open") isSure = false;
    }
    return isSure;
  }

  /** Both ends of the interval of a cell, which the relaxation has bounded, in whole numbers. */
  settle(cell: number): void {
    const isLowSure = this.lowest(cell, 0);
    const isHighSure = this.bounds.wholeHigh[cell] === Infinity || this.highest(cell);
    if (!isLowSure || !isHighSure) this.unsettled.add(cell);
  }

  /** Finds which of the primary cells of the part the only child of another can compute. A table tells of all cells it moves and all it does not. */
  attackFromWithin(primary: readonly number[]): void {
    const alone = primary.filter((cell) => this.system.value[cell] === 1);
    if (alone.length === 0) return;
    const open = new Map(primary.map((cell) => [cell, new Set(alone)]));
    const note = (moved: ReadonlySet<number>): void => {
      for (const cell of moved) {
        const left = open.get(cell);
        if (left) for (const one of left) if (!moved.has(one)) left.delete(one);
      }
    };
    for (const [cell, left] of open) {
      for (const singleton of left) {
        if (!left.has(singleton)) continue;
        const known = knownBySingleton(this.system, singleton);
        if (known.has(cell)) continue;
        const up = this.attack.reach(cell, 1, known);
        note(up.moved);
        const down = up.reach === "yes" ? up : this.attack.reach(cell, -1, known);
        note(down.moved);
        if (down.reach === "yes") continue;
        this.readable.push({ singleton, cell });
      }
    }
  }
}
