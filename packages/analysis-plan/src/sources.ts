/** From the names in a plan back to the variables of its data: through recodes of recodes, expressions and formulas. */
import { parseExpression } from "@fortrogen/statistics";
import type { Expression } from "@fortrogen/statistics";
import type { Analysis, Recode } from "./plan.ts";

/** What a figure tells something about, in variables of the data. */
export type About = {
  /** What is measured in the rows. */
  readonly measured: readonly string[];
  /** That, and everything that limits or divides the rows: domain, groups, waves, classes. */
  readonly all: readonly string[];
};

/** Gives the variables of the data that a name, an expression or a formula comes from. */
export type Sources = (text: string) => ReadonlySet<string>;

/** Follows the recodes of a plan in their order; each may use the ones before. A name that is no recode is a variable of the data. Errors: none. */
export function sourcesOf(recodes: readonly Recode[]): Sources {
  const known = new Map<string, ReadonlySet<string>>();
  const sourcesIn: Sources = (text) => {
    const own = known.get(text);
    if (own !== undefined) return own;
    return new Set(namesIn(text).flatMap((name) => [...(known.get(name) ?? [name])]));
  };
  for (const { name, expression, from } of recodes) known.set(name, sourcesIn(expression ?? from ?? name));
  return sourcesIn;
}

/** What an analysis tells something about, given what it measures. Errors: none. */
export function aboutOf(sources: Sources, analysis: Analysis, measured: readonly string[]): About {
  const { variable, denominator, domain, by = [], row, column, group, wave, formula, classes = [] } = analysis;
  const { dimensions = [], responded, reminders, propensity = [] } = analysis;
  const each = [variable, denominator, domain, row, column, group, wave, formula, responded, reminders];
  const named = [...each, ...by, ...classes, ...propensity, ...dimensions.map((one) => one.variable)];
  const texts = [...measured, ...named.filter((one) => one !== undefined)];
  const traced = (list: readonly string[]): string[] => [...new Set(list.flatMap((one) => [...sources(one)]))];
  return { measured: traced(measured), all: traced(texts) };
}

/** The names in an expression; a text that is none is a name itself, such as a column with brackets in it. */
function namesIn(text: string): readonly string[] {
  let expression: Expression;
  try {
    expression = parseExpression(text);
  } catch {
    return [text];
  }
  const names: string[] = [text];
  const collect = (one: Expression): void => {
    if (one.kind === "name") names.push(one.name);
    else if (one.kind === "parentheses") collect(one.inner);
    else if (one.kind === "unary") collect(one.operand);
    else if (one.kind === "call") one.arguments.forEach(collect);
    else if (one.kind === "binary") [one.left, one.right].forEach(collect);
  };
  collect(expression);
  return expression.kind === "name" ? [expression.name] : names;
}
