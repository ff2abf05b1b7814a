// A small language of arithmetic and comparisons over columns: subsets, derived columns, and functions of estimates.
import { StatisticsError } from "../errors.ts";
import { type Table, column } from "./table.ts";

export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly argument: Expression }
  | { readonly kind: "unary"; readonly operator: "-" | "!"; readonly argument: Expression }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression };

const PRECEDENCE: Readonly<Record<string, number>> = {
  "|": 1,
  "&": 2,
  "%in%": 4,
  "==": 4,
  "!=": 4,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "^": 8,
};
const TOKEN =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|"([^"]*)"|'([^']*)'|`([^`]*)`|([A-Za-z_\p{L}][\w.\p{L}]*)|(==|!=|<=|>=|&&|\|\||%in%|[-+*/^<>&|!(),]))/uy;

type Token = { readonly kind: "number" | "text" | "name" | "operator" | "end"; readonly text: string };

function tokens(text: string): Token[] {
  const list: Token[] = [];
  TOKEN.lastIndex = 0;
  let at = 0;
  while (text.slice(at).trim() !== "") {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) {
      const rest = text.slice(at).trim();
      throw new StatisticsError("argument", `The expression "${text}" cannot be read from "${rest}".`, {
        variable: text,
        count: rest.length,
      });
    }
    at = TOKEN.lastIndex;
    const [, number, double, single, quoted, name, operator] = match;
    if (number !== undefined) list.push({ kind: "number", text: number });
    else if (double !== undefined || single !== undefined) list.push({ kind: "text", text: double ?? single ?? "" });
    else if (quoted !== undefined) list.push({ kind: "name", text: quoted });
    else if (name === "and" || name === "or" || name === "not")
      list.push({ kind: "operator", text: { and: "&", or: "|", not: "!" }[name] });
    else if (name === "in") list.push({ kind: "operator", text: "%in%" });
    else if (name !== undefined) list.push({ kind: "name", text: name });
    else list.push({ kind: "operator", text: operator === "&&" ? "&" : operator === "||" ? "|" : (operator ?? "") });
  }
  return list;
}

/**
 * Reads an expression: numbers, 'text', names of columns (`in backticks` when they have odd characters), + - * / ^, comparisons,
 * & | ! (also and, or, not), x in (a, b), brackets, and log, exp, sqrt, abs. `I(…)` is what is inside. Errors: `argument`, with where it stops.
 */
export function parseExpression(text: string): Expression {
  const list = tokens(text);
  let position = 0;
  const peek = (): Token => list[position] ?? { kind: "end", text: "" };
  const take = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const fail = (token: Token): never => {
    throw new StatisticsError("argument", `The expression "${text}" has "${token.text}" where it cannot stand.`, { variable: text });
  };
  const expect = (operator: string): void => {
    const token = take();
    if (token.kind !== "operator" || token.text !== operator) fail(token);
  };
  const primary = (): Expression => {
    const token = take();
    if (token.kind === "number") return { kind: "number", value: Number(token.text) };
    if (token.kind === "text") return { kind: "text", value: token.text };
    if (token.kind === "name") {
      if (peek().kind !== "operator" || peek().text !== "(") return { kind: "name", name: token.text };
      expect("(");
      const argument = binary(0);
      expect(")");
      return token.text === "I" ? argument : { kind: "call", name: token.text, argument };
    }
    if (token.text === "(") {
      const inside = binary(0);
      expect(")");
      return inside;
    }
    if (token.text === "-") return { kind: "unary", operator: "-", argument: binary(7) };
    if (token.text === "!") return { kind: "unary", operator: "!", argument: binary(3) };
    return fail(token);
  };
  const binary = (lowest: number): Expression => {
    let left = primary();
    for (;;) {
      const { kind, text: operator } = peek();
      const precedence = PRECEDENCE[operator];
      if (kind !== "operator" || precedence === undefined || precedence < lowest) return left;
      take();
      if (operator === "%in%") left = among(left);
      else left = { kind: "binary", operator, left, right: binary(operator === "^" ? precedence : precedence + 1) };
    }
  };
  // `x in ("a", "b")`, or as R writes it `x %in% c("a", "b")`: one of the comparisons holds.
  const among = (left: Expression): Expression => {
    if (peek().kind === "name" && peek().text === "c") take();
    expect("(");
    let result: Expression | null = null;
    for (;;) {
      const one: Expression = { kind: "binary", operator: "==", left, right: binary(0) };
      result = result === null ? one : { kind: "binary", operator: "|", left: result, right: one };
      const next = take();
      if (next.text === ")") return result;
      if (next.text !== ",") fail(next);
    }
  };
  const result = binary(0);
  if (position < list.length) fail(peek());
  return result;
}

