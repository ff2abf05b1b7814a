// Post-stratification, raking, calibration, trimming and replicate weights (files 05 and 10).
import type { Design } from "../../src/design/design.ts";
import { fromReplicateWeights, withReplicates } from "../../src/design/replicates.ts";
import { mean, populationVariance, ratio, total } from "../../src/estimate/means.ts";
import { fitGlm } from "../../src/model/glm.ts";
import { rake } from "../../src/weights/calibrate.ts";
import { marginFit, weightDiagnostics } from "../../src/weights/diagnostics.ts";
import { rakeByProportionalFitting } from "../../src/weights/proportional-fitting.ts";
import { trimWeights } from "../../src/weights/trim.ts";
import { type Answer, type Args, type Context, type Handler, type Question, UNSUPPORTED } from "../context.ts";
import { type MarginArgs, toMargins } from "../margins.ts";
import { groupCase, laidOut, quantileCase } from "./estimates.ts";
import { familyOf, formulaOf, glmValues } from "./models.ts";
import { calibratedBy, formulas, strings, variablesOf } from "./read.ts";

// After a calibration the files give the design effect against sampling with replacement.
const OMIT = { missing: "omit", designEffect: "with-replacement" } as const;

export const weightCases: Handler = (context, question) => {
  switch (question.fn) {
    case "postStratify":
    case "rake":
    case "calibrate":
      return calibrationCase(context, question);
    case "trimWeights":
      return trimCase(context, question);
    case "svrepmean":
    case "svreptotal":
    case "svrepratio":
    case "svrepvar":
    case "svrepquantile":
    case "svrepby":
    case "svrepglm":
      return replicateCase(context, question);
    default:
      return UNSUPPORTED;
  }
};

function summary(design: Design, before: Float64Array): Record<string, number> {
  const one = weightDiagnostics(design, before);
  return {
    n: one.n,
    sum: one.sum,
    min: one.min,
    max: one.max,
    cv: one.cv,
    kish_deff: one.kishDesignEffect,
    kish_neff: one.effectiveSize,
    g_min: one.smallestFactor,
    g_max: one.largestFactor,
  };
}

function calibrationCase(context: Context, question: Question): Answer {
  const base = context.design(question.design ?? "");
  const design = calibratedBy(context, question);
  const values: Record<string, unknown> = { weights: summary(design, base.weights) };
  const w = design.weights;
  const files: Record<string, Float64Array> = { base: base.weights, calibrated: w, poststratified: w, raked: w };
  const variables = strings(question.args["variables"]) ?? [];
  if (variables.length > 0) {
    values["mean"] = laidOut(mean(design, variables, OMIT));
    values["total"] = laidOut(total(design, variables, OMIT));
  }
  for (const [name, column] of design.table.columns) {
    if (column.kind !== "numeric" || column.values.some((value) => Number.isNaN(value))) continue;
    values[`mean_${name}`] ??= laidOut(mean(design, [name], { missing: "omit" }));
    values[`total_${name}`] ??= laidOut(total(design, [name], { missing: "omit" }));
  }
  const margins = question.args["margins"] as readonly MarginArgs[] | undefined;
  if (margins !== undefined) {
    values["weighted_margins"] = toMargins(margins).map((margin) =>
      Object.fromEntries(marginFit(design, [margin]).map((fit) => [fit.cell, fit.achieved])),
    );
    if (question.fn === "rake") {
      // What R's rake gives when its control argument is left alone.
      const early = rakeByProportionalFitting(base, toMargins(margins)).design;
      files["raked_r_default"] = early.weights;
      values["r_default_stop"] = {
        weights: summary(early, base.weights),
        mean: laidOut(mean(early, variables, OMIT)),
        max_abs_rel_weight_diff_from_converged: early.weights.reduce(
          (worst, weight, row) => Math.max(worst, Math.abs(weight / (w[row] as number) - 1)),
          0,
        ),
      };
    }
  }
  values["weights_csv"] = files;
  // The largest of differences of 1e-5 carries the rounding of the weights: 1e-12 of them is 1e-7 of it.
  return { values, tolerances: { "r_default_stop.max_abs_rel_weight_diff_from_converged": 1e-6 } };
}

