// The columnar table everything counts on: numbers as Float64Array (NaN = missing), categories as level codes (-1 = missing).
import { check, listOf, orNull, optional, shown } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";

export type NumericColumn = { readonly kind: "numeric"; readonly name: string; readonly values: Float64Array };

/** A categorical column. `codes[i]` is the position in `levels`, -1 when missing. The first level is the reference level. */
export type FactorColumn = {
  readonly kind: "factor";
  readonly name: string;
  readonly levels: readonly string[];
  readonly codes: Int32Array;
  readonly ordered: boolean;
};

export type Column = NumericColumn | FactorColumn;

/** Rows are addressed by position 0…n-1; every column has exactly n values. */
export type Table = { readonly n: number; readonly columns: ReadonlyMap<string, Column> };

/** A table of the given columns. Errors: `argument` when two share a name or the lengths differ. */
export function createTable(columns: readonly Column[]): Table {
  check({ columns }, { columns: listOf(kinds.column, "columns") });
  const byName = new Map<string, Column>();
  const n = columns[0] === undefined ? 0 : lengthOf(columns[0]);
  for (const column of columns) {
    if (byName.has(column.name))
      throw new StatisticsError("argument", `2 columns are named "${column.name}".`, { variable: column.name, count: 2 });
    if (lengthOf(column) !== n) {
      throw new StatisticsError("argument", `Column "${column.name}" has ${lengthOf(column)} values where the table has ${n} rows.`, {
        variable: column.name,
        count: lengthOf(column),
      });
    }
    byName.set(column.name, column);
  }
  return { n, columns: byName };
}

/** The same table with `column` added, or put in the place of the column of that name. Errors: `argument` for a wrong length. */
export function withColumn(table: Table, column: Column): Table {
  check({ table, column }, { table: kinds.table, column: kinds.column });
  const others = [...table.columns.values()].filter((one) => one.name !== column.name);
  return createTable(table.columns.size === 0 ? [column] : [...others, column]);
}

/**
 * A numeric column; null and undefined become missing (NaN). Takes over a Float64Array without copying. Errors: `argument` for a value that is no
 * number, with its row, counted from 1: a text such as "1 234,5" is not read, and never becomes missing without a word.
 */
export function numericColumn(name: string, values: Float64Array | readonly (number | null | undefined)[]): NumericColumn {
  check({ name, values }, { name: kinds.text, values: kinds.numbersOrMissing });
  if (values instanceof Float64Array) return { kind: "numeric", name, values };
  const row = values.findIndex((value: unknown) => value !== null && value !== undefined && typeof value !== "number");
  if (row >= 0) {
    throw new StatisticsError(
      "argument",
      `"${name}" is ${shown(values[row])} in row ${row + 1}; a numeric column takes numbers, and null for missing.`,
      {
        variable: name,
        count: row + 1,
      },
    );
  }
  return { kind: "numeric", name, values: Float64Array.from(values, (value) => value ?? Number.NaN) };
}

const someLabels = listOf(optional(orNull(kinds.text)), "labels (texts; null is missing)");

/**
 * A factor from labels; null is missing. Without `levels` the levels are the labels in sorted (code unit) order.
 * Errors: `unknown-level` names the first label that is not among the levels and how many rows have such labels; `argument` when a level
 * is given twice.
 */
export function factorColumn(
  name: string,
  labels: readonly (string | null | undefined)[],
  levels?: readonly string[],
  ordered = false,
): FactorColumn {
  check(
    { name, labels, levels, ordered },
    { name: kinds.text, labels: someLabels, levels: optional(listOf(kinds.text, "levels")), ordered: kinds.flag },
  );
  const known = levels ?? [...new Set(labels.filter((label) => label !== null && label !== undefined))].sort();
  refuseTwice(name, known);
  const position = new Map(known.map((level, index) => [level, index]));
  const codes = new Int32Array(labels.length);
  let unknown = 0;
  let firstUnknown = "";
  labels.forEach((label, row) => {
    if (label === null || label === undefined) {
      codes[row] = -1;
      return;
    }
    const code = position.get(label);
    if (code === undefined && unknown++ === 0) firstUnknown = label;
    codes[row] = code ?? -1;
  });
  if (unknown > 0) {
    throw new StatisticsError("unknown-level", `"${name}" has ${unknown} values outside its levels, the first is "${firstUnknown}".`, {
      variable: name,
      count: unknown,
    });
  }
  return { kind: "factor", name, levels: [...known], codes, ordered };
}

/** Errors: `argument` with the number of levels that repeat another. */
function refuseTwice(name: string, levels: readonly string[]): void {
  const count = levels.length - new Set(levels).size;
  if (count === 0) return;
  throw new StatisticsError("argument", `"${name}" has ${count} levels that repeat another.`, { variable: name, count });
}