const CALLS: Readonly<Record<string, (x: number) => number>> = { log: Math.log, exp: Math.exp, sqrt: Math.sqrt, abs: Math.abs };

/**
 * The value of an expression in every row; comparisons give 1 and 0, anything with a missing value is missing
 * (NaN). Errors: `argument` for what cannot be read, `unknown-column`, `wrong-column-type`.
 */
export function evaluateRows(table: Table, expression: Expression | string): Float64Array {
  const tree = typeof expression === "string" ? parseExpression(expression) : expression;
  const value = compile(table, tree);
  return Float64Array.from({ length: table.n }, (_, row) => {
    const result = value(row);
    if (typeof result !== "string") return result;
    const name = typeof expression === "string" ? expression : "expression";
    throw new StatisticsError("wrong-column-type", `"${name}" gives text ("${result}" in row ${row + 1} of ${table.n}), not a number.`, {
      variable: name,
      count: table.n,
    });
  });
}

type Value = number | string;

function compile(table: Table, tree: Expression): (row: number) => Value {
  switch (tree.kind) {
    case "number":
      return () => tree.value;
    case "text":
      return () => tree.value;
    case "name": {
      const source = column(table, tree.name);
      if (source.kind === "numeric") return (row) => source.values[row] as number;
      return (row) => source.levels[source.codes[row] as number] ?? Number.NaN;
    }
    case "call": {
      const call = Object.hasOwn(CALLS, tree.name) ? CALLS[tree.name] : undefined;
      if (call === undefined) throw new StatisticsError("argument", `There is no function "${tree.name}".`, { variable: tree.name });
      const argument = compile(table, tree.argument);
      return (row) => call(toNumber(argument(row)));
    }
    case "unary": {
      const argument = compile(table, tree.argument);
      if (tree.operator === "-") return (row) => -toNumber(argument(row));
      return (row) => {
        const value = toNumber(argument(row));
        return Number.isNaN(value) ? value : value === 0 ? 1 : 0;
      };
    }
    case "binary": {
      const left = compile(table, tree.left);
      const right = compile(table, tree.right);
      const apply = operation(tree.operator);
      return (row) => apply(left(row), right(row));
    }
  }
}

function operation(operator: string): (left: Value, right: Value) => number {
  const missing = (value: Value): boolean => typeof value === "number" && Number.isNaN(value);
  if (operator === "&" || operator === "|") {
    const decides = operator === "&" ? 0 : 1;
    return (left, right) => {
      const [a, b] = [toNumber(left), toNumber(right)];
      if (truth(a) === decides || truth(b) === decides) return decides;
      return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : 1 - decides;
    };
  }
  const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
    "+": (a, b) => a + b,
    "-": (a, b) => a - b,
    "*": (a, b) => a * b,
    "/": (a, b) => a / b,
    "^": (a, b) => a ** b,
  };
  const calculate = arithmetic[operator];
  if (calculate !== undefined) return (left, right) => calculate(toNumber(left), toNumber(right));
  return (left, right) => {
    if (missing(left) || missing(right)) return Number.NaN;
    const [a, b] = typeof left === typeof right ? [left, right] : [String(left), String(right)];
    if (operator === "==") return a === b ? 1 : 0;
    if (operator === "!=") return a !== b ? 1 : 0;
    if (operator === "<") return a < b ? 1 : 0;
    if (operator === "<=") return a <= b ? 1 : 0;
    return operator === ">" ? (a > b ? 1 : 0) : a >= b ? 1 : 0;
  };
}

