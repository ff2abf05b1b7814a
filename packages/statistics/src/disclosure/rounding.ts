/** Rounding to a base, the alternative to hiding. */
import { check } from "../checks/shape.ts";
import { roundingOptions, system as aSystem } from "./shapes.ts";
import { StatisticsError } from "../errors.ts";
import { loadSolver } from "./load-solver.ts";
import { type Watch, pause } from "./pause.ts";
import { RowMatrix } from "./solver.ts";
import type { System } from "./system.ts";

export type RoundingOptions = Watch & {
  /** Default 5. Every published value is a multiple of it. */
  readonly base?: number;
  /** "controlled": as near as possible to the truth with every relation kept. "random": each cell up or down by chance, unbiased. */
  readonly method?: "controlled" | "random";
  /** For "random": totals are made from their rounded parts. Default false (totals are rounded by themselves and need not add). */
  readonly isAdditive?: boolean;
  /** Same seed, same result. Default 1. */
  readonly seed?: number;
  /** At most this long in each of at most three programmes, in seconds. Default 20. */
  readonly seconds?: number;
};

/**
 * The rounded values, by cell id: multiples of the base. Zeros stay zero; multiples of the base stay.
 * Method: controlled minimises Σ |rounded − value| with every relation kept and rounded in {⌊v/b⌋b, ⌈v/b⌉b}, or one or two steps further
 * where a table of three dimensions has no such rounding (mixed-integer programme, HiGHS, within 1 % of the least). Random goes up with
 * probability (v mod b)/b, so that the expectation is v. Units: children.
 * Reference: Cox (1987), JASA 82, 520–524; Hundepool et al. (2012), Statistical Disclosure Control, ch. 5.
 * Errors: `argument` when the base is not a whole number ≥ 2, with `variable` "base"; `infeasible` when no rounding is found in time, with
 * the `count` of cells; `unsupported` when parts of the first `variable` overlap (a union has no additive rounding), when chance would have
 * to give `variable` several totals at once (linked tables whose common cells are not published), or when HiGHS cannot be loaded;
 * `aborted` when the signal says so.
 */
export async function roundCounts(system: System, options: RoundingOptions = {}): Promise<Float64Array> {
  check({ system, options }, { system: aSystem, options: roundingOptions });
  const { base = 5, method = "controlled", isAdditive = false, seed = 1 } = options;
  if (!Number.isInteger(base) || base < 2) {
    throw new StatisticsError("argument", `The base of rounding must be a whole number of at least 2, not ${base}.`, {
      variable: "base",
      count: system.count,
    });
  }
  const unions = system.rows.filter(({ low, high }) => low !== high);
  if (unions.length > 0 && (method === "controlled" || isAdditive)) {
    const first = system.label(unions[0]?.cells[0] ?? 0);
    throw new StatisticsError("unsupported", `The parts of ${first} overlap and do not add, so there is no additive rounding of them.`, {
      variable: first,
      count: unions.length,
    });
  }
  if (method === "controlled") return controlled(system, base, options);
  const chance = (cell: number) => {
    let h = (Math.imul(cell + 1, 0x9e3779b1) ^ Math.imul(seed | 0, 0x85ebca6b)) >>> 0;
    h = Math.imul(h ^ (h >>> 16), 0x7feb352d) >>> 0;
    h = Math.imul(h ^ (h >>> 15), 0x846ca68b) >>> 0;
    return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
  };
  const result = system.value.map((v, i) => base * (Math.floor(v / base) + (chance(i) < (v % base) / base ? 1 : 0)));
  if (!isAdditive) return result;
  const added = addUp(system, result);
  const broken = system.rows.find(({ cells, coefficients }) => sumOf(cells, coefficients, added) !== 0);
  if (broken) {
    const variable = system.label(broken.cells[0] ?? 0);
    throw new StatisticsError(
      "unsupported",
      `${variable} is the total of several tables whose parts are rounded by chance; use "controlled".`,
      {
        variable,
        count: broken.cells.length - 1,
      },
    );
  }
  return added;
}

const sumOf = (cells: Int32Array, coefficients: Float64Array, values: Float64Array) =>
  cells.reduce((sum, cell, k) => sum + (coefficients[k] ?? 0) * (values[cell] ?? 0), 0);

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

async function controlled(system: System, base: number, options: RoundingOptions): Promise<Float64Array> {
  const { seconds = 20, signal } = options;
  const highs = await loadSolver();
  const { modelStatus, solutionStatus } = highs.constants;
  const ended: readonly number[] = [modelStatus.optimal, modelStatus.timeLimit];
  for (const reach of [0, 1, 2]) {
    await pause(options, { stage: "rounding", done: reach, total: 3 });
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
      model.run({
        [highs.constants.callbackType.mipInterrupt]: (event) => {
          if (signal?.aborted === true) event.interrupt();
        },
      });
      // Out of time with a rounding that adds but may not be the nearest: it is still a controlled rounding.
      const isFound = ended.includes(model.getModelStatus()) && model.info.get("primal_solution_status") === solutionStatus.feasible;
      if (!isFound) continue;
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
  await pause(options, { stage: "rounding", done: 3, total: 3 });
  throw new StatisticsError("infeasible", `No rounding to ${base} that adds was found within ${seconds} seconds.`, {
    variable: "base",
    count: system.count,
  });
}
