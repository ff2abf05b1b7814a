/** What protection asks: how far each primary cell must be able to move. */
import { StatisticsError } from "../errors.ts";
import type { Highs } from "highs";
import { RowMatrix } from "./solver.ts";
import type { System } from "./system.ts";
import { primaryCells } from "./system.ts";

/** "exact": no primary cell can be computed. "range": arithmetic says no more than the rule itself (SPEC, levels E and R). */
export type Level = "exact" | "range";

/** Cell must be able to move by `amount`; with `orElse`, moving by that amount instead is as good. */
export type Demand = { readonly cell: number; readonly amount: number; readonly orElse?: number };

/**
 * The demands of a level, largest first. Amounts are children.
 * Level range: up to threshold − 1, down to max(least known value, structural minimum); always at least 1 in one direction.
 */
export function demandsOf(system: System, level: Level, structural: Float64Array): Demand[] {
  const demands = primaryCells(system).flatMap((cell): Demand[] => {
    const value = system.value[cell] ?? 0;
    const floor = Math.max(system.lower[cell] ?? 0, structural[cell] ?? 0);
    const up = level === "range" ? system.threshold - 1 - value : 0;
    const down = level === "range" ? value - floor : 0;
    if (up < 1 && down < 1) return [value - floor >= 1 ? { cell, amount: 1, orElse: -1 } : { cell, amount: 1 }];
    return [...(up >= 1 ? [{ cell, amount: up }] : []), ...(down >= 1 ? [{ cell, amount: -down }] : [])];
  });
  return demands.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || a.cell - b.cell);
}

/**
 * The least each cell can be when every cell that is not zero is hidden (SPEC): a total of k non-zero parts is at least k.
 * Bounds are propagated; one LP gives a table where they are reached, and only cells where the two differ get an LP of their own.
 * Units: children. Throws StatisticsError `infeasible` when the solver gives nothing (the true table always is a solution).
 */
export function structuralMinimum(highs: Highs, system: System, cells: readonly number[]): Float64Array {
  const isOpen = (i: number) => system.isHideable[i] === 1 || (system.value[i] ?? 0) > 0;
  const bound = Float64Array.from({ length: system.count }, (_, i) => (isOpen(i) ? (system.lower[i] ?? 0) : 0));
  for (let round = 0; round < 12; round++) {
    let isChanged = false;
    for (const { cells: members, coefficients, low, high } of system.rows) {
      // −total + Σ parts = 0: the total is at least what its parts are at least.
      if (low !== high || coefficients[0] !== -1) continue;
      let least = 0;
      for (let k = 1; k < members.length; k++) least += bound[members[k] ?? 0] ?? 0;
      const total = members[0] ?? 0;
      if (least > (bound[total] ?? 0)) {
        bound[total] = least;
        isChanged = true;
      }
    }
    if (!isChanged) break;
  }
  const unsure = cells.filter((cell) => system.isTop[cell] === 1 || (bound[cell] ?? 0) < (system.value[cell] ?? 0));
  if (unsure.length === 0) return bound;
  const rows = new RowMatrix();
  for (const { cells: members, coefficients, low, high } of system.rows) rows.add([...members], [...coefficients], low, high);
  const model = highs.createModel({
    numCols: system.count,
    numRows: rows.low.length,
    colCost: new Float64Array(system.count).fill(1),
    colLower: bound,
    colUpper: Float64Array.from({ length: system.count }, (_, i) => (isOpen(i) ? Infinity : 0)),
    rowLower: Float64Array.from(rows.low),
    rowUpper: Float64Array.from(rows.high),
    matrix: rows.toSparse(system.count),
  });
  try {
    model.options.set({ output_flag: false });
    const solve = () => {
      model.run();
      if (model.getModelStatus() !== highs.constants.modelStatus.optimal) {
        throw new StatisticsError("infeasible", "The solver found no table that fits what is published.");
      }
      return model.getSolution().colValue;
    };
    const together = solve();
    const result = Float64Array.from(bound);
    const open = unsure.filter((cell) => (together[cell] ?? 0) > (bound[cell] ?? 0) + 1e-6);
    if (open.length === 0) return result;
    const zero = new Float64Array(system.count);
    model.changeColsCost({ kind: "range", from: 0, to: system.count - 1 }, zero);
    for (const cell of open) {
      model.changeColCost(cell, 1);
      result[cell] = Math.ceil((solve()[cell] ?? 0) - 1e-6);
      model.changeColCost(cell, 0);
    }
    return result;
  } finally {
    model.dispose();
  }
}
