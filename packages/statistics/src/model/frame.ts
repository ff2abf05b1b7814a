import type { Column, Table } from "../data/table.ts";
import { StatisticsError } from "../errors.ts";
import { evaluateColumn } from "../data/evaluate.ts";
import { deparse } from "../data/expression.ts";
import type { Expression } from "../data/expression.ts";
import type { Formula } from "./formula.ts";

/** A variable of a model: a number, or a factor with the levels that occur (the first is the reference). */
type ModelVariable = { readonly name: string; readonly expression: Expression; readonly levels: readonly string[] | null };

/** One coefficient: the product of numbers (level −1) and level indicators. */
type ModelColumn = {
  readonly name: string;
  /** Position of the term in the formula, −1 for the constant. */
  readonly term: number;
  readonly parts: readonly { readonly variable: string; readonly level: number }[];
};

export type ModelSpecification = {
  readonly formula: Formula;
  readonly variables: ReadonlyMap<string, ModelVariable>;
  readonly columns: readonly ModelColumn[];
};

/**
 * The model matrix of the rows that take part: `x` is lines × p, row major, and may be let go once the influence is formed. `lineOf` is each
 * row's line of x, where there are many more rows than combinations of factors; null when every row has a line of its own.
 */
export type ModelFrame = {
  readonly specification: ModelSpecification;
  readonly rows: Int32Array;
  x: Float64Array;
  lineOf: Int32Array | null;
  readonly p: number;
  readonly response: Column | null;
  readonly offset: Float64Array | null;
};

/** Rows of the model matrix that are filled at a time. */
const BLOCK = 512;
/** With fewer rows than this for each combination of factors nothing is gained by sharing lines. */
const ROWS_PER_LINE = 8;

function isMissing(one: Column, row: number): boolean {
  return one.kind === "numeric" ? Number.isNaN(one.values[row] as number) : (one.codes[row] as number) < 0;
}

/** Columns of the terms by R's rule: a factor gets all its levels in a term whose margin over that factor is not in the model. */
function columnsOf(formula: Formula, variables: ReadonlyMap<string, ModelVariable>): ModelColumn[] {
  const columns: ModelColumn[] = formula.intercept ? [{ name: "(Intercept)", term: -1, parts: [] }] : [];
  const key = (names: readonly string[]): string => [...names].sort().join(":");
  // Without a constant the first main effect of a factor carries it, in all its levels.
  const present = new Set(formula.intercept ? [""] : []);
  formula.terms.forEach((term, at) => {
    let parts: { name: string; parts: { variable: string; level: number }[] }[] = [{ name: "", parts: [] }];
    for (const name of term.variables) {
      const { levels } = variables.get(name) as ModelVariable;
      const margin = key(term.variables.filter((other) => other !== name));
      const first = present.has(margin) ? 1 : 0;
      const choices =
        levels === null
          ? [{ label: name, level: -1 }]
          : levels.slice(first).map((level, index) => ({ label: `${name}${level}`, level: index + first }));
      parts = choices.flatMap(({ label, level }) =>
        parts.map((before) => ({
          name: before.name === "" ? label : `${before.name}:${label}`,
          parts: [...before.parts, { variable: name, level }],
        })),
      );
    }
    for (const one of parts) columns.push({ ...one, term: at });
    present.add(key(term.variables));
    if (!formula.intercept && term.variables.length === 1 && variables.get(term.name)?.levels !== null) present.add("");
  });
  return columns;
}

