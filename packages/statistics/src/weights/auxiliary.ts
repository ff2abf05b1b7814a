// The auxiliary variables of a calibration, collapsed to the cells that occur: a million rows and four margins are some fifty cells.
import { StatisticsError } from "../errors.ts";
import { type FactorColumn, column, factor } from "../data/table.ts";
import type { Design } from "../design/design.ts";

/** One margin: the variables it crosses and the population total of each cell (labels in the order of the variables). */
export type Margin = {
  readonly variables: readonly string[];
  readonly totals: readonly { readonly levels: readonly string[]; readonly total: number }[];
};

/** `p` auxiliary values per cell of rows, with their names and population totals. */
export type Auxiliary = {
  readonly cellOfRow: Int32Array | null;
  readonly cells: number;
  readonly x: Float64Array;
  readonly p: number;
  readonly names: readonly string[];
  readonly totals: Float64Array;
};

export type CodedMargin = {
  readonly name: string;
  readonly codes: Int32Array;
  readonly labels: readonly string[];
  readonly totals: Float64Array;
};

/**
 * Rows coded by the cells of a margin (0 for rows without weight).
 * Errors: `missing-values`, `margin-unknown-level`, `margin-empty`, `margin-contradiction`, each naming margin, cell and count.
 */
export function codeMargin(design: Design, margin: Margin): CodedMargin {
  const name = margin.variables.join(" × ");
  const factors = margin.variables.map((variable) => factor(design.table, variable));
  const seen = new Map<number, number>();
  const labels: string[] = [];
  const totals = new Float64Array(margin.totals.length);
  margin.totals.forEach(({ levels, total }, index) => {
    const label = levels.join(", ");
    const key = keyOfLabels(factors, levels, name);
    if (seen.has(key)) throw new StatisticsError("argument", `Margin "${name}" gives "${label}" 2 times.`, { variable: name, count: 2 });
    if (!Number.isFinite(total) || total < 0) {
      const message = `Margin "${name}" has the total ${total} for "${label}"; a number of units is 0 or more.`;
      throw new StatisticsError("margin-contradiction", message, { variable: name, ...(Number.isFinite(total) ? { count: total } : {}) });
    }
    seen.set(key, index);
    labels.push(label);
    totals[index] = total;
  });
  const codes = codeRows(design, factors, seen, name);
  const rows = new Int32Array(labels.length);
  for (let row = 0; row < codes.length; row++) {
    if (design.weights[row] !== 0) rows[codes[row] as number] = (rows[codes[row] as number] as number) + 1;
  }
  labels.forEach((label, index) => {
    if (rows[index] === 0 && (totals[index] as number) > 0) {
      throw new StatisticsError(
        "margin-empty",
        `Margin "${name}": no row of the sample is "${label}", of which the population has ${totals[index]}; merge it with another level.`,
        {
          variable: name,
          count: 0,
        },
      );
    }
    if (totals[index] === 0 && (rows[index] as number) > 0) {
      throw new StatisticsError(
        "margin-contradiction",
        `Margin "${name}": ${rows[index]} rows are "${label}", of which the population has 0.`,
        {
          variable: name,
          count: rows[index] as number,
        },
      );
    }
  });
  return { name, codes, labels, totals };
}

function keyOfLabels(factors: readonly FactorColumn[], levels: readonly string[], name: string): number {
  let key = 0;
  if (levels.length !== factors.length) {
    const message = `Margin "${name}" gives ${levels.length} levels ("${levels.join(", ")}") for its ${factors.length} variables.`;
    throw new StatisticsError("argument", message, { variable: name, count: levels.length });
  }
  factors.forEach((one, position) => {
    const level = levels[position] ?? "";
    const code = one.levels.indexOf(level);
    if (code < 0) {
      throw new StatisticsError(
        "margin-unknown-level",
        `Margin "${name}" gives a total for "${level}", which is none of the ${one.levels.length} levels of "${one.name}".`,
        { variable: one.name, count: one.levels.length },
      );
    }
    key = key * one.levels.length + code;
  });
  return key;
}

function codeRows(design: Design, factors: readonly FactorColumn[], seen: ReadonlyMap<number, number>, name: string): Int32Array {
  const size = factors.reduce((product, one) => product * one.levels.length, 1);
  const table = size <= 1 << 22 ? new Int32Array(size).fill(-1) : null;
  if (table !== null) seen.forEach((index, key) => (table[key] = index));
  const codes = new Int32Array(design.n);
  let missing = 0;
  const without = new Map<number, number>();
  for (let row = 0; row < design.n; row++) {
    if (design.weights[row] === 0) continue;
    let key = 0;
    for (const one of factors) {
      const code = one.codes[row] as number;
      key = code < 0 || key < 0 ? -1 : key * one.levels.length + code;
    }
    if (key < 0) {
      missing += 1;
      continue;
    }
    const index = table === null ? (seen.get(key) ?? -1) : (table[key] as number);
    if (index < 0) without.set(key, (without.get(key) ?? 0) + 1);
    codes[row] = Math.max(0, index);
  }
  if (missing > 0) {
    throw new StatisticsError("missing-values", `Margin "${name}" is missing in ${missing} rows; impute it or take those rows out.`, {
      variable: name,
      count: missing,
    });
  }
  const [first] = without;
  if (first !== undefined) {
    let key = first[0];
    const labels = [...factors].reverse().map((one) => {
      const code = key % one.levels.length;
      key = Math.floor(key / one.levels.length);
      return one.levels[code] ?? "";
    });
    throw new StatisticsError(
      "margin-unknown-level",
      `Margin "${name}" gives no total for "${labels.reverse().join(", ")}", which ${first[1]} rows have.`,
      {
        variable: name,
        count: first[1],
      },
    );
  }
  return codes;
}

