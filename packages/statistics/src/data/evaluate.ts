import { check } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { column, factorFromCodes } from "./table.ts";
import type { Column, FactorColumn, Table } from "./table.ts";
import { StatisticsError } from "../errors.ts";
import { deparse, parseExpression } from "./expression.ts";
import type { Expression } from "./expression.ts";

type RowFunction = (row: number) => number;

/** Functions that an expression may call. */
export const FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  exp: Math.exp,
  sqrt: Math.sqrt,
  abs: Math.abs,
};

/** R's three-valued logic is kept by NaN: whatever compares with a missing value is missing. */
const BINARY: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
  "==": (a, b) => (Number.isNaN(a + b) ? Number.NaN : Number(a === b)),
  "!=": (a, b) => (Number.isNaN(a + b) ? Number.NaN : Number(a !== b)),
  "<": (a, b) => (Number.isNaN(a + b) ? Number.NaN : Number(a < b)),
  ">": (a, b) => (Number.isNaN(a + b) ? Number.NaN : Number(a > b)),
  "<=": (a, b) => (Number.isNaN(a + b) ? Number.NaN : Number(a <= b)),
  ">=": (a, b) => (Number.isNaN(a + b) ? Number.NaN : Number(a >= b)),
  "&": (a, b) => (a === 0 || b === 0 ? 0 : Number.isNaN(a + b) ? Number.NaN : 1),
  "|": (a, b) => (isTrue(a) || isTrue(b) ? 1 : Number.isNaN(a + b) ? Number.NaN : 0),
};

function isTrue(value: number): boolean {
  return !Number.isNaN(value) && value !== 0;
}

/** A literal: a number, or a string compared with a factor. */
function literal(expression: Expression): string | null {
  if (expression.kind === "string") return expression.value;
  if (expression.kind === "parentheses") return literal(expression.inner);
  return null;
}

function factorNamed(table: Table, expression: Expression): FactorColumn | null {
  if (expression.kind !== "name") return null;
  const found = table.columns.get(expression.name);
  return found?.kind === "factor" ? found : null;
}

function levelNumber(one: FactorColumn, level: string): number {
  const code = one.levels.indexOf(level);
  if (code >= 0) return code;
  const count = one.levels.length;
  throw new StatisticsError("unknown-level", `"${one.name}" has no level "${level}" among its ${count}.`, { variable: one.name, count });
}

function factorCode(one: FactorColumn): RowFunction {
  return (row) => {
    const code = one.codes[row] as number;
    return code < 0 ? Number.NaN : code;
  };
}

/** Values compared with a list: `x %in% c("a", "b")`. A missing value is neither in nor outside it, as with every comparison (in R it is outside). */
function compileIn(table: Table, left: Expression, right: Expression): RowFunction {
  const given = right.kind === "call" && right.name === "c" ? right.arguments : [right];
  const found = factorNamed(table, left);
  const value = found === null ? compile(table, left) : factorCode(found);
  const wanted = new Set(given.map((one) => (found === null ? compile(table, one)(0) : levelNumber(found, literal(one) ?? deparse(one)))));
  return (row) => {
    const at = value(row);
    return Number.isNaN(at) ? at : Number(wanted.has(at));
  };
}

/** Two factors are compared by their labels. */
function compileFactors(one: FactorColumn, other: FactorColumn, operator: string): RowFunction {
  const compare = BINARY[operator] as (a: number, b: number) => number;
  if (operator !== "==" && operator !== "!=") {
    throw new StatisticsError(
      "wrong-column-type",
      `"${one.name}" and "${other.name}" are factors, of ${one.levels.length} and ${other.levels.length} levels; they can be equal, not larger or smaller.`,
      {
        variable: one.name,
        count: one.levels.length,
      },
    );
  }
  const same = other.levels.map((level) => one.levels.indexOf(level));
  const [code, otherCode] = [factorCode(one), factorCode(other)];
  return (row) => compare(code(row), same[otherCode(row)] ?? Number.NaN);
}

function compileComparison(table: Table, operator: string, left: Expression, right: Expression): RowFunction | null {
  const [first, second] = [factorNamed(table, left), factorNamed(table, right)];
  if (first !== null && second !== null) return compileFactors(first, second, operator);
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const found = factorNamed(table, one);
    if (found === null) continue;
    const code = factorCode(found);
    const level = levelNumber(found, literal(other) ?? deparse(other));
    const compare = BINARY[operator] as (a: number, b: number) => number;
    return one === left ? (row) => compare(code(row), level) : (row) => compare(level, code(row));
  }
  return null;
}

function compileCall(table: Table, expression: Extract<Expression, { kind: "call" }>): RowFunction {
  const first = expression.arguments[0];
  if (first === undefined) {
    throw new StatisticsError("argument", `"${expression.name}" was called with 0 arguments.`, { variable: expression.name, count: 0 });
  }
  if (expression.name === "I" || expression.name === "offset") return compile(table, first);
  if (expression.name === "as.numeric") {
    const found = factorNamed(table, first);
    if (found !== null) return (row) => factorCode(found)(row) + 1;
    return compile(table, first);
  }
  if (expression.name === "is.na") {
    const value = compile(table, first);
    return (row) => Number(Number.isNaN(value(row)));
  }
  const known = Object.hasOwn(FUNCTIONS, expression.name) ? FUNCTIONS[expression.name] : undefined;
  if (known === undefined) {
    const message = `The function "${expression.name}" is not known in a formula.`;
    throw new StatisticsError("unsupported", message, { variable: expression.name });
  }
  const value = compile(table, first);
  return (row) => known(value(row));
}