/** Fills the model matrix for the given rows of a table. Errors: `unknown-level` names the variable and level the model has not seen. */
export function modelMatrix(specification: ModelSpecification, source: Table, rows: Int32Array): Float64Array {
  const p = specification.columns.length;
  const m = rows.length;
  const x = new Float64Array(m * p);
  const found = new Map<string, Column>();
  const codesOf = new Map<string, Int32Array>();
  for (const [name, variable] of specification.variables) {
    const one = evaluateColumn(source, variable.expression);
    found.set(name, one);
    if (variable.levels === null) {
      if (one.kind === "numeric") continue;
      throw new StatisticsError("wrong-column-type", `"${name}" must be a number; it is a factor with ${one.levels.length} levels.`, {
        variable: name,
        count: one.levels.length,
      });
    }
    if (one.kind !== "factor") {
      throw new StatisticsError("wrong-column-type", `"${name}" must be a factor with ${variable.levels.length} levels.`, {
        variable: name,
        count: variable.levels.length,
      });
    }
    const { levels } = variable;
    codesOf.set(name, one.levels.join("\n") === levels.join("\n") ? one.codes : recode(name, one.codes, one.levels, levels, rows));
  }
  const dummies = dummyPlaces(specification, codesOf);
  const fill = (from: number, to: number) => {
    for (const { codes, place } of dummies.values()) {
      for (let i = from; i < to; i++) {
        const j = place[codes[rows[i] as number] as number] as number;
        if (j >= 0) x[i * p + j] = 1;
      }
    }
    specification.columns.forEach(({ parts }, j) => {
      const start = from * p + j;
      if (parts.length === 1 && dummies.has(parts[0]?.variable ?? "")) return;
      for (let i = from, at = start; i < to; i++, at += p) x[at] = 1;
      for (const { variable, level } of parts) {
        const codes = codesOf.get(variable);
        if (codes !== undefined) {
          for (let i = from, at = start; i < to; i++, at += p) if (codes[rows[i] as number] !== level) x[at] = 0;
          continue;
        }
        const one = found.get(variable);
        if (one?.kind !== "numeric") continue;
        for (let i = from, at = start; i < to; i++, at += p) x[at] = (x[at] as number) * (one.values[rows[i] as number] as number);
      }
    });
  };
  // By blocks of rows that stay in the processor's cache: a column at a time would go through the whole matrix for each.
  for (let from = 0; from < m; from += BLOCK) fill(from, Math.min(m, from + BLOCK));
  return x;
}

/** Lines of x for the combinations of factors that occur, with a row of each; null where a variable is a number, or rows are few for that. */
function sharedLines(variables: readonly Column[], rows: Int32Array): { lineOf: Int32Array; first: Int32Array } | null {
  const factors = variables.flatMap((one) => (one.kind === "factor" ? [one] : []));
  const size = factors.reduce((product, one) => product * one.levels.length, 1);
  if (factors.length < variables.length || size * ROWS_PER_LINE > rows.length) return null;
  const number = new Int32Array(size).fill(-1);
  const lineOf = new Int32Array(rows.length);
  const first: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    let key = 0;
    for (const one of factors) key = key * one.levels.length + (one.codes[row] as number);
    let line = number[key] as number;
    if (line < 0) {
      line = first.length;
      number[key] = line;
      first.push(row);
    }
    lineOf[i] = line;
  }
  return { lineOf, first: Int32Array.from(first) };
}

type Dummies = { readonly codes: Int32Array; readonly place: Int32Array };

/** Factors that stand alone in a term: their codes, and the column of each level (−1 for the reference). */
function dummyPlaces(specification: ModelSpecification, codesOf: ReadonlyMap<string, Int32Array>): Map<string, Dummies> {
  const dummies = new Map<string, Dummies>();
  specification.columns.forEach(({ parts }, j) => {
    const [one] = parts;
    if (one === undefined || parts.length > 1) return;
    const codes = codesOf.get(one.variable);
    if (codes === undefined) return;
    const levels = specification.variables.get(one.variable)?.levels?.length ?? 0;
    const found = dummies.get(one.variable) ?? { codes, place: new Int32Array(levels).fill(-1) };
    found.place[one.level] = j;
    dummies.set(one.variable, found);
  });
  return dummies;
}

function recode(name: string, codes: Int32Array, from: readonly string[], to: readonly string[], rows: Int32Array): Int32Array {
  const map = Int32Array.from(from, (level) => to.indexOf(level));
  const result = new Int32Array(codes.length).fill(-1);
  for (const row of rows) {
    const code = codes[row] as number;
    result[row] = code < 0 ? -1 : (map[code] as number);
  }
  const lost = rows.filter((row) => (result[row] as number) < 0);
  const first = lost[0];
  if (first === undefined) return result;
  const level = from[codes[first] as number] ?? "missing";
  throw new StatisticsError(
    "unknown-level",
    `"${name}" has the level "${level}", which the model was not fitted with (${lost.length} rows).`,
    {
      variable: name,
      count: lost.length,
    },
  );
}