function trimCase(context: Context, question: Question): Answer {
  const { args } = question;
  const after = args["after"];
  const design = typeof after === "string" ? calibratedBy(context, context.question(after)) : context.design(question.design ?? "");
  const limits = {
    ...(typeof args["lower"] === "number" ? { lower: args["lower"] } : {}),
    ...(typeof args["upper"] === "number" ? { upper: args["upper"] } : {}),
  };
  const once = trimWeights(design, limits);
  const strict = trimWeights(design, { ...limits, strict: true });
  const before = design.weights;
  return {
    values: {
      once: summary(once, before),
      strict: summary(strict, before),
      weights: summary(/strict\s*=\s*TRUE/.test(question.r) ? strict : once, before),
      n_at_cap: strict.weights.filter((weight) => weight >= (limits.upper ?? Infinity) * (1 - 1e-12)).length,
      weights_csv: { raked: before, trimmed: once.weights, trimmed_strict: strict.weights },
    },
  };
}

function replicateCase(context: Context, question: Question): Answer {
  const { args, r } = question;
  const base = context.design(question.design ?? "");
  let design = given(base, args);
  const margins = args["margins"] as readonly MarginArgs[] | undefined;
  if (margins !== undefined) design = rake(design, toMargins(margins)).design;
  const replicates = design.replicates;
  const shown = {
    scale: replicates?.scale,
    rscales: replicates?.rscales,
    rscales_unique: [...new Set(replicates?.rscales)],
    n_replicates: replicates?.weights.length,
    mse: replicates?.mse,
    weights_csv: { full: design.weights, ...Object.fromEntries((replicates?.weights ?? []).map((one, index) => [`rep${index + 1}`, one])) },
  };
  switch (question.fn) {
    case "svrepratio": {
      const [numerator = "", denominator = ""] = formulas(r).map((terms) => terms[0] ?? "");
      return { values: { ...laidOut(ratio(design, numerator, denominator, { missing: "omit" })), ...shown } };
    }
    case "svrepvar":
      return { values: { ...laidOut(populationVariance(design, formulas(r)[0] ?? [], { missing: "omit" })), ...shown } };
    case "svrepquantile":
      return quantileCase(design, { ...question, args: { ...args, variables: formulas(r)[0] } });
    case "svrepby":
      return groupCase(design, { ...question, args: {} });
    case "svrepglm":
      return { values: glmValues(fitGlm(design, formulaOf(question), familyOf(question))) };
    default: {
      const estimate =
        question.fn === "svreptotal" ? total(design, variablesOf(question), OMIT) : mean(design, variablesOf(question), OMIT);
      return { values: { ...laidOut(estimate), ...shown } };
    }
  }
}

/** Replicates from the data (one row per row of data, factors on the weights unless they are combined) or made from the design. */
function given(base: Design, args: Args): Design {
  const type = String(args["type"]);
  const factors = args["repweights"] as number[][] | undefined;
  const mse = args["mse"] === true;
  if (factors === undefined) {
    if (type === "JK1" || type === "JKn") return withReplicates(base, { type }, mse);
    if (type === "BRR" || type === "Fay")
      return withReplicates(base, { type: "BRR", fay: type === "Fay" ? Number(args["rho"] ?? 0.3) : 0 }, mse);
    throw new Error(`Replicates of type ${type} are drawn at random; there is nothing to compare.`);
  }
  const count = factors[0]?.length ?? 0;
  const combined = args["combined_weights"] === true;
  const weights = Array.from({ length: count }, (_, index) =>
    base.weights.map((weight, row) => (combined ? 1 : weight) * (factors[row]?.[index] ?? 0)),
  );
  const usual: Readonly<Record<string, number>> = {
    BRR: 1 / count,
    Fay: 1 / (count * (1 - Number(args["rho"] ?? 0)) ** 2),
    JK1: (count - 1) / count,
    bootstrap: 1 / (count - 1),
  };
  const scale = typeof args["scale"] === "number" ? args["scale"] : usual[type];
  if (scale === undefined) throw new Error(`The scale of given replicates of type ${type} is not known.`);
  const rscales = args["rscales"] as number[] | undefined;
  return fromReplicateWeights(base, { type: "other", weights, scale, mse, ...(rscales === undefined ? {} : { rscales }) });
}