/**
 * A factor from codes already made (Int32Array, -1 missing); nothing is copied.
 * Errors: `unknown-level` with the number of codes outside, `argument` when a level is given twice.
 */
export function factorFromCodes(name: string, codes: Int32Array, levels: readonly string[], ordered = false): FactorColumn {
  check(
    { name, codes, levels, ordered },
    { name: kinds.text, codes: kinds.integers, levels: listOf(kinds.text, "levels"), ordered: kinds.flag },
  );
  refuseTwice(name, levels);
  let wrong = 0;
  for (const code of codes) if (code < -1 || code >= levels.length) wrong += 1;
  if (wrong > 0) {
    throw new StatisticsError("unknown-level", `"${name}" has ${wrong} codes outside its ${levels.length} levels.`, {
      variable: name,
      count: wrong,
    });
  }
  return { kind: "factor", name, levels, codes, ordered };
}

/** The column of that name. Errors: `unknown-column`. */
export function column(table: Table, name: string): Column {
  check({ table, name }, { table: kinds.table, name: kinds.text });
  const found = table.columns.get(name);
  if (found === undefined)
    throw new StatisticsError("unknown-column", `The table has no column "${name}" among its ${table.columns.size}.`, {
      variable: name,
      count: table.columns.size,
    });
  return found;
}

/** The values of a numeric column (NaN = missing). Errors: `unknown-column`, `wrong-column-type`. */
export function numeric(table: Table, name: string): Float64Array {
  check({ table, name }, { table: kinds.table, name: kinds.text });
  const found = column(table, name);
  if (found.kind !== "numeric") {
    throw new StatisticsError("wrong-column-type", `"${name}" is a factor with ${found.levels.length} levels; a number is needed.`, {
      variable: name,
      count: found.levels.length,
    });
  }
  return found.values;
}

/** A factor column; a numeric column is read as a factor of its distinct values in increasing order. Errors: `unknown-column`. */
export function factor(table: Table, name: string): FactorColumn {
  check({ table, name }, { table: kinds.table, name: kinds.text });
  const found = column(table, name);
  if (found.kind === "factor") return found;
  const distinct = Float64Array.from(new Set(found.values.filter((value) => !Number.isNaN(value)))).sort();
  const position = new Map(Array.from(distinct, (value, index) => [value, index]));
  const codes = Int32Array.from(found.values, (value) => position.get(value) ?? -1);
  return { kind: "factor", name, levels: Array.from(distinct, String), codes, ordered: true };
}

/** `a:b`, or nothing of what is no list of factors. */
const namesOf = (factors: unknown): string =>
  Array.isArray(factors) ? (factors as FactorColumn[]).map((one) => String(one?.name)).join(":") : "";

/** More crossed levels than this are a mistake, and more than a computer holds. */
const MOST_LEVELS = 1_000_000;

/**
 * Crosses factors into one: labels joined by ".", the first factor varies fastest; all combinations.
 * Errors: `argument` without factors, or with more than a million combinations.
 */
export function crossFactors(factors: readonly FactorColumn[], name = namesOf(factors)): FactorColumn {
  check({ factors, name }, { factors: listOf(kinds.factor, "factors"), name: kinds.text });
  const first = factors[0];
  if (first === undefined) throw new StatisticsError("argument", "Nothing to cross: 0 factors were given.", { variable: name, count: 0 });
  const combinations = factors.reduce((product, one) => product * one.levels.length, 1);
  if (combinations > MOST_LEVELS) {
    throw new StatisticsError("argument", `"${name}" would have ${combinations} levels; cross fewer variables, or variables with fewer.`, {
      variable: name,
      count: combinations,
    });
  }
  let levels: string[] = [...first.levels];
  const codes = Int32Array.from(first.codes);
  for (const next of factors.slice(1)) {
    const width = levels.length;
    levels = next.levels.flatMap((level) => levels.map((before) => `${before}.${level}`));
    for (let row = 0; row < codes.length; row++) {
      const before = codes[row] as number;
      const code = next.codes[row] as number;
      codes[row] = before < 0 || code < 0 ? -1 : before + width * code;
    }
  }
  return { kind: "factor", name, levels, codes, ordered: false };
}

/** 1 where the value of the column is missing, one byte per row. Errors: `argument` for another kind of thing. */
export function missingMask(one: Column): Uint8Array {
  check({ one }, { one: kinds.column });
  const mask = new Uint8Array(lengthOf(one));
  if (one.kind === "numeric") one.values.forEach((value, row) => (mask[row] = Number.isNaN(value) ? 1 : 0));
  else one.codes.forEach((code, row) => (mask[row] = code < 0 ? 1 : 0));
  return mask;
}

function lengthOf(one: Column): number {
  return one.kind === "numeric" ? one.values.length : one.codes.length;
}