/** Errors: `argument` for infinite values, `negative-weight`, as in R's `glm`. */
function refuseUnusable(rows: Int32Array, needed: readonly Column[], weights: Float64Array): void {
  for (const one of needed) {
    if (one.kind !== "numeric") continue;
    let count = 0;
    for (const row of rows) if (Math.abs(one.values[row] as number) === Infinity) count += 1;
    if (count > 0) throw new StatisticsError("argument", `"${one.name}" is infinite in ${count} rows.`, { variable: one.name, count });
  }
  let count = 0;
  for (const row of rows) if ((weights[row] as number) < 0) count += 1;
  if (count === 0) return;
  throw new StatisticsError("negative-weight", `${count} rows have negative weights, with which a model has no likelihood.`, {
    variable: "weights",
    count,
  });
}

/**
 * The model frame of the rows with a weight and without missing values. Levels without such a row are dropped, as in R's `glm`.
 * Errors: `unknown-column`; `empty-domain` when no row is complete; `one-level` names a factor with a single level; `argument` for infinite
 * values; `negative-weight`.
 */
export function modelFrame(table: Table, formula: Formula, weights: Float64Array): ModelFrame {
  const evaluated = new Map<string, Column>();
  for (const [name, expression] of formula.variables) {
    if (formula.terms.some((term) => term.variables.includes(name))) evaluated.set(name, evaluateColumn(table, expression));
  }
  const response = formula.response === null ? null : evaluateColumn(table, formula.response);
  const offsets = formula.offsets.map((one) => {
    const offset = evaluateColumn(table, one);
    if (offset.kind === "factor") {
      const [variable, count] = [deparse(one), offset.levels.length];
      const message = `The offset "${variable}" must be a number; it is a factor with ${count} levels.`;
      throw new StatisticsError("wrong-column-type", message, { variable, count });
    }
    return offset;
  });
  const needed = [...evaluated.values(), ...offsets, ...(response === null ? [] : [response])];
  const rows = new Int32Array(table.n);
  let m = 0;
  for (let row = 0; row < table.n; row++) {
    if (weights[row] === 0) continue;
    let complete = true;
    for (const one of needed) {
      if (isMissing(one, row)) {
        complete = false;
        break;
      }
    }
    if (complete) rows[m++] = row;
  }
  if (m === 0) {
    const variable = needed.map((one) => one.name).join(", ");
    const message = `None of the ${table.n} rows has a weight and all the variables of the model (${variable}).`;
    throw new StatisticsError("empty-domain", message, { variable, count: 0 });
  }
  const used = rows.slice(0, m);
  refuseUnusable(used, needed, weights);
  const variables = new Map<string, ModelVariable>();
  for (const [name, one] of evaluated) {
    const expression = formula.variables.get(name) as Expression;
    if (one.kind === "numeric") {
      variables.set(name, { name, expression, levels: null });
      continue;
    }
    const seen = new Uint8Array(one.levels.length);
    for (const row of used) seen[one.codes[row] as number] = 1;
    const levels = one.levels.filter((_, level) => seen[level] === 1);
    if (levels.length < 2) {
      const message = `"${name}" has only the level "${levels[0] ?? ""}" among the ${m} rows of the model; it explains nothing.`;
      throw new StatisticsError("one-level", message, { variable: name, count: levels.length });
    }
    variables.set(name, { name, expression, levels });
  }
  const specification = { formula, variables, columns: columnsOf(formula, variables) };
  const shared = offsets.length > 0 ? null : sharedLines([...evaluated.values()], used);
  const x = modelMatrix(specification, table, shared?.first ?? used);
  let offset: Float64Array | null = null;
  if (offsets.length > 0) {
    const sum = new Float64Array(m);
    for (const one of offsets) for (let i = 0; i < m; i++) sum[i] = (sum[i] as number) + (one.values[used[i] as number] as number);
    offset = sum;
  }
  return { specification, rows: used, x, lineOf: shared?.lineOf ?? null, p: specification.columns.length, response, offset };
}