/** Margins must describe one population. Errors: `margin-contradiction` with both totals. */
export function requireOneTotal(margins: readonly CodedMargin[]): void {
  const sums = margins.map((margin) => margin.totals.reduce((sum, total) => sum + total, 0));
  const first = sums[0] ?? 0;
  sums.forEach((sum, index) => {
    if (Math.abs(sum - first) > 1e-9 * first) {
      throw new StatisticsError(
        "margin-contradiction",
        `The margins describe different populations: "${margins[0]?.name}" sums to ${first}, "${margins[index]?.name}" to ${sum}.`,
        { variable: margins[index]?.name ?? "", count: sum },
      );
    }
  });
}

/** Full dummies of all margins over the cells of their crossing that occur. */
export function marginAuxiliary(design: Design, margins: readonly CodedMargin[]): Auxiliary {
  const { cellOfRow, first } = collapse(
    design,
    margins.map((margin) => ({ codes: margin.codes, levels: margin.labels.length })),
  );
  const p = margins.reduce((sum, margin) => sum + margin.labels.length, 0);
  const x = new Float64Array(first.length * p);
  const totals = new Float64Array(p);
  const names: string[] = [];
  let offset = 0;
  for (const margin of margins) {
    first.forEach((row, cell) => (x[cell * p + offset + (margin.codes[row] as number)] = 1));
    totals.set(margin.totals, offset);
    names.push(...margin.labels.map((label) => `${margin.name} = ${label}`));
    offset += margin.labels.length;
  }
  return { cellOfRow, cells: first.length, x, p, names, totals };
}

/** Numbers the combinations of codes that occur; `first` holds a row of each. */
function collapse(design: Design, parts: readonly { codes: Int32Array; levels: number }[]): { cellOfRow: Int32Array; first: number[] } {
  let cellOfRow = new Int32Array(design.n);
  let count = 1;
  let first: number[] = [0];
  for (const { codes, levels } of parts) {
    const size = count * levels;
    const number = size <= 1 << 22 ? new Int32Array(size).fill(-1) : new Map<number, number>();
    const next = new Int32Array(design.n);
    first = [];
    for (let row = 0; row < design.n; row++) {
      const key = (cellOfRow[row] as number) * levels + (codes[row] as number);
      let cell = number instanceof Map ? (number.get(key) ?? -1) : (number[key] as number);
      if (cell < 0) {
        cell = first.length;
        if (number instanceof Map) number.set(key, cell);
        else number[key] = cell;
        first.push(row);
      }
      next[row] = cell;
    }
    cellOfRow = next;
    count = first.length;
  }
  return { cellOfRow, first };
}

/**
 * Auxiliaries by name: `(Intercept)`, a numeric column, or a factor column followed by one of its levels (as R names its columns);
 * a product of these with ":".
 * Errors: `unknown-column` for a name that is neither, `missing-values` with the count of rows with a weight, `argument` for infinite values.
 */
export function namedAuxiliary(design: Design, totalsByName: Readonly<Record<string, number>>): Auxiliary {
  const names = Object.keys(totalsByName);
  const p = names.length;
  if (p === 0) throw new StatisticsError("argument", "There are 0 totals to calibrate to.", { variable: "totals", count: 0 });
  const x = new Float64Array(design.n * p);
  const totals = Float64Array.from(names, (name) => totalsByName[name] ?? Number.NaN);
  names.forEach((name, j) => {
    const value = valueOf(design, name);
    let missing = 0;
    let infinite = 0;
    for (let row = 0; row < design.n; row++) {
      const one = value(row);
      if (design.weights[row] !== 0) {
        if (Number.isNaN(one)) missing += 1;
        else if (!Number.isFinite(one)) infinite += 1;
      }
      x[row * p + j] = Number.isFinite(one) ? one : 0;
    }
    if (missing > 0) {
      throw new StatisticsError("missing-values", `The auxiliary "${name}" is missing in ${missing} rows.`, {
        variable: name,
        count: missing,
      });
    }
    if (infinite > 0) {
      throw new StatisticsError("argument", `The auxiliary "${name}" is infinite in ${infinite} rows.`, {
        variable: name,
        count: infinite,
      });
    }
    const total = totals[j] as number;
    if (!Number.isFinite(total)) {
      throw new StatisticsError("argument", `The total of "${name}" is ${total}, which is no number.`, { variable: name });
    }
  });
  return { cellOfRow: null, cells: design.n, x, p, names, totals };
}

function valueOf(design: Design, name: string): (row: number) => number {
  if (name === "(Intercept)") return () => 1;
  const found = design.table.columns.get(name);
  if (found?.kind === "numeric") return (row) => found.values[row] as number;
  if (name.includes(":") && found === undefined) {
    const parts = name.split(":").map((part) => valueOf(design, part));
    return (row) => parts.reduce((product, part) => product * part(row), 1);
  }
  for (const one of design.table.columns.values()) {
    if (one.kind !== "factor" || !name.startsWith(one.name)) continue;
    const code = one.levels.indexOf(name.slice(one.name.length));
    if (code < 0) continue;
    return (row) => ((one.codes[row] as number) < 0 ? Number.NaN : one.codes[row] === code ? 1 : 0);
  }
  column(design.table, name);
  throw new StatisticsError(
    "wrong-column-type",
    `"${name}" is a factor; name one of its ${found?.levels.length ?? 0} levels, e.g. "${name}${found?.levels[1] ?? ""}".`,
    { variable: name, count: found?.levels.length ?? 0 },
  );
}