function truth(value: number): number {
  return Number.isNaN(value) ? Number.NaN : value === 0 ? 0 : 1;
}

function toNumber(value: Value): number {
  if (typeof value !== "string") return value;
  throw new StatisticsError("wrong-column-type", `"${value}" is text where a number is needed.`, { variable: value });
}

/**
 * Value and gradient of an expression in named numbers, in the units the expression gives them. Formula: forward differentiation by the
 * chain rule (exact, no step), ∂g/∂θ_j in the order of `names`. Reference: as R's `deriv`.
 * Errors: `argument` for what cannot be read or has no finite value or derivative there, `unknown-column` for a name that is not given.
 */
export function evaluateWithGradient(
  expression: Expression | string,
  names: readonly string[],
  values: ArrayLike<number>,
): { value: number; gradient: Float64Array } {
  const tree = typeof expression === "string" ? parseExpression(expression) : expression;
  const visit = (node: Expression): { value: number; gradient: Float64Array } => {
    switch (node.kind) {
      case "number":
        return { value: node.value, gradient: new Float64Array(names.length) };
      case "text":
        throw new StatisticsError("argument", `"${node.value}" is text where a number is needed.`, { variable: node.value });
      case "name": {
        const index = names.indexOf(node.name);
        if (index < 0)
          throw new StatisticsError("unknown-column", `There is no estimate "${node.name}" among ${names.join(", ")}.`, {
            variable: node.name,
            count: names.length,
          });
        const gradient = new Float64Array(names.length);
        gradient[index] = 1;
        return { value: values[index] as number, gradient };
      }
      case "unary": {
        const inner = visit(node.argument);
        if (node.operator === "!") throw new StatisticsError("argument", `"!" has no derivative.`, { variable: "!" });
        return { value: -inner.value, gradient: inner.gradient.map((one) => -one) };
      }
      case "call": {
        const inner = visit(node.argument);
        const call = Object.hasOwn(CALLS, node.name) ? CALLS[node.name] : undefined;
        if (call === undefined) throw new StatisticsError("argument", `There is no function "${node.name}".`, { variable: node.name });
        const value = call(inner.value);
        const slope = { log: 1 / inner.value, exp: value, sqrt: 0.5 / value, abs: Math.sign(inner.value) }[node.name] ?? Number.NaN;
        return { value, gradient: inner.gradient.map((one) => slope * one) };
      }
      case "binary": {
        const a = visit(node.left);
        const b = visit(node.right);
        const join = (value: number, da: number, db: number): { value: number; gradient: Float64Array } => ({
          value,
          gradient: a.gradient.map((one, j) => da * one + db * (b.gradient[j] as number)),
        });
        if (node.operator === "+") return join(a.value + b.value, 1, 1);
        if (node.operator === "-") return join(a.value - b.value, 1, -1);
        if (node.operator === "*") return join(a.value * b.value, b.value, a.value);
        if (node.operator === "/") return join(a.value / b.value, 1 / b.value, -a.value / (b.value * b.value));
        if (node.operator === "^") {
          const value = a.value ** b.value;
          const constant = b.gradient.every((one) => one === 0);
          return join(value, b.value === 0 ? 0 : b.value * a.value ** (b.value - 1), constant ? 0 : value * Math.log(a.value));
        }
        throw new StatisticsError("argument", `"${node.operator}" has no derivative.`, { variable: node.operator });
      }
    }
  };
  const result = visit(tree);
  const broken = result.gradient.filter((one) => !Number.isFinite(one)).length;
  if (!Number.isFinite(result.value) || broken > 0) {
    const name = typeof expression === "string" ? expression : "expression";
    const message = `The function "${name}" of ${names.length} estimates, or one of its derivatives (${broken}), is not finite; is a denominator 0?`;
    throw new StatisticsError("argument", message, { variable: name, count: broken });
  }
  return result;
}
