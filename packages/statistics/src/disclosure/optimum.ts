/** The proven cheapest pattern of a small table, by cutting planes. */
import { check } from "../checks/shape.ts";
import { optimumOptions, system as aSystem } from "./shapes.ts";
import type { Highs, Model } from "highs";
import { StatisticsError } from "../errors.ts";
import type { Demand, Level } from "./demands.ts";
import { demandsOf } from "./demands.ts";
import { loadSolver } from "./load-solver.ts";
import { type Watch, pause } from "./pause.ts";
import { RowMatrix } from "./solver.ts";
import { structuralMinimum } from "./structural-minimum.ts";
import { suppress } from "./suppress.ts";
import type { System } from "./system.ts";
import { primaryCells } from "./system.ts";

const far = 1e4;
const tolerance = 1e-6;
/** Rounds in which cells are chosen in fractions, which takes no branching. */
const relaxedRounds = 30;

export type Optimum = {
  /** Cell ids, ascending. Always a pattern that protects. */
  readonly hidden: readonly number[];
  /** 1000 + min(value, 999) per hidden cell: fewest cells first, then smallest values. */
  readonly cost: number;
  /** No pattern that protects costs less than this. */
  readonly leastCost: number;
  /** True when no pattern is cheaper. False when a limit stopped the search: `hidden` is then what `suppress` found. */
  readonly isProven: boolean;
};

export type OptimumOptions = Watch & {
  /** Default "range" (level R, which includes E). */
  readonly level?: Level;
  /** At most this long in the binary programmes, in seconds. Default 60. */
  readonly seconds?: number;
  /** At most this many binary programmes. Default 400. */
  readonly rounds?: number;
};

/**
 * The cheapest pattern of a level, proven. For tables up to about a hundred cells; use `suppress` for more.
 * Method: Benders' decomposition. A binary programme min Σ (1000 + min(value, 999)) chooses groups of cells; for each demand that the choice
 * does not meet, the dual of the intruder's programme gives an inequality that every good pattern satisfies. The search starts with the
 * pattern of `suppress` and ends when nothing cheaper is possible.
 * The proof, and what it protects, is of tables in fractions: `auditPattern` says whether the pattern holds in whole numbers too, as that of `suppress` does.
 * Comes back: the pattern, its cost, the least cost that is possible, and whether the two have met. Units: cells; values are children.
 * Reference: Fischetti & Salazar (2001), Management Science 47(7), 1008–1027.
 * Errors: `infeasible` when no pattern protects every primary cell, with `variable` the first cell that none protects and `count` how many
 * they are; `aborted` when the signal says so; `unsupported` when HiGHS cannot be loaded.
 */
export async function optimalSuppression(system: System, options: OptimumOptions = {}): Promise<Optimum> {
  check({ system, options }, { system: aSystem, options: optimumOptions });
  const { level = "range", seconds = 60, rounds = 400, signal } = options;
  const known = await suppress(system, { level, ...(signal ? { signal } : {}) });
  const hopeless = known.unprotected[0];
  if (hopeless !== undefined) {
    const count = known.unprotected.length;
    throw new StatisticsError("infeasible", `No pattern protects ${system.label(hopeless)}; ${count} cells are left without protection.`, {
      variable: system.label(hopeless),
      count,
    });
  }
  const highs = await loadSolver();
  const primary = primaryCells(system);
  const structural = level === "range" ? structuralMinimum(highs, system, primary) : new Float64Array(system.count);
  const demands = demandsOf(system, level, structural);
  const cost = costOf(system, known.hidden);
  const master = new Master(highs, system);
  const attack = new Attack(highs, system);
  let leastCost = 0;
  try {
    for (let round = 0, isRelaxed = true; round < rounds; round++) {
      await pause(options, { stage: "optimum", done: round, total: rounds });
      const chosen = master.choose(seconds, signal);
      if (!chosen) break;
      leastCost = Math.max(leastCost, Math.ceil(master.cost - tolerance));
      const share = Float64Array.from(system.group, (group) => wholeIfNear(chosen[group] ?? 0));
      const found = [...share.keys()].filter((cell) => (share[cell] ?? 0) > 0.5);
      if (leastCost >= cost) return { hidden: known.hidden, cost, leastCost: cost, isProven: true };
      const cuts = demands.flatMap((demand) => attack.cut(demand, share, isRelaxed) ?? []);
      if (cuts.length > 0) master.add(cuts);
      else if (!isRelaxed) return { hidden: found, cost: costOf(system, found), leastCost, isProven: true };
      if (isRelaxed && (cuts.length === 0 || round >= relaxedRounds)) {
        // The fractions have said what they can; whole choices from here.
        isRelaxed = false;
        master.makeWhole();
      }
    }
    return { hidden: known.hidden, cost, leastCost, isProven: false };
  } finally {
    master.dispose();
    attack.dispose();
  }
}

