/** The audit: what an intruder can compute from everything that is shown, whoever made the pattern. */
import { check } from "../checks/shape.ts";
import { auditOptions, cells, system as aSystem } from "./shapes.ts";
import type { Highs } from "highs";
import { StatisticsError } from "../errors.ts";
import type { Bounds } from "./intruder.ts";
import { connectedParts } from "./connected.ts";
import { Intruder, propagate, startBounds } from "./intruder.ts";
import { loadSolver } from "./load-solver.ts";
import { type Watch, pause } from "./pause.ts";
import { section, steady } from "./progress.ts";
import type { System } from "./system.ts";
import { Judge } from "./verdict.ts";
import { type Readable, WholeVerdict } from "./whole-verdict.ts";

const shortRow = 12;

/** The interval of one hidden cell, in children. */
export type Interval = { readonly cell: number; readonly value: number; readonly low: number; readonly high: number };

export type AuditOptions = Watch & {
  /**
   * "verdict" (default): linear programmes only until levels E and R are decided; intervals are then inner bounds (at least this wide).
   * "primary" and "all": the exact interval of every primary or every hidden cell.
   */
  readonly intervals?: "verdict" | "primary" | "all";
  /** Also what the only child of a hidden cell of 1 could compute, who knows that it is they. Default false. */
  readonly singletons?: boolean;
};

export type Audit = {
  /** No primary cell is shown, and none can be narrowed to less than 1 (level E). */
  readonly isExactSafe: boolean;
  /** Level E, and arithmetic says no more of a primary cell than the rule itself (level R). */
  readonly isRangeSafe: boolean;
  /** Primary cells that are not hidden at all. */
  readonly shownPrimary: readonly number[];
  /** Hidden primary cells that can be computed: one whole number fits. */
  readonly recoverable: readonly number[];
  /** Hidden primary cells with low > max(least known, structural minimum) or high < threshold − 1. */
  readonly narrow: readonly number[];
  /** Hidden primary cells for which the search in whole numbers was cut. They count as not safe. */
  readonly undecided: readonly number[];
  /** With `singletons`: hidden primary cells that the only child of another can compute. None may be, at either level. */
  readonly readable: readonly Readable[];
  readonly intervals: readonly Interval[];
  /** True when every interval is exact, false when some are inner bounds ("verdict"). */
  readonly areIntervalsExact: boolean;
  readonly programmesSolved: number;
};

/**
 * Audits a pattern on the whole system, all linked tables and periods together: what can an intruder compute of each hidden cell, who knows that counts
 * are whole numbers?
 * Method: the interval [min y, max y] over real y that satisfy every relation, with shown cells fixed and hidden cells at least what
 * everyone knows (1 where zeros are shown). Interval propagation gives outer bounds, the true table and every solution found give inner
 * bounds; a linear programme (HiGHS, one model per connected part, warm) is solved only where the two leave the question open. Of each primary cell a
 * table in whole numbers must be known at both ends: mostly a solution is one, and an integer programme is solved where none is (at most 500 branches;
 * a cell that is then still open counts as not safe). The intervals of primary cells are in whole numbers, those of others in real ones.
 * Comes back: the verdicts at levels E and R, the cells that fail, ascending, and intervals (infinite where nothing bounds a cell). Shares
 * no code with `suppress` but the system. Units: children.
 * Reference: Willenborg & de Waal (2001), Elements of Statistical Disclosure Control; Fischetti & Salazar (2001), "attacker's problems".
 * Errors: `disclosure` when the pattern names a cell that is not there, with `variable` "cell 12" and the `count` of cells; `aborted` when
 * the signal says so; `unsupported` when HiGHS cannot be loaded; `infeasible` when it finds no table at all (the true one always fits).
 */
export async function auditPattern(system: System, pattern: Iterable<number>, options: AuditOptions = {}): Promise<Audit> {
  check({ system, pattern, options }, { system: aSystem, pattern: cells, options: auditOptions });
  const hidden = new Uint8Array(system.count);
  for (const cell of pattern) {
    if (system.value[cell] === undefined) {
      throw new StatisticsError("disclosure", `The pattern hides cell ${cell}; the publication has ${system.count} cells.`, {
        variable: `cell ${cell}`,
        count: system.count,
      });
    }
    hidden[cell] = 1;
  }
  const highs = await loadSolver();
  const bounds = startBounds(system, hidden);
  propagate(system, bounds);
  const primary = [...hidden.keys()].filter((i) => hidden[i] === 1 && system.isPrimary[i] === 1);
  const judge = new Judge(highs, system, bounds);
  const whole = new WholeVerdict(highs, system, bounds, judge);
  const { watch: all, finish } = steady(options, "audit");
  let programmesSolved = 0;
  let done = 0;
  const parts = connectedParts(system, hidden);
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  try {
    for (const part of parts) {
      const watch = section(all, done, part.length, total);
      programmesSolved += await new Part(highs, system, part, bounds, judge, options.intervals ?? "verdict", watch).answer();
      await inWhole(system, whole, part, options, watch);
      done += part.length;
    }
    finish();
    whole.end();
    return { ...toAudit(system, hidden, primary, bounds, { judge, whole }, options), programmesSolved: programmesSolved + whole.solved };
  } finally {
    whole.end();
    judge.dispose();
  }
}

/** The questions to a connected part that the relaxation leaves open in whole numbers. */
async function inWhole(system: System, whole: WholeVerdict, part: readonly number[], options: AuditOptions, watch: Watch): Promise<void> {
  const primary = part.filter((cell) => system.isPrimary[cell] === 1);
  whole.begin(part);
  const isAsked = options.intervals === "primary" || options.intervals === "all";
  for (const cell of primary) {
    await pause(watch, { stage: "audit", done: part.length, total: part.length });
    whole.decide(cell);
    if (isAsked) whole.settle(cell);
  }
  if (options.singletons === true) whole.attackFromWithin(primary);
}

