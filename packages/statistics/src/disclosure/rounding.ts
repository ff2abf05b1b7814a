/** Rounding to a base, the alternative to hiding. */
import { StatisticsError } from "../errors.ts";
import { loadSolver } from "./load-solver.ts";
import { RowMatrix } from "./solver.ts";
import type { System } from "./system.ts";

export type RoundingOptions = {
  /** Default 5. Every published value is a multiple of it. */
  readonly base?: number;
  /** "controlled": as near as possible to the truth with every relation kept. "random": each cell up or down by chance, unbiased. */
  readonly method?: "controlled" | "random";
  /** For "random": totals are made from their rounded parts. Default false (totals are rounded by themselves and need not add). */
  readonly isAdditive?: boolean;
  /** Same seed, same result. Default 1. */
  readonly seed?: number;
  readonly seconds?: number;
};

/**
 * The rounded values, by cell id. Controlled: minimises Σ |rounded − value| with rounded in {⌊v/b⌋b, ⌈v/b⌉b}, or one step further where
 * a table of three dimensions has no such rounding (mixed-integer programme, HiGHS). Random: up with probability (v mod b)/b.
 * Zeros stay zero; multiples of the base stay. Units: children.
 * Throws StatisticsError: `argument` (base), `infeasible` (no rounding found in time), `unsupported` (controlled or additive with unions).
 * Reference: Cox (1987), JASA 82; Salazar-González (2006); Hundepool et al. (2012), section 5.4.
 */
export async function roundCounts(system: System, options: RoundingOptions = {}): Promise<Float64Array> {
  const { base = 5, method = "controlled", isAdditive = false, seed = 1, seconds = 20 } = options;
  if (!Number.isInteger(base) || base < 2)
    throw new StatisticsError("argument", `The base of rounding must be a whole number of at least 2, not ${base}.`);
  const hasUnions = system.rows.some(({ low, high }) => low !== high);
  if (hasUnions && (method === "controlled" || isAdditive)) {
    throw new StatisticsError("unsupported", "Parts that overlap do not add, so there is no additive rounding of them.");
  }
  if (method === "controlled") return controlled(system, base, seconds);
  const chance = (cell: number) => {
    let h = (Math.imul(cell + 1, 0x9e3779b1) ^ Math.imul(seed | 0, 0x85ebca6b)) >>> 0;
    h = Math.imul(h ^ (h >>> 16), 0x7feb352d) >>> 0;
    h = Math.imul(h ^ (h >>> 15), 0x846ca68b) >>> 0;
    return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
  };
  const result = system.value.map((v, i) => base * (Math.floor(v / base) + (chance(i) < (v % base) / base ? 1 : 0)));
  return isAdditive ? addUp(system, result) : result;
}

/** Totals from their parts, innermost first. */
function addUp(system: System, values: Float64Array): Float64Array {
  const madeBy = new Map<number, number>();
  system.rows.forEach(({ cells }, r) => {
    if (!madeBy.has(cells[0] ?? -1)) madeBy.set(cells[0] ?? -1, r);
  });
  const done = new Set<number>();
  const make = (cell: number): number => {
    const row = system.rows[madeBy.get(cell) ?? -1];
    if (row && !done.has(cell)) {
      done.add(cell);
      values[cell] = row.cells.slice(1).reduce((sum, part) => sum + make(part), 0);
    }
    return values[cell] ?? 0;
  };
  for (let i = 0; i < system.count; i++) make(i);
  return values;
}

async function controlled(system: System, base: number, seconds: number): Promise<Float64Array> {
  const highs = await loadSolver();
  for (const reach of [0, 1, 2]) {
    const floor = system.value.map((v) => Math.floor(v / base));
    const rows = new RowMatrix();
    for (const { cells, coefficients } of system.rows) {
      const now = cells.reduce((sum, cell, k) => sum + (coefficients[k] ?? 0) * (floor[cell] ?? 0), 0);
      const columns = [0, 1, 2].flatMap((k) => [...cells].map((cell) => cell + k * system.count));
      rows.add(columns, [...coefficients, ...coefficients, ...coefficients.map((a) => -a)], -now, -now);
    }
    // Three columns per cell: the ordinary step up (0 or 1), and whole steps further up and further down.
    const up = system.value.map((v) => (v % base === 0 ? 0 : 1));
    const further = system.value.map((v) => (v === 0 ? 0 : reach));
    const columns = 3 * system.count;
    const model = highs.createModel({
      numCols: columns,
      numRows: rows.low.length,
      colCost: Float64Array.from([...system.value.map((v) => base - 2 * (v % base)), ...new Float64Array(2 * system.count).fill(base)]),
      colLower: new Float64Array(columns),
      colUpper: Float64Array.from([...up, ...further, ...further.map((f, i) => Math.min(f, floor[i] ?? 0))]),
      rowLower: Float64Array.from(rows.low),
      rowUpper: Float64Array.from(rows.high),
      matrix: rows.toSparse(columns),
      integrality: new Int32Array(columns).fill(1),
    });
    try {
      model.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 0.01 });
      model.run();
      const status = model.getModelStatus();
      if (status !== highs.constants.modelStatus.optimal) continue;
      const { colValue } = model.getSolution();
      return floor.map(
        (f, i) =>
          base *
          (f +
            Math.round(colValue[i] ?? 0) +
            Math.round(colValue[system.count + i] ?? 0) -
            Math.round(colValue[2 * system.count + i] ?? 0)),
      );
    } finally {
      model.dispose();
    }
  }
  throw new StatisticsError("infeasible", `No rounding to ${base} that adds was found within ${seconds} seconds.`, { count: base });
}