/** The expression as a function of the row. Factors may be compared with their levels; TRUE is 1. */
function compile(table: Table, expression: Expression): RowFunction {
  switch (expression.kind) {
    case "number": {
      const { value } = expression;
      return () => value;
    }
    case "string":
      throw new StatisticsError("argument", `The text "${expression.value}" can only be compared with a factor.`, {
        variable: expression.value,
      });
    case "parentheses":
      return compile(table, expression.inner);
    case "name": {
      if (expression.name === "TRUE" || expression.name === "FALSE") {
        const value = Number(expression.name === "TRUE");
        return () => value;
      }
      const found = column(table, expression.name);
      if (found.kind === "factor") {
        const count = found.levels.length;
        throw new StatisticsError("wrong-column-type", `"${found.name}" is a factor with ${count} levels; a calculation needs a number.`, {
          variable: found.name,
          count,
        });
      }
      const { values } = found;
      return (row) => values[row] as number;
    }
    case "unary": {
      const value = compile(table, expression.operand);
      if (expression.operator === "-") return (row) => -value(row);
      if (expression.operator === "!") return (row) => (Number.isNaN(value(row)) ? Number.NaN : Number(value(row) === 0));
      return value;
    }
    case "call":
      return compileCall(table, expression);
    case "binary": {
      const { operator, left, right } = expression;
      if (operator === "%in%") return compileIn(table, left, right);
      const comparison = "== != < > <= >=".split(" ").includes(operator) ? compileComparison(table, operator, left, right) : null;
      if (comparison !== null) return comparison;
      const combine = BINARY[operator];
      if (combine === undefined) throw new StatisticsError("argument", `"${operator}" cannot be calculated.`, { variable: operator });
      const a = compile(table, left);
      const b = compile(table, right);
      return (row) => combine(a(row), b(row));
    }
  }
}

const LOGICAL = new Set(["==", "!=", "<", ">", "<=", ">=", "&", "|", "&&", "||", "%in%"]);

/** True when R would call the value a logical: its column is then named with TRUE at the end. */
function isLogical(expression: Expression): boolean {
  if (expression.kind === "parentheses") return isLogical(expression.inner);
  if (expression.kind === "call" && expression.name === "I")
    return expression.arguments[0] !== undefined && isLogical(expression.arguments[0]);
  return (expression.kind === "binary" && LOGICAL.has(expression.operator)) || (expression.kind === "unary" && expression.operator === "!");
}

/** A column of the table, or a new one calculated from an expression such as `I((wave - 2021)/2)`, `log(x)`, `factor(x)` or `ell == 0`. */
export function evaluateColumn(table: Table, expression: Expression): Column {
  if (expression.kind === "name") return column(table, expression.name);
  if (expression.kind === "parentheses") return evaluateColumn(table, expression.inner);
  const name = deparse(expression);
  if (expression.kind === "call" && (expression.name === "factor" || expression.name === "as.factor")) {
    const inner = expression.arguments[0];
    if (inner === undefined)
      throw new StatisticsError("argument", `"${name}" has 0 variables; it needs one.`, { variable: name, count: 0 });
    const source = evaluateColumn(table, inner);
    if (source.kind === "factor") return { ...source, name };
    const distinct = [...new Set(source.values)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
    const code = new Map(distinct.map((value, index) => [value, index]));
    return factorFromCodes(
      name,
      Int32Array.from(source.values, (value) => code.get(value) ?? -1),
      distinct.map(String),
    );
  }
  const at = compile(table, expression);
  if (isLogical(expression)) {
    const codes = new Int32Array(table.n);
    for (let row = 0; row < table.n; row++) {
      const value = at(row);
      codes[row] = Number.isNaN(value) ? -1 : Number(value !== 0);
    }
    return factorFromCodes(name, codes, ["FALSE", "TRUE"]);
  }
  const values = new Float64Array(table.n);
  for (let row = 0; row < table.n; row++) values[row] = at(row);
  return { kind: "numeric", name, values };
}

/**
 * The value of an expression in every row, in the units of its columns; comparisons give 1 and 0, anything with a missing value is missing
 * (NaN). A factor is compared with its levels, in their order. Errors: `argument` for what cannot be read, `unknown-column`,
 * `unknown-level`, `wrong-column-type`, `unsupported` for a function that is not known.
 */
export function evaluateRows(table: Table, expression: Expression | string): Float64Array {
  check({ table, expression }, { table: kinds.table, expression: kinds.expressionOrText });
  const value = compile(table, typeof expression === "string" ? parseExpression(expression) : expression);
  return Float64Array.from({ length: table.n }, (_, row) => value(row));
}