type Verdicts = { readonly judge: Judge; readonly whole: WholeVerdict };

function toAudit(
  system: System,
  hidden: Uint8Array,
  primary: readonly number[],
  bounds: Bounds,
  { judge, whole }: Verdicts,
  options: AuditOptions,
) {
  const shownPrimary = [...system.isPrimary.keys()].filter((i) => system.isPrimary[i] === 1 && hidden[i] !== 1);
  const isOpen = (cell: number): boolean => whole.undecided.has(cell);
  const recoverable = primary.filter((cell) => judge.isExact(cell) === false || (whole.exact.get(cell) === false && !isOpen(cell)));
  const narrow = primary.filter((cell) => judge.isRange(cell) === false || (whole.range.get(cell) === false && !isOpen(cell)));
  const { readable } = whole;
  const mode = options.intervals ?? "verdict";
  const listed = mode === "primary" ? primary : [...hidden.keys()].filter((i) => hidden[i] === 1);
  const intervals = listed.map((cell) => ({
    cell,
    value: system.value[cell] ?? 0,
    low: (system.isPrimary[cell] === 1 ? bounds.wholeLow : bounds.innerLow)[cell] ?? 0,
    high: (system.isPrimary[cell] === 1 ? bounds.wholeHigh : bounds.innerHigh)[cell] ?? 0,
  }));
  const isSeen = (cell: number): boolean => whole.exact.get(cell) === true;
  const isExactSafe = shownPrimary.length === 0 && primary.every(isSeen) && readable.length === 0;
  const isRangeSafe = isExactSafe && narrow.length === 0 && whole.undecided.size === 0;
  const isExactIn = (cell: number): boolean => judge.isSettled(cell, -1) && judge.isSettled(cell, 1) && !whole.unsettled.has(cell);
  const areIntervalsExact = listed.every(isExactIn);
  const undecided = [...whole.undecided].sort((a, b) => a - b);
  return { isExactSafe, isRangeSafe, shownPrimary, recoverable, narrow, undecided, readable, intervals, areIntervalsExact };
}

/** The questions to one connected part: first many cells at once, then one by one. */
class Part {
  private readonly system: System;
  private readonly cells: readonly number[];
  private readonly judge: Judge;
  private readonly intervals: "verdict" | "primary" | "all";
  private readonly watch: Watch;
  private readonly highs: Highs;
  private readonly bounds: Bounds;

  constructor(
    highs: Highs,
    system: System,
    cells: readonly number[],
    bounds: Bounds,
    judge: Judge,
    intervals: "verdict" | "primary" | "all",
    watch: Watch,
  ) {
    this.system = system;
    this.cells = cells;
    this.judge = judge;
    this.intervals = intervals;
    this.watch = watch;
    this.highs = highs;
    this.bounds = bounds;
  }

  /** Settles what is asked; returns how many programmes that took. */
  async answer(): Promise<number> {
    if (!this.cells.some((cell) => this.isOpen(cell, 1) || this.isOpen(cell, -1))) return 0;
    const intruder = new Intruder(this.highs, this.system, this.cells, this.bounds);
    try {
      for (const direction of [1, -1] as const) await this.together(intruder, direction);
      const open = this.cells.filter((cell) => this.isOpen(cell, 1) || this.isOpen(cell, -1));
      for (const [k, cell] of open.entries()) {
        await pause(this.watch, { stage: "audit", done: this.cells.length - open.length + k, total: this.cells.length });
        for (const direction of [1, -1] as const) if (this.isOpen(cell, direction)) intruder.ask(cell, direction);
      }
      return intruder.solved;
    } finally {
      intruder.dispose();
    }
  }

  /** Must this bound of the cell still be asked for? */
  private isOpen(cell: number, direction: 1 | -1): boolean {
    const mode = this.intervals;
    const isPrimary = this.system.isPrimary[cell] === 1;
    if (this.judge.isSettled(cell, direction)) return false;
    if (mode === "all" || (mode === "primary" && isPrimary)) return true;
    if (!isPrimary) return false;
    if (this.judge.isExact(cell) === undefined) return true;
    return (direction === 1 ? this.judge.isHighEnough(cell) : this.judge.isLowEnough(cell)) === undefined;
  }

  /** One cell of each short row at a time: they seldom stand in each other's way. Goes on while it settles cells. */
  private async together(intruder: Intruder, direction: 1 | -1): Promise<void> {
    const asked = new Map<number, number>();
    const enough = this.intervals === "verdict" ? this.system.threshold - 1 : Infinity;
    for (;;) {
      const open = this.cells.filter((cell) => this.isOpen(cell, direction) && (asked.get(cell) ?? 0) < 2);
      if (open.length < 4) return;
      const taken = new Set<number>();
      const picked: number[] = [];
      for (const cell of open) {
        const rows = (this.system.rowsOf[cell] ?? []).filter((r) => (this.system.rows[r]?.cells.length ?? 0) <= shortRow);
        if (rows.some((r) => taken.has(r))) continue;
        for (const r of rows) taken.add(r);
        asked.set(cell, (asked.get(cell) ?? 0) + 1);
        picked.push(cell);
      }
      await pause(this.watch, { stage: "audit", done: this.cells.length - open.length, total: this.cells.length });
      intruder.askMany(picked, direction, enough);
    }
  }
}
