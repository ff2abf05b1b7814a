/** Rows without a value: how many there are, and what the plan says about them. Nothing is left out, or counted as 0, without a word. */
import { parseExpression, missingMask, parseFormula } from "@fortrogen/statistics";
import type { Column, Design } from "@fortrogen/statistics";
import { evaluateColumn } from "@fortrogen/statistics/parts";
import { planError } from "./faults.ts";
import type { Analysis } from "./plan.ts";
import type { MissingRows } from "./result.ts";

/** What an analysis needs a value of in every row. Three numbers count who gave no answer themselves. */
function needed(design: Design, analysis: Analysis): { name: string; column: Column }[] {
  const { table } = design;
  const { type, variable = "", denominator, row, column, group, wave, formula } = analysis;
  if (type === "regression") {
    const { response, variables } = parseFormula(formula ?? "");
    const all = [...(response === null ? [] : [response]), ...variables.values()];
    return all.map((one) => ({ name: one.kind === "name" ? one.name : (formula ?? ""), column: evaluateColumn(table, one) }));
  }
  if (type === "three-numbers") return [];
  const names = [variable, denominator, row, column, group, wave].filter((name): name is string => name !== undefined && name !== "");
  return names.map((name) => ({ name, column: table.columns.get(name) ?? evaluateColumn(table, parseExpression(name)) }));
}

/**
 * The rows that miss a value of what the analysis needs, and what becomes of them; null where none does.
 * Errors: `plan` where the plan refuses them, and where a total has some and the plan does not say what to do: it would count them as 0.
 */
export function missingRows(design: Design, analysis: Analysis): MissingRows | null {
  const columns = needed(design, analysis).map(({ name, column }) => ({ name, mask: missingMask(column) }));
  let [rows, of] = [0, 0];
  const lacking = new Set<string>();
  for (let row = 0; row < design.n; row++) {
    if (design.weights[row] === 0) continue;
    of += 1;
    const without = columns.filter(({ mask }) => mask[row] === 1);
    if (without.length > 0) rows += 1;
    for (const { name } of without) lacking.add(name);
  }
  if (rows === 0) return null;
  const values = { variable: [...lacking].join(", "), count: rows, rows: of };
  if (analysis.missing === "refuse") throw planError("missing-refused", undefined, values);
  if (analysis.type === "total" && analysis.missing === undefined) throw planError("missing-choice", undefined, values);
  const isReweighted = analysis.missing === "reweight";
  return {
    variables: [...lacking],
    rows,
    of,
    treatment: isReweighted ? "reweight" : "omit",
    classes: isReweighted ? (analysis.classes ?? []) : [],
  };
}
