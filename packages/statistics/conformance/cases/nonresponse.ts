// Response rates and the analysis of non-response in the census of units (file 12).
import { compareWithFrame, responsePropensity } from "../../src/nonresponse/propensity.ts";
import { responseByReminder, responseRatesBy } from "../../src/nonresponse/response-rates.ts";
import { parseFormula } from "../../src/model/formula.ts";
import { type Handler, UNSUPPORTED } from "../context.ts";

export const nonresponseCases: Handler = (context, { id, fn, design, r, args }) => {
  if (fn === "plain" && id.startsWith("response_rates")) {
    const table = context.table(`${design ?? ""}.csv`);
    const [, responded = "responded", size = "size_class"] = /table\(\s*(\w+)\s*,\s*(\w+)/.exec(r) ?? [];
    const bySize = responseRatesBy(table, responded, size);
    const list = (groups: typeof bySize, what: "rate" | "responded"): Record<string, number> =>
      Object.fromEntries(groups.map((one) => [one.group, one[what]]));
    const answered = bySize.reduce((sum, one) => sum + one.responded, 0);
    const steps = responseByReminder(table, responded, "reminders");
    return {
      values: {
        overall: answered / table.n,
        by_size: list(bySize, "rate"),
        n_by_size: list(bySize, "responded"),
        by_county: list(responseRatesBy(table, responded, "county"), "rate"),
        cumulative_by_reminder: Object.fromEntries(steps.map((one) => [String(one.reminder), one.cumulative])),
      },
    };
  }
  if (fn === "glm" && r.includes("R-indicator")) {
    const table = context.table(`${design ?? ""}.csv`);
    const formula = parseFormula(String(args["formula"] ?? /glm\(([^,]+),/.exec(r)?.[1] ?? ""));
    const terms = formula.terms.map((term) => term.name);
    const responded = formula.response?.kind === "name" ? formula.response.name : "";
    const result = responsePropensity(table, responded, terms);
    const comparison = compareWithFrame(table, responded, terms[0] ?? "");
    const named = (values: Float64Array): Record<string, number> =>
      Object.fromEntries((result.fit?.names ?? []).map((name, j) => [name, values[j] as number]));
    return {
      values: {
        coef: named(result.fit?.coefficients ?? new Float64Array(0)),
        se: named(result.modelStandardErrors),
        mean_propensity: result.mean,
        sd_propensity_n_minus_1: result.standardDeviation,
        R_indicator_unadjusted: result.rIndicator,
        max_abs_bias_bound_for_unit_sd: result.maximumBias,
        pearson_chisq: comparison.chiSquare,
        df: comparison.df,
        p: comparison.p,
      },
      // The reference's glm stops at a relative change of the deviance of 1e-8.
      tolerances: { se: 1e-6 },
    };
  }
  return UNSUPPORTED;
};