const wholeIfNear = (share: number) => (Math.abs(share - Math.round(share)) < tolerance ? Math.round(share) : share);
const weight = (system: System, cell: number) => 1000 + Math.min(system.value[cell] ?? 0, 999);
const costOf = (system: System, hidden: readonly number[]) => hidden.reduce((sum, cell) => sum + weight(system, cell), 0);

/** The programme that chooses which groups are hidden: fractions first, whole choices later. */
class Master {
  private readonly highs: Highs;
  private readonly model: Model;
  private readonly count: number;

  constructor(highs: Highs, system: System) {
    const rows = neverAlone(system);
    const isFree = (i: number) => system.isHideable[i] === 1;
    this.highs = highs;
    this.count = system.groups.length;
    this.model = highs.createModel({
      numCols: this.count,
      numRows: rows.low.length,
      colCost: Float64Array.from(system.groups, (members) => costOf(system, members)),
      colLower: Float64Array.from(system.groups, (members) =>
        members.some((i) => isFree(i) && (system.isPrimary[i] === 1 || system.isKept[i] === 1)) ? 1 : 0,
      ),
      colUpper: Float64Array.from(system.groups, (members) => (members.every(isFree) ? 1 : 0)),
      rowLower: Float64Array.from(rows.low),
      rowUpper: Float64Array.from(rows.high),
      matrix: rows.toSparse(this.count),
    });
    this.model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 1e-3 });
  }

  /** The cheapest choice so far, by group, or undefined when the time of all programmes together is up. */
  choose(seconds: number, signal: Watch["signal"]): Float64Array | undefined {
    const { callbackType, modelStatus } = this.highs.constants;
    const left = seconds - this.model.getRunTime();
    if (left <= 0) return undefined;
    this.model.options.set({ time_limit: left });
    this.model.run({
      [callbackType.mipInterrupt]: (event) => {
        if (signal?.aborted === true) event.interrupt();
      },
    });
    return this.model.getModelStatus() === modelStatus.optimal ? this.model.getSolution().colValue : undefined;
  }

  /** What the choice costs: no choice costs less. */
  get cost(): number {
    return this.model.getObjectiveValue();
  }

  add(cuts: readonly Cut[]): void {
    for (const { coefficients, least } of cuts) {
      this.model.addRow(least, this.highs.infinity, { indices: [...coefficients.keys()], values: [...coefficients.values()] });
    }
  }

  makeWhole(): void {
    this.model.changeColsIntegrality({ kind: "range", from: 0, to: this.count - 1 }, new Int32Array(this.count).fill(1));
  }

  dispose(): void {
    this.model.dispose();
  }
}

/**
 * A cell that is hidden alone in an equation is known all the same: a primary one is not protected so, and any other is hidden for
 * nothing. So it needs company: chosen ≤ Σ chosen of the others. Not said of cells that others are hidden with, or that were hidden before.
 */
function neverAlone(system: System): RowMatrix {
  const rows = new RowMatrix();
  for (const { cells, low, high } of system.rows) {
    if (low !== high) continue;
    for (const cell of cells) {
      const isAlone = (system.groups[system.group[cell] ?? 0]?.length ?? 1) === 1 && system.isKept[cell] !== 1;
      if (system.isHideable[cell] !== 1 || !(isAlone || system.isPrimary[cell] === 1)) continue;
      const others = new Set(
        [...cells].filter((other) => other !== cell && system.isHideable[other] === 1).map((i) => system.group[i] ?? 0),
      );
      const own = system.group[cell] ?? 0;
      if (!others.has(own)) rows.add([own, ...others], [-1, ...[...others].map(() => 1)], 0, Infinity);
    }
  }
  return rows;
}

type Cut = { readonly coefficients: Map<number, number>; readonly least: number };

/** The intruder's programme in shifts from the true table, with its dual. */
class Attack {
  private readonly system: System;
  private readonly model: Model;
  private readonly optimal: number;

