// Functions of estimates with their derivatives, for the delta method.
import { check, listOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import { FUNCTIONS } from "./evaluate.ts";
import { type Expression, parseExpression } from "./expression.ts";

/** Derivatives by x, given x and f(x). */
const SLOPES: Readonly<Record<string, (x: number, value: number) => number>> = {
  log: (x) => 1 / x,
  log2: (x) => 1 / (x * Math.LN2),
  log10: (x) => 1 / (x * Math.LN10),
  log1p: (x) => 1 / (1 + x),
  exp: (_, value) => value,
  sqrt: (_, value) => 0.5 / value,
  abs: (x) => Math.sign(x),
};

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
  check({ expression, names, values }, { expression: kinds.expressionOrText, names: listOf(kinds.text, "names"), values: kinds.numbers });
  const tree = typeof expression === "string" ? parseExpression(expression) : expression;
  const visit = (node: Expression): { value: number; gradient: Float64Array } => {
    switch (node.kind) {
      case "parentheses":
        return visit(node.inner);
      case "number":
        return { value: node.value, gradient: new Float64Array(names.length) };
      case "string":
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
        if (node.operator !== "-" && node.operator !== "+") {
          throw new StatisticsError("argument", `"${node.operator}" has no derivative.`, { variable: node.operator });
        }
        const inner = visit(node.operand);
        return node.operator === "+" ? inner : { value: -inner.value, gradient: inner.gradient.map((one) => -one) };
      }
      case "call": {
        const [argument] = node.arguments;
        const call = Object.hasOwn(FUNCTIONS, node.name) ? FUNCTIONS[node.name] : undefined;
        const slopeOf = Object.hasOwn(SLOPES, node.name) ? SLOPES[node.name] : undefined;
        if (argument === undefined || call === undefined || slopeOf === undefined) {
          throw new StatisticsError("argument", `There is no function "${node.name}" with a derivative.`, { variable: node.name });
        }
        const inner = visit(argument);
        const value = call(inner.value);
        const slope = slopeOf(inner.value, value);
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
