import { check } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";

/** A parsed R-like expression or formula. Parentheses are kept, so that {@link deparse} gives back what R would print. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "parentheses"; readonly inner: Expression }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: Expression }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly Expression[] };

type Token = { readonly kind: "number" | "string" | "name" | "operator" | "end"; readonly text: string; readonly at: number };

const TOKEN =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|("[^"]*"|'[^']*')|(`[^`]+`|[\p{L}._][\p{L}\p{N}._]*)|(%in%|==|!=|<=|>=|&&|\|\||[-+*/^:~()<>!&|,]))/uy;

/** Binding powers as in R: higher binds tighter; `^` binds to the right. */
const POWER: Readonly<Record<string, number>> = {
  "~": 1,
  "|": 2,
  "&": 3,
  "==": 5,
  "!=": 5,
  "<": 5,
  ">": 5,
  "<=": 5,
  ">=": 5,
  "+": 6,
  "-": 6,
  "*": 7,
  "/": 7,
  "%in%": 8,
  ":": 9,
  "^": 11,
};
const UNARY_POWER: Readonly<Record<string, number>> = { "~": 1, "!": 4, "-": 10, "+": 10 };

/** Words for those who do not write R. */
const WORDS: Readonly<Record<string, string>> = { and: "&", or: "|", not: "!", in: "%in%" };

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    at += text.slice(at).search(/\S|$/);
    if (at >= text.length) break;
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) {
      const message = `Cannot read "${text}" at position ${at + 1}: "${text.slice(at, at + 10)}".`;
      throw new StatisticsError("argument", message, { variable: text, count: at + 1 });
    }
    const [, number, string, name, operator] = match;
    if (number !== undefined) tokens.push({ kind: "number", text: number, at });
    else if (string !== undefined) tokens.push({ kind: "string", text: string.slice(1, -1), at });
    else if (name !== undefined && Object.hasOwn(WORDS, name)) tokens.push({ kind: "operator", text: WORDS[name] ?? "", at });
    else if (name !== undefined) tokens.push({ kind: "name", text: name.replaceAll("`", ""), at });
    else tokens.push({ kind: "operator", text: operator === "&&" || operator === "||" ? operator.slice(1) : (operator ?? ""), at });
    at = TOKEN.lastIndex;
  }
  tokens.push({ kind: "end", text: "the end", at: text.length });
  return tokens;
}

/**
 * Reads an expression or a formula: numbers, 'text', names of columns (`in backticks` when they have odd characters), + - * / ^, comparisons, & | !
 * (also and, or, not), x in (a, b), brackets, calls such as log(x) and I(…), and the formula operators ~ and :. Errors: `argument`. */
export function parseExpression(text: string): Expression {
  check({ text }, { text: kinds.text });
  const tokens = tokenize(text);
  let position = 0;
  const peek = (): Token => tokens[position] as Token;
  const refuse = (token: Token): never => {
    const message = `Cannot read "${text}": "${token.text}" at position ${token.at + 1} was not expected.`;
    throw new StatisticsError("argument", message, { variable: text, count: token.at + 1 });
  };
  const expectOperator = (operator: string): void => {
    const token = peek();
    if (token.kind !== "operator" || token.text !== operator) refuse(token);
    position++;
  };
  const call = (name: string): Expression => {
    expectOperator("(");
    const given: Expression[] = [];
    while (!(peek().kind === "operator" && peek().text === ")")) {
      given.push(parse(2));
      if (peek().kind === "operator" && peek().text === ",") position++;
      else break;
    }
    expectOperator(")");
    return { kind: "call", name, arguments: given };
  };
  const parsePrimary = (): Expression => {
    const token = peek();
    position++;
    if (token.kind === "number") return { kind: "number", value: Number(token.text) };
    if (token.kind === "string") return { kind: "string", value: token.text };
    if (token.kind === "name") {
      const next = peek();
      return next.kind === "operator" && next.text === "(" ? call(token.text) : { kind: "name", name: token.text };
    }
    if (token.kind === "operator" && token.text === "(") {
      const inner = parse(0);
      expectOperator(")");
      return { kind: "parentheses", inner };
    }
    const power = token.kind === "operator" ? UNARY_POWER[token.text] : undefined;
    if (power === undefined) return refuse(token);
    return { kind: "unary", operator: token.text, operand: parse(power) };
  };
  const parse = (least: number): Expression => {
    let left = parsePrimary();
    for (;;) {
      const token = peek();
      const power = token.kind === "operator" ? POWER[token.text] : undefined;
      if (power === undefined || power < least) return left;
      position++;
      // `x in ("a", "b")` is short for `x %in% c("a", "b")`.
      const isList = token.text === "%in%" && peek().kind === "operator" && peek().text === "(";
      const right = isList ? call("c") : parse(token.text === "^" ? power : power + 1);
      left = { kind: "binary", operator: token.text, left, right };
    }
  };
  const result = parse(0);
  if (peek().kind !== "end") refuse(peek());
  return result;
}

/** The expression as text, with R's spacing (`I((wave - 2021)/2)`), used as the name of its column. */
export function deparse(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "string":
      return `"${expression.value}"`;
    case "name":
      return expression.name;
    case "parentheses":
      return `(${deparse(expression.inner)})`;
    case "unary":
      return `${expression.operator}${deparse(expression.operand)}`;
    case "call":
      return `${expression.name}(${expression.arguments.map(deparse).join(", ")})`;
    case "binary": {
      const gap = expression.operator === "/" || expression.operator === "^" || expression.operator === ":" ? "" : " ";
      return `${deparse(expression.left)}${gap}${expression.operator}${gap}${deparse(expression.right)}`;
    }
  }
}
