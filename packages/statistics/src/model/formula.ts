import { check, either, having, listOf, optional, options, orNull } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import { deparse, parseExpression } from "../data/expression.ts";
import type { Expression } from "../data/expression.ts";

/** A model as data. `terms` are names, expressions (`"I(age/10)"`, `"factor(wave)"`) or interactions (`"age:sex"`). */
export type Model = {
  readonly response: string;
  readonly terms: readonly string[];
  /** Expression added to the linear predictor with coefficient 1. */
  readonly offset?: string;
  /** Without the constant when false. */
  readonly intercept?: boolean;
};

/** A term: the variables that are multiplied, by their text, and the parsed variables. */
export type Term = { readonly name: string; readonly variables: readonly string[] };

export type Formula = {
  readonly response: Expression | null;
  readonly terms: readonly Term[];
  readonly variables: ReadonlyMap<string, Expression>;
  readonly offsets: readonly Expression[];
  readonly intercept: boolean;
};

type Parts = { terms: string[][]; offsets: Expression[]; intercept: boolean | null };

const key = (variables: readonly string[]): string => [...variables].sort().join(":");

function union(first: readonly string[][], second: readonly string[][]): string[][] {
  const seen = new Set(first.map(key));
  return [...first, ...second.filter((term) => !seen.has(key(term)) && seen.add(key(term)))];
}

function cross(first: readonly string[][], second: readonly string[][]): string[][] {
  return first.reduce<string[][]>(
    (all, a) =>
      union(
        all,
        second.map((b) => [...new Set([...a, ...b])]),
      ),
    [],
  );
}

function expand(expression: Expression, variables: Map<string, Expression>): Parts {
  const inner = (one: Expression): Parts => expand(one, variables);
  const plain = (terms: string[][]): Parts => ({ terms, offsets: [], intercept: null });
  if (expression.kind === "parentheses") return inner(expression.inner);
  if (expression.kind === "number") return { terms: [], offsets: [], intercept: expression.value !== 0 };
  if (expression.kind === "call" && expression.name === "offset") {
    const first = expression.arguments[0];
    if (first === undefined)
      throw new StatisticsError("argument", "offset() has 0 expressions; it needs one.", { variable: "offset", count: 0 });
    return { terms: [], offsets: [first], intercept: null };
  }
  if (expression.kind === "unary" && expression.operator === "-") {
    const removed = inner(expression.operand);
    return { terms: [], offsets: [], intercept: removed.intercept === null ? null : !removed.intercept };
  }
  if (expression.kind === "binary") {
    const { operator, left, right } = expression;
    if (operator === "+") {
      const [a, b] = [inner(left), inner(right)];
      return { terms: union(a.terms, b.terms), offsets: [...a.offsets, ...b.offsets], intercept: b.intercept ?? a.intercept };
    }
    if (operator === "-") {
      const [a, b] = [inner(left), inner(right)];
      const gone = new Set(b.terms.map(key));
      return {
        terms: a.terms.filter((term) => !gone.has(key(term))),
        offsets: a.offsets,
        intercept: b.intercept === null ? a.intercept : !b.intercept,
      };
    }
    if (operator === ":" || operator === "%in%") return plain(cross(inner(left).terms, inner(right).terms));
    if (operator === "*") {
      const [a, b] = [inner(left).terms, inner(right).terms];
      return plain(union(union(a, b), cross(a, b)));
    }
    if (operator === "/") {
      const [a, b] = [inner(left).terms, inner(right).terms];
      return plain(union(a, cross([[...new Set(a.flat())]], b)));
    }
    if (operator === "^" && right.kind === "number") {
      const a = inner(left).terms;
      let all = a;
      for (let k = 1; k < right.value; k++) all = union(all, cross(all, a));
      return plain(all);
    }
  }
  const name = deparse(expression);
  variables.set(name, expression);
  return plain([[name]]);
}

/**
 * A formula from R-like text: `y ~ a * b + I((wave - 2021)/2) + offset(log(n)) - 1`. Operators as in R: `+ - * / : ^ ( )`; terms are ordered by
 * the number of variables, then as written. One-sided formulas (`~ a + b`) have no response. Errors: `argument`.
 */
export function parseFormula(text: string): Formula {
  check({ text }, { text: kinds.text });
  const expression = parseExpression(text);
  let response: Expression | null = null;
  let right = expression;
  if (expression.kind === "binary" && expression.operator === "~") [response, right] = [expression.left, expression.right];
  else if (expression.kind === "unary" && expression.operator === "~") right = expression.operand;
  const variables = new Map<string, Expression>();
  const parts = expand(right, variables);
  const terms = parts.terms.map((names) => ({ name: names.join(":"), variables: names }));
  const byOrder = terms.map((term, at) => ({ term, at })).sort((a, b) => a.term.variables.length - b.term.variables.length || a.at - b.at);
  return {
    response,
    terms: byOrder.map(({ term }) => term),
    variables,
    offsets: parts.offsets,
    intercept: parts.intercept ?? true,
  };
}

const modelAsData = options<Model>(
  {
    response: kinds.text,
    terms: listOf(kinds.text, "terms"),
    offset: optional(kinds.text),
    intercept: optional(kinds.flag),
  },
  "a model as data",
);
const formulaParts = having<Formula>("a formula, as parseFormula reads it", {
  response: orNull(kinds.expression),
  terms: listOf(kinds.isTerm, "terms"),
  variables: kinds.aMap,
  offsets: listOf(kinds.expression, "expressions"),
  intercept: kinds.flag,
});
/** What a model may be written as: R-like text, data, or a formula that was read before. */
export const modelShape = either(kinds.text, modelAsData, formulaParts);

/** A formula from a model as data, or from R-like text. Errors: `argument`. */
export function toFormula(model: Model | string): Formula {
  check({ model }, { model: either(kinds.text, modelAsData) });
  if (typeof model === "string") return parseFormula(model);
  const right = [
    ...model.terms,
    ...(model.offset === undefined ? [] : [`offset(${model.offset})`]),
    ...(model.intercept === false ? ["0"] : []),
  ];
  return parseFormula(`${model.response} ~ ${right.length === 0 ? "1" : right.join(" + ")}`);
}

/** The same formula without some terms (by name, variables in any order). Errors: `argument` names the term that is not in the model. */
export function withoutTerms(formula: Formula, names: readonly string[]): Formula {
  const gone = matchTerms(formula, names);
  return { ...formula, terms: formula.terms.filter((_, at) => !gone.includes(at)) };
}

/** Positions of the named terms. A name may also be a one-sided formula (`~ a + a:b`). Errors: `argument`. */
export function matchTerms(formula: Formula, names: readonly string[]): number[] {
  const wanted = names.flatMap((name) => parseFormula(name).terms);
  return wanted.map((term) => {
    const at = formula.terms.findIndex((one) => key(one.variables) === key(term.variables));
    if (at < 0) {
      const known = formula.terms.map((one) => one.name).join(", ");
      throw new StatisticsError("argument", `"${term.name}" is no term of the model; its terms are ${known}.`, {
        variable: term.name,
        count: formula.terms.length,
      });
    }
    return at;
  });
}