  constructor(highs: Highs, system: System) {
    this.system = system;
    this.optimal = highs.constants.modelStatus.optimal;
    const rows = new RowMatrix();
    for (const { cells, coefficients, low, high } of system.rows) {
      const now = cells.reduce((sum, cell, k) => sum + (coefficients[k] ?? 0) * (system.value[cell] ?? 0), 0);
      rows.add([...cells], [...coefficients], low - now, high - now);
    }
    this.model = highs.createModel({
      numCols: system.count,
      numRows: rows.low.length,
      colCost: new Float64Array(system.count),
      colLower: new Float64Array(system.count),
      colUpper: new Float64Array(system.count),
      rowLower: Float64Array.from(rows.low),
      rowUpper: Float64Array.from(rows.high),
      matrix: rows.toSparse(system.count),
    });
    this.model.options.set({ output_flag: false, presolve: "off" });
  }

  /**
   * An inequality Σ coefficient · chosen ≥ least that the choice breaks, or undefined when none is found. `share` is how much of each cell
   * is chosen, 0 to 1. For fractions cells may move by no more than is asked, times their share: otherwise a hair of a roomy cell would do.
   */
  cut(demand: Demand, share: Float64Array, isRelaxed: boolean): Cut | undefined {
    const asked = Math.abs(demand.amount);
    const most = isRelaxed ? asked : far;
    const first = this.reach(demand.cell, demand.amount, share, most);
    if (first.reached >= asked - tolerance) return undefined;
    if (demand.orElse === undefined) return this.toCut(first.coefficients, asked - first.slack, share);
    const second = this.reach(demand.cell, demand.orElse, share, most);
    // Level E asks for high − low, so both directions count together.
    if (first.reached + second.reached >= asked - tolerance) return undefined;
    for (const [cell, a] of second.coefficients) first.coefficients.set(cell, (first.coefficients.get(cell) ?? 0) + a);
    return this.toCut(first.coefficients, asked - first.slack - second.slack, share);
  }

  /** How far the cell moves, and the dual bound Σ coefficients·chosen + slack on that for any choice, however roomy the cells are. */
  private reach(cell: number, amount: number, share: Float64Array, most: number) {
    const { count, value, lower, isHideable } = this.system;
    const room = (i: number, isUp: boolean, limit: number) => {
      if (isHideable[i] !== 1) return 0;
      const asked = i === cell && isUp === amount > 0 ? Math.abs(amount) : limit;
      return isUp ? asked : Math.min((value[i] ?? 0) - (lower[i] ?? 0), asked);
    };
    this.model.changeColsBounds(
      { kind: "range", from: 0, to: count - 1 },
      Float64Array.from(share, (part, i) => -part * room(i, false, most)),
      Float64Array.from(share, (part, i) => part * room(i, true, most)),
    );
    this.model.changeColCost(cell, -Math.sign(amount));
    this.model.run();
    if (this.model.getModelStatus() !== this.optimal) {
      // A warm start can leave the solver undecided; a cold one has no such memory.
      this.model.clearSolver();
      this.model.run();
    }
    if (this.model.getModelStatus() !== this.optimal) {
      throw new StatisticsError("infeasible", `The solver could not attack ${this.system.label(cell)}.`, {
        variable: this.system.label(cell),
        count: share.filter((part) => part > 0).length,
      });
    }
    const { colValue, colDual } = this.model.getSolution();
    this.model.changeColCost(cell, 0);
    const reached = Math.sign(amount) * (colValue[cell] ?? 0);
    const coefficients = new Map<number, number>();
    let used = 0;
    for (let i = 0; i < count; i++) {
      const d = colDual[i] ?? 0;
      used += d * (colValue[i] ?? 0);
      const a = d < -1e-9 ? -d * room(i, true, far) : d > 1e-9 ? d * room(i, false, far) : 0;
      if (a > 1e-9) coefficients.set(i, a);
    }
    // −reached = used + constant, so reached ≤ Σ a·chosen − constant for every choice.
    return { reached, coefficients, slack: reached + used };
  }

  private toCut(byCell: Map<number, number>, least: number, share: Float64Array): Cut | undefined {
    if (least <= tolerance) return undefined;
    const coefficients = new Map<number, number>();
    let met = 0;
    for (const [cell, a] of byCell) {
      const group = this.system.group[cell] ?? 0;
      // A coefficient above what is asked says no more than one that equals it.
      coefficients.set(group, Math.min(least, (coefficients.get(group) ?? 0) + a));
    }
    for (const [group, a] of coefficients) met += a * (share[this.system.groups[group]?.[0] ?? 0] ?? 0);
    return met < least - tolerance ? { coefficients, least: least - tolerance } : undefined;
  }

  dispose(): void {
    this.model.dispose();
  }
}
