/** The least each cell can be when everything that is not zero is hidden: no pattern can keep more secret than that. */
import type { Highs } from "highs";
import { StatisticsError } from "../errors.ts";
import { RowMatrix } from "./solver.ts";
import type { System } from "./system.ts";

const tolerance = 1e-6;

/**
 * The least each of the cells can be when every cell that is not zero is hidden: a total of k non-zero parts is at least k.
 * Bounds are carried from parts to totals. In most publications the smallest table of all reaches them; where it does not, one linear
 * programme gives a table that does, and only cells where the two differ get a programme of their own.
 * Comes back by cell id; only the cells asked for are more than a lower bound. Units: children.
 * Errors: `infeasible` when the solver gives nothing, with the `count` of cells (the true table always is a solution).
 */
export function structuralMinimum(highs: Highs, system: System, cells: readonly number[]): Float64Array {
  const bound = carriedBounds(system);
  const unsure = cells.filter((cell) => (bound[cell] ?? 0) < (system.value[cell] ?? 0));
  if (unsure.length === 0) return bound;
  const smallest = smallestTable(system, bound);
  if (smallest && unsure.every((cell) => smallest[cell] === bound[cell])) return bound;
  return solvedBounds(highs, system, unsure, bound);
}

const isOpen = (system: System, cell: number) => system.isHideable[cell] === 1 || (system.value[cell] ?? 0) > 0;

/** A total is at least what its parts are at least, and a union at least what its largest part is at least. */
function carriedBounds(system: System): Float64Array {
  const bound = Float64Array.from(system.lower, (least, cell) => (isOpen(system, cell) ? least : 0));
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const { cells, coefficients, high } of system.rows) {
      // −total + Σ parts ≤ 0.
      if (high !== 0 || coefficients[0] !== -1) continue;
      let least = 0;
      for (let k = 1; k < cells.length; k++) least += bound[cells[k] ?? 0] ?? 0;
      const total = cells[0] ?? 0;
      if (least <= (bound[total] ?? 0)) continue;
      bound[total] = least;
      isChanged = true;
    }
  }
  return bound;
}

/** Innermost cells at their bounds and totals made from them; undefined when that does not fit every relation. */
function smallestTable(system: System, bound: Float64Array): Float64Array | undefined {
  const made = Float64Array.from(bound);
  const madeBy = new Map<number, number>();
  system.rows.forEach(({ cells, low, high }, r) => {
    if (low === high && !madeBy.has(cells[0] ?? -1)) madeBy.set(cells[0] ?? -1, r);
  });
  const isMade = new Uint8Array(system.count);
  const make = (cell: number): number => {
    const row = isMade[cell] === 1 ? undefined : system.rows[madeBy.get(cell) ?? -1];
    isMade[cell] = 1;
    if (row) made[cell] = row.cells.subarray(1).reduce((sum, part) => sum + make(part), 0);
    return made[cell] ?? 0;
  };
  for (let cell = 0; cell < system.count; cell++) make(cell);
  const fits = system.rows.every(({ cells, coefficients, low, high }) => {
    const sum = cells.reduce((total, cell, k) => total + (coefficients[k] ?? 0) * (made[cell] ?? 0), 0);
    return sum >= low - tolerance && sum <= high + tolerance;
  });
  return fits && made.every((value, cell) => value >= (bound[cell] ?? 0) && (value === 0 || isOpen(system, cell))) ? made : undefined;
}

function solvedBounds(highs: Highs, system: System, unsure: readonly number[], bound: Float64Array): Float64Array {
  const rows = new RowMatrix();
  for (const { cells, coefficients, low, high } of system.rows) rows.add([...cells], [...coefficients], low, high);
  const model = highs.createModel({
    numCols: system.count,
    numRows: rows.low.length,
    colCost: new Float64Array(system.count).fill(1),
    colLower: bound,
    colUpper: Float64Array.from({ length: system.count }, (_, cell) => (isOpen(system, cell) ? Infinity : 0)),
    rowLower: Float64Array.from(rows.low),
    rowUpper: Float64Array.from(rows.high),
    matrix: rows.toSparse(system.count),
  });
  const solve = () => {
    model.run();
    if (model.getModelStatus() !== highs.constants.modelStatus.optimal) {
      throw new StatisticsError("infeasible", "The solver found no table that fits what is published.", { count: system.count });
    }
    return model.getSolution().colValue;
  };
  try {
    model.options.set({ output_flag: false });
    const together = solve();
    const result = Float64Array.from(bound);
    const open = unsure.filter((cell) => (together[cell] ?? 0) > (bound[cell] ?? 0) + tolerance);
    if (open.length > 0) model.changeColsCost({ kind: "range", from: 0, to: system.count - 1 }, new Float64Array(system.count));
    for (const cell of open) {
      model.changeColCost(cell, 1);
      const least = solve()[cell] ?? 0;
      result[cell] = Math.abs(least - Math.round(least)) < tolerance ? Math.round(least) : least;
      model.changeColCost(cell, 0);
    }
    return result;
  } finally {
    model.dispose();
  }
}
