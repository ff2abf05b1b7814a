/** The proven cheapest pattern of a small table, by cutting planes. */
import type { Highs, Model } from "highs";
import { StatisticsError } from "../errors.ts";
import type { Demand, Level } from "./demands.ts";
import { demandsOf } from "./demands.ts";
import { loadSolver } from "./load-solver.ts";
import { type Watch, pause } from "./pause.ts";
import { RowMatrix } from "./solver.ts";
import { structuralMinimum } from "./structural-minimum.ts";
import type { System } from "./system.ts";
import { primaryCells } from "./system.ts";

const far = 1e4;
const tolerance = 1e-6;

export type Optimum = {
  readonly hidden: readonly number[];
  /** 1000 + min(value, 999) per hidden cell, the SPEC's weights. */
  readonly cost: number;
  /** False when a limit stopped the search: `hidden` is then a lower bound's pattern and may protect too little. */
  readonly isProven: boolean;
};

/**
 * Fewest hidden cells, then smallest values, at a level. Benders' decomposition: a binary programme chooses groups of cells; for each
 * demand that the choice does not meet, the dual of the intruder's programme gives an inequality that every good pattern satisfies.
 * For tables up to about a hundred cells; use `suppress` for more. Throws StatisticsError: `infeasible` (no pattern protects), `aborted`.
 * Reference: Fischetti & Salazar (2001), Management Science 47(7).
 */
export async function optimalSuppression(
  system: System,
  options: { readonly level?: Level; readonly seconds?: number; readonly rounds?: number } & Watch = {},
): Promise<Optimum> {
  const { level = "range", seconds = 60, rounds = 400 } = options;
  const highs = await loadSolver();
  const primary = primaryCells(system);
  const structural = level === "range" ? structuralMinimum(highs, system, primary) : new Float64Array(system.count);
  const demands = demandsOf(system, level, structural);
  const master = createMaster(highs, system, seconds);
  const attack = new Attack(highs, system);
  let hidden = new Uint8Array(system.count);
  try {
    for (let round = 0; round < rounds; round++) {
      await pause(options, { stage: "optimum", done: round, total: rounds });
      master.run();
      const status = master.getModelStatus();
      if (status === highs.constants.modelStatus.infeasible)
        throw new StatisticsError("infeasible", "No pattern protects every primary cell.");
      if (status !== highs.constants.modelStatus.optimal) return toOptimum(system, hidden, false);
      const chosen = master.getSolution().colValue;
      hidden = Uint8Array.from(system.group, (group) => ((chosen[group] ?? 0) > 0.5 ? 1 : 0));
      const cuts = demands.flatMap((demand) => attack.cut(demand, hidden) ?? []);
      if (cuts.length === 0) return toOptimum(system, hidden, true);
      for (const { coefficients, least } of cuts) {
        master.addRow(least, highs.infinity, { indices: [...coefficients.keys()], values: [...coefficients.values()] });
      }
    }
    return toOptimum(system, hidden, false);
  } finally {
    master.dispose();
    attack.dispose();
  }
}

const weight = (system: System, cell: number) => 1000 + Math.min(system.value[cell] ?? 0, 999);

function toOptimum(system: System, pattern: Uint8Array, isProven: boolean): Optimum {
  const hidden = [...pattern.keys()].filter((i) => pattern[i] === 1);
  return { hidden, cost: hidden.reduce((sum, i) => sum + weight(system, i), 0), isProven };
}

function createMaster(highs: Highs, system: System, seconds: number): Model {
  const count = system.groups.length;
  const must = system.groups.map((members) =>
    members.some((i) => system.isHideable[i] === 1 && (system.isPrimary[i] === 1 || system.isKept[i] === 1)),
  );
  const may = system.groups.map((members) => members.every((i) => system.isHideable[i] === 1));
  const model = highs.createModel({
    numCols: count,
    numRows: 0,
    colCost: Float64Array.from(system.groups, (members) => members.reduce((sum, i) => sum + weight(system, i), 0)),
    colLower: Float64Array.from(must, (one) => (one ? 1 : 0)),
    colUpper: Float64Array.from(may, (one) => (one ? 1 : 0)),
    rowLower: new Float64Array(0),
    rowUpper: new Float64Array(0),
    matrix: new RowMatrix().toSparse(count),
    integrality: new Int32Array(count).fill(1),
  });
  model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5, time_limit: seconds });
  return model;
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

  /** An inequality Σ coefficient · chosen ≥ least that the choice breaks, or undefined when the demand is met. */
  cut(demand: Demand, hidden: Uint8Array): Cut | undefined {
    const first = this.reach(demand.cell, demand.amount, hidden);
    if (first.reached >= Math.abs(demand.amount) - tolerance) return undefined;
    if (demand.orElse === undefined) return this.toCut(first.coefficients, Math.abs(demand.amount) - first.slack);
    const second = this.reach(demand.cell, demand.orElse, hidden);
    // Level E asks for high − low, so both directions count together.
    if (first.reached + second.reached >= Math.abs(demand.amount) - tolerance) return undefined;
    for (const [cell, a] of second.coefficients) first.coefficients.set(cell, (first.coefficients.get(cell) ?? 0) + a);
    return this.toCut(first.coefficients, Math.abs(demand.amount) - first.slack - second.slack);
  }

  /** How far the cell moves, and the dual bound Σ coefficients·chosen + slack on that for any choice. */
  private reach(cell: number, amount: number, hidden: Uint8Array) {
    const { count, value, lower, isHideable } = this.system;
    const up = Float64Array.from({ length: count }, (_, i) => (isHideable[i] === 1 ? (i === cell && amount > 0 ? amount : far) : 0));
    const down = Float64Array.from({ length: count }, (_, i) =>
      isHideable[i] === 1 ? Math.min((value[i] ?? 0) - (lower[i] ?? 0), i === cell && amount < 0 ? -amount : far) : 0,
    );
    this.model.changeColsBounds(
      { kind: "range", from: 0, to: count - 1 },
      down.map((d, i) => (hidden[i] === 1 ? -d : 0)),
      up.map((u, i) => (hidden[i] === 1 ? u : 0)),
    );
    this.model.changeColCost(cell, -Math.sign(amount));
    this.model.run();
    if (this.model.getModelStatus() !== this.optimal) throw new StatisticsError("infeasible", "The solver could not attack the pattern.");
    const { colValue, colDual } = this.model.getSolution();
    this.model.changeColCost(cell, 0);
    const reached = Math.sign(amount) * (colValue[cell] ?? 0);
    const coefficients = new Map<number, number>();
    let used = 0;
    for (let i = 0; i < count; i++) {
      const d = colDual[i] ?? 0;
      used += d * (colValue[i] ?? 0);
      const a = d < -1e-9 ? -d * (up[i] ?? 0) : d > 1e-9 ? d * (down[i] ?? 0) : 0;
      if (a > 1e-9) coefficients.set(i, a);
    }
    // −reached = used + constant, so reached ≤ Σ a·chosen − constant for every choice.
    return { reached, coefficients, slack: reached + used };
  }

  private toCut(byCell: Map<number, number>, least: number): Cut | undefined {
    const coefficients = new Map<number, number>();
    for (const [cell, a] of byCell) {
      const group = this.system.group[cell] ?? 0;
      // A coefficient above what is asked says no more than one that equals it.
      coefficients.set(group, Math.min(least, (coefficients.get(group) ?? 0) + a));
    }
    return least > tolerance ? { coefficients, least: least - tolerance } : undefined;
  }

  dispose(): void {
    this.model.dispose();
  }
}
