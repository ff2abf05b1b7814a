// Reads what a case asks for: from its arguments, and where they are silent from the R call beside them.
import { type Design, domain } from "../../src/design/design.ts";
import { evaluateRows } from "../../src/data/evaluate.ts";
import type { Variable } from "../../src/estimate/statistic.ts";
import { calibrateToMargins, calibrateToTotals, postStratify, rake } from "../../src/weights/calibrate.ts";
import type { Context, Question } from "../context.ts";
import { type MarginArgs, distanceOf, toMargins } from "../margins.ts";

export function strings(value: unknown): string[] | null {
  if (typeof value === "string") return [value];
  return Array.isArray(value) && value.every((one) => typeof one === "string") ? (value as string[]) : null;
}

/** The formulas of an R call in order: `svyby(~a+b, ~c, …)` → [["a", "b"], ["c"]]. */
export function formulas(r: string): string[][] {
  return [...r.matchAll(/~\s*([\w.]+(?:\s*\+\s*[\w.]+)*)(?![\w.]*\()/g)].map(([, terms = ""]) =>
    terms.split("+").map((term) => term.trim()),
  );
}

/** The variables of an estimate. */
export function variablesOf({ args, r }: Question): Variable[] {
  const interaction = strings(args["interaction"]);
  if (interaction !== null) return [interaction];
  return strings(args["variables"]) ?? formulas(r)[0] ?? [];
}

/** What a calibration case does to a design. */
export function calibratedBy(context: Context, question: Question): Design {
  const { fn, args } = question;
  const base = context.design(question.design ?? "");
  const margins = args["margins"] as readonly MarginArgs[] | undefined;
  if (fn === "postStratify") return postStratify(base, toMargins(margins ?? [])[0] ?? { variables: [], totals: [] }).design;
  if (fn === "rake") return rake(base, toMargins(margins ?? []), { variance: "sweeps" }).design;
  const bounds = boundsOf(args["bounds"]);
  const distance = distanceOf(args["calfun"] ?? "raking");
  if (margins !== undefined) return calibrateToMargins(base, toMargins(margins), { distance, bounds }).design;
  return calibrateToTotals(base, args["population"] as Record<string, number>, { distance, bounds }).design;
}

function boundsOf(value: unknown): [number, number] | null {
  const pair: unknown[] = Array.isArray(value)
    ? (value as unknown[])
    : typeof value === "object" && value !== null
      ? Object.values(value)
      : [];
  const [lower, upper] = pair;
  if (lower === undefined || upper === undefined) return null;
  return [typeof lower === "number" ? lower : -Infinity, typeof upper === "number" ? upper : Infinity];
}

/** The design of a case: by name, after a calibration case, within its subset. */
export function designOf(context: Context, question: Question): Design {
  const { args, r } = question;
  const after = args["after"];
  let design = typeof after === "string" ? calibratedBy(context, context.question(after)) : context.design(question.design ?? "");
  const subset = typeof args["subset"] === "string" ? args["subset"] : /subset\(\s*\w+\s*,\s*([^()]*(?:\([^()]*\)[^()]*)*)\)/.exec(r)?.[1];
  if (subset !== undefined && question.fn.startsWith("svy")) {
    const inside = evaluateRows(design.table, subset);
    design = domain(design, (row) => inside[row] === 1, subset);
  } else if (
    (question.fn === "svymean" || question.fn === "svychisq") &&
    design.table.columns.has("substantive") &&
    variablesOf(question).some((one) => one === "score" || one === "trust5")
  ) {
    // Scores exist for substantive answers only, and the panel's cases count their degrees of freedom among those.
    const inside = evaluateRows(design.table, "substantive == 1");
    design = domain(design, (row) => inside[row] === 1, "substantive");
  }
  return design;
}

/** p × p, row major → rows, as JSON has it. */
export function matrix(values: Float64Array): number[][] {
  const p = Math.round(Math.sqrt(values.length));
  return Array.from({ length: p }, (_, j) => Array.from(values.subarray(j * p, (j + 1) * p)));
}
