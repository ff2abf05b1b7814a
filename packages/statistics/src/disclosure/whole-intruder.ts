/** What an intruder who knows that counts are whole numbers can say of a cell. Part of the audit; the suppressor uses none of it. */
import type { Highs, Model } from "highs";
import type { Bounds } from "./intruder.ts";
import { noteWhole } from "./intruder.ts";
import { RowMatrix } from "./solver.ts";
import type { System } from "./system.ts";

/** Branches of one integer programme, after which the question is left open. */
const mostBranches = 500;

/** Whether a table in whole numbers was found; "open" where the search was cut. */
export type Reach = "yes" | "no" | "open";

/** The integer programme of one connected part: is there another table, as near the true one as can be, in which a cell is so far away? */
export class WholeIntruder {
  private readonly system: System;
  private readonly cells: readonly number[];
  private readonly bounds: Bounds;
  private readonly model: Model;
  private readonly place = new Map<number, number>();
  private readonly status: Highs["constants"]["modelStatus"];
  /** How many programmes were solved. */
  solved = 0;

  /** Columns are, for each cell of the part, how far it is above and how far below its true value. */
  constructor(highs: Highs, system: System, cells: readonly number[], bounds: Bounds) {
    this.system = system;
    this.cells = cells;
    this.bounds = bounds;
    this.status = highs.constants.modelStatus;
    cells.forEach((cell, k) => this.place.set(cell, 2 * k));
    const matrix = new RowMatrix();
    for (const r of new Set(cells.flatMap((cell) => system.rowsOf[cell] ?? []))) {
      const row = system.rows[r];
      if (!row) continue;
      const [columns, values]: [number[], number[]] = [[], []];
      let now = 0;
      row.cells.forEach((cell, k) => {
        const a = row.coefficients[k] ?? 0;
        const at = this.place.get(cell);
        now += a * (system.value[cell] ?? 0);
        if (at === undefined) return;
        columns.push(at, at + 1);
        values.push(a, -a);
      });
      matrix.add(columns, values, row.low - now, row.high - now);
    }
    const count = 2 * cells.length;
    this.model = highs.createModel({
      numCols: count,
      numRows: matrix.low.length,
      colCost: new Float64Array(count).fill(1),
      colLower: new Float64Array(count),
      colUpper: Float64Array.from({ length: count }, (_, column) => this.limit(column)),
      rowLower: Float64Array.from(matrix.low),
      rowUpper: Float64Array.from(matrix.high),
      matrix: matrix.toSparse(count),
    });
    this.model.changeColsIntegrality({ kind: "range", from: 0, to: count - 1 }, new Int32Array(count).fill(1));
    this.model.options.set({ output_flag: false, mip_max_nodes: mostBranches });
  }

  private limit(column: number): number {
    const cell = this.cells[column >> 1] ?? 0;
    const value = this.system.value[cell] ?? 0;
    if (column % 2 === 0) return Math.max(0, Math.floor((this.bounds.outerHigh[cell] ?? Infinity) - value + 1e-6));
    return Math.max(0, Math.floor(value - (this.bounds.outerLow[cell] ?? 0) + 1e-6));
  }

  /** Can the cell be `by` (below 0: down) or further from its true value while the cells in `known` have theirs? What is found widens the bounds. */
  reach(cell: number, by: number, known: Iterable<number> = []): { readonly reach: Reach; readonly moved: ReadonlySet<number> } {
    const own = this.place.get(cell) ?? 0;
    const column = by > 0 ? own : own + 1;
    const none = { reach: "no", moved: new Set<number>() } as const;
    if (!(this.limit(column) >= Math.abs(by))) return none;
    const fixed = [...known].flatMap((one) => this.place.get(one) ?? []);
    this.model.changeColBounds(column, Math.abs(by), this.limit(column));
    this.model.changeColBounds(column === own ? own + 1 : own, 0, 0);
    for (const one of fixed) for (const at of [one, one + 1]) this.model.changeColBounds(at, 0, 0);
    try {
      // The relaxation mostly has whole numbers where it matters.
      const relaxed = this.solve(true);
      if (relaxed === null) return none;
      if (relaxed?.has(cell) === true) return { reach: "yes", moved: relaxed };
      const whole = this.solve(false);
      return whole === null ? none : whole === undefined ? { ...none, reach: "open" } : { reach: "yes", moved: whole };
    } finally {
      for (const one of [own, ...fixed]) for (const at of [one, one + 1]) this.model.changeColBounds(at, 0, this.limit(at));
    }
  }

  /** The cells that a table found moves by whole numbers; null where no table fits, undefined where that is not known. */
  private solve(isRelaxed: boolean): ReadonlySet<number> | null | undefined {
    this.solved++;
    this.model.options.set({ solve_relaxation: isRelaxed, presolve: isRelaxed ? "off" : "on" });
    this.model.clearSolver();
    this.model.run();
    const found = this.model.getModelStatus();
    if (found === this.status.infeasible) return null;
    if (found !== this.status.optimal) return undefined;
    const { colValue } = this.model.getSolution();
    const table = this.cells.map((cell, k) => (this.system.value[cell] ?? 0) + (colValue[2 * k] ?? 0) - (colValue[2 * k + 1] ?? 0));
    return noteWhole(this.system, this.bounds, this.cells, table);
  }

  dispose(): void {
    this.model.dispose();
  }
}
