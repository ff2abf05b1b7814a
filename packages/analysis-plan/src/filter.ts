/** The rows that a plan is about: its filter, judged as a whole before anything is computed, and laid before what each analysis limits itself to. */
import { evaluateRows, parseExpression, StatisticsError } from "@fortrogen/statistics";
import type { Design, Expression, Table } from "@fortrogen/statistics";
import { deparse } from "@fortrogen/statistics/parts";
import { PlanError, faultsOf, placeOf } from "./faults.ts";
import { limited } from "./parts.ts";
import type { Analysis, Plan } from "./plan.ts";

const comparisons = new Set(["==", "!=", "<", ">", "<=", ">=", "%in%"]);

/**
 * The plan with its filter in the domain of every analysis; a response is of everybody who was asked and has none. Errors: `plan`, a `PlanError` with
 * every name and level in the filter that the data do not have, and `empty-domain` where no row is left.
 */
export function filtered(plan: Plan, design: Design): Plan {
  const { filter } = plan;
  if (filter === undefined) return plan;
  refuseWrong(plan, filter, design.table);
  limited(design, filter);
  return { ...plan, analyses: plan.analyses.map((analysis) => ({ ...analysis, ...domainOf(analysis, filter) })) };
}

/** Both conditions; a domain that cannot be read stays as it is, and is refused in its own place. */
function domainOf({ type, domain }: Analysis, filter: string): Pick<Analysis, "domain"> {
  if (type === "response") return {};
  if (domain === undefined) return { domain: filter };
  return { domain: isReadable(domain) ? `(${filter}) & (${domain})` : domain };
}

/** Whether a text is one whole expression. Errors: none. */
export function isReadable(text: string): boolean {
  try {
    parseExpression(text);
    return true;
  } catch {
    return false;
  }
}

function refuseWrong(plan: Plan, filter: string, table: Table): void {
  const expressions = within(parseExpression(filter));
  const names = new Set(expressions.flatMap((one) => (one.kind === "name" ? [one.name] : [])));
  const unknown = [...names].filter((name) => !table.columns.has(name));
  const absent = unknown.map((variable) => new StatisticsError("unknown-column", `There is no variable "${variable}".`, { variable }));
  const isKnown = (one: Expression): boolean => !within(one).some((part) => part.kind === "name" && unknown.includes(part.name));
  const compared = expressions.filter((one) => one.kind === "binary" && comparisons.has(one.operator) && isKnown(one));
  const refused = compared.flatMap((one) => refusal(table, deparse(one)));
  const all = [...absent, ...refused];
  if (all.length === 0) return;
  throw new PlanError(all.flatMap((one) => faultsOf(one, placeOf(plan, ["filter"]), table.columns.keys())));
}

/** Why a piece of the filter cannot be computed, if it cannot. */
function refusal(table: Table, piece: string): StatisticsError[] {
  try {
    evaluateRows(table, piece);
    return [];
  } catch (error) {
    if (error instanceof StatisticsError) return [error];
    throw error;
  }
}

/** An expression and everything in it. */
function within(expression: Expression): Expression[] {
  const inside = (): readonly Expression[] => {
    if (expression.kind === "parentheses") return [expression.inner];
    if (expression.kind === "unary") return [expression.operand];
    if (expression.kind === "call") return expression.arguments;
    return expression.kind === "binary" ? [expression.left, expression.right] : [];
  };
  return [expression, ...inside().flatMap(within)];
}
