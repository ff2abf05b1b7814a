import { check, either, listOf, oneOf, recordOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { type Table, createTable, factorColumn, numericColumn, withColumn } from "../data/table.ts";
import { standardErrors, variance } from "../design/variance.ts";
import { StatisticsError } from "../errors.ts";
import { criticalValue } from "../estimate/statistic.ts";
import { evaluateColumn } from "../data/evaluate.ts";
import { deparse } from "../data/expression.ts";
import { type Family, meanAt, varianceAt } from "./family.ts";
import { modelMatrix } from "./frame.ts";
import type { Fit, GlmFit } from "./glm.ts";
import type { OrdinalFit } from "./ordinal.ts";

export type Prediction = {
  readonly estimate: Float64Array;
  readonly standardErrors: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
};

const allRows = (n: number): Int32Array => Int32Array.from({ length: n }, (_, row) => row);

/** √(x′ V x) for each row of a matrix. */
function linearErrors(fit: Fit, x: Float64Array, m: number): Float64Array {
  const p = fit.names.length;
  return Float64Array.from({ length: m }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < p; j++) {
      for (let k = 0; k < p; k++) {
        sum += (x[i * p + j] as number) * (x[i * p + k] as number) * (fit.covariance[j * p + k] as number);
      }
    }
    return Math.sqrt(Math.max(0, sum));
  });
}

function refuseMissing(x: Float64Array, p: number, names: readonly string[]): void {
  const at = x.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  const name = names[at % p] ?? "";
  let count = 0;
  for (let i = at % p; i < x.length; i += p) if (!Number.isFinite(x[i])) count += 1;
  const message = `A prediction needs "${name}" in every row; it is missing or infinite in ${count}, first in row ${Math.floor(at / p) + 1}.`;
  throw new StatisticsError("missing-values", message, { variable: name, count });
}

/** Errors: `argument` with the number of predictions that no number can hold. */
function refuseInfinite(values: readonly Float64Array[], response: string): void {
  const rows = new Set(values.flatMap((one) => Array.from(one.keys()).filter((row) => !Number.isFinite(one[row]))));
  if (rows.size === 0) return;
  const message = `The predictions of "${response}" are too large for a number in ${rows.size} rows; they lie far outside the data of the model.`;
  throw new StatisticsError("argument", message, { variable: response, count: rows.size });
}

/** Σ of the offsets of the model in a table, 0 when it has none. */
function offsetsOf(fit: Fit, table: Table): Float64Array {
  const sum = new Float64Array(table.n);
  for (const expression of fit.specification.formula.offsets) {
    const one = evaluateColumn(table, expression);
    if (one.kind === "factor") {
      const count = one.levels.length;
      const message = `The offset "${one.name}" must be a number; it is a factor with ${count} levels.`;
      throw new StatisticsError("wrong-column-type", message, { variable: one.name, count });
    }
    one.values.forEach((value, row) => (sum[row] = (sum[row] as number) + value));
  }
  return sum;
}

/** The offsets of new rows, where none may be missing. Errors: `missing-values`. */
function completeOffsets(fit: Fit, table: Table): Float64Array {
  const sum = offsetsOf(fit, table);
  const count = sum.filter((value) => !Number.isFinite(value)).length;
  if (count === 0) return sum;
  const variable = fit.specification.formula.offsets.map(deparse).join(", ");
  const message = `A prediction needs the offset "${variable}" in every row; it is missing or infinite in ${count}.`;
  throw new StatisticsError("missing-values", message, { variable, count });
}

/**
 * Predictions for new rows, one each, on the scale of the link or in the units of the response.
 *
 * Formula: x′β with √(x′Vx), or on the response scale g⁻¹(x′β) with |dμ/dη| √(x′Vx). Intervals use t(df of the model); on the response scale
 * they are the transformed ends, so they stay inside the range of the response. Reference: as R's `predict.svyglm`; Lumley (2010).
 * Errors: `unknown-column`, `unknown-level`, `wrong-column-type`, `missing-values` for what the model needs, `argument` for a level outside
 * 0…1 or a prediction too large for a number.
 */
export function predict(fit: GlmFit, rows: Table, scale: "link" | "response" = "link", level = 0.95): Prediction {
  check({ fit, rows, scale, level }, { fit: kinds.glmFit, rows: kinds.table, scale: oneOf("link", "response"), level: kinds.anyNumber });
  const x = modelMatrix(fit.specification, rows, allRows(rows.n));
  const p = fit.names.length;
  refuseMissing(x, p, fit.names);
  const errors = linearErrors(fit, x, rows.n);
  const eta = completeOffsets(fit, rows);
  for (let i = 0; i < rows.n; i++) {
    for (let j = 0; j < p; j++) eta[i] = (eta[i] as number) + (x[i * p + j] as number) * (fit.coefficients[j] as number);
  }
  const quantile = criticalValue(level, fit.dfResidual);
  const family: Family = scale === "link" ? "gaussian" : fit.family;
  const at = (i: number, factor: number): number => meanAt(family, (eta[i] as number) + factor * (errors[i] as number));
  const estimate = eta.map((_, i) => at(i, 0));
  const result = {
    estimate,
    standardErrors: errors.map((value, i) => value * varianceAt(family, estimate[i] as number)),
    lower: eta.map((_, i) => at(i, -quantile)),
    upper: eta.map((_, i) => at(i, quantile)),
  };
  refuseInfinite(Object.values(result), responseName(fit));
  return result;
}

function responseName(fit: Fit): string {
  const { response } = fit.specification.formula;
  return response === null ? "response" : deparse(response);
}

export type Margins = {
  readonly levels: readonly string[];
  readonly estimate: Float64Array;
  readonly covariance: Float64Array;
  readonly standardErrors: Float64Array;
};

/**
 * Predicted margins (R's `svypredmeans`): for each level of a factor the weighted mean of the predictions when every row has that level, in
 * the units of the response, with their covariance.
 *
 * Formula: m_g = Σ w μ(x_i with factor = g)/W; V = D′V(β)D + V(mean of the predictions as if β were known), D = Σ w x dμ/dη / W. The covariance
 * of the two parts is left out, as in R. Reference: Graubard & Korn (1999); Bieler et al. (2010).
 * Errors: `argument` when the variable is no factor of the model; `unsupported` when the design has replicate weights; `lonely-psu`,
 * `singular` for a negative variance, `wrong-column-type` for an offset that is a factor.
 */
export function predictedMargins(fit: GlmFit, factor: string): Margins {
  check({ fit, factor }, { fit: kinds.glmFit, factor: kinds.text });
  const variable = fit.specification.variables.get(factor);
  if (variable === undefined || variable.levels === null || variable.expression.kind !== "name") {
    const count = [...fit.specification.variables.values()].filter((one) => one.levels !== null).length;
    throw new StatisticsError("argument", `"${factor}" is none of the ${count} factors of the model.`, { variable: factor, count });
  }
  if (fit.design.replicates !== null) {
    const count = fit.design.replicates.weights.length;
    throw new StatisticsError("unsupported", `Predicted margins need a design without replicates; this has ${count}.`, {
      variable: "design",
      count,
    });
  }
  const { table, weights, n } = fit.design;
  const { rows } = fit;
  const p = fit.names.length;
  const g = variable.levels.length;
  let total = 0;
  for (const row of rows) total += weights[row] as number;
  const offset = offsetsOf(fit, table);
  const slopes = new Float64Array(g * p);
  const estimate = new Float64Array(g);
  const influence = variable.levels.map((level, at) => {
    const same = withColumn(table, factorColumn(factor, new Array<string>(n).fill(level), variable.levels ?? []));
    const x = modelMatrix(fit.specification, same, rows);
    const z = new Float64Array(n);
    const mean = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      let eta = offset[row] as number;
      for (let j = 0; j < p; j++) eta += (x[i * p + j] as number) * (fit.coefficients[j] as number);
      mean[i] = meanAt(fit.family, eta);
      const share = (weights[row] as number) / total;
      const slope = share * varianceAt(fit.family, mean[i] as number);
      for (let j = 0; j < p; j++) slopes[at * p + j] = (slopes[at * p + j] as number) + slope * (x[i * p + j] as number);
      estimate[at] = (estimate[at] as number) + share * (mean[i] as number);
    }
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      z[row] = ((weights[row] as number) * ((mean[i] as number) - (estimate[at] as number))) / total;
    }
    return z;
  });
  const covariance = variance(fit.design, influence);
  for (let a = 0; a < g; a++) {
    for (let b = 0; b < g; b++) {
      let sum = 0;
      for (let j = 0; j < p; j++) {
        for (let k = 0; k < p; k++)
          sum += (slopes[a * p + j] as number) * (fit.covariance[j * p + k] as number) * (slopes[b * p + k] as number);
      }
      covariance[a * g + b] = (covariance[a * g + b] as number) + sum;
    }
  }
  return { levels: variable.levels, estimate, covariance, standardErrors: standardErrors(covariance) };
}

/**
 * Probabilities (0…1) of each category for new rows under a proportional-odds model, with standard errors by the delta method.
 * Returns one list per row, categories in order of `fit.levels`. Formula: F(ζ_k − x′β) − F(ζ_{k−1} − x′β), F logistic; variance ∇′V∇.
 * Reference: McCullagh (1980); as R's `predict` of `MASS::polr` with `type = "probs"`.
 * Errors: `unknown-column`, `unknown-level`, `wrong-column-type`, `missing-values` for what the model needs.
 */
export function predictCategories(fit: OrdinalFit, rows: Table): { probability: Float64Array; standardErrors: Float64Array }[] {
  check({ fit, rows }, { fit: kinds.ordinalFit, rows: kinds.table });
  const p = fit.slopes;
  const q = fit.names.length;
  const x = modelMatrix(fit.specification, rows, allRows(rows.n));
  refuseMissing(x, p, fit.names);
  const offset = completeOffsets(fit, rows);
  const categories = fit.levels.length;
  return Array.from({ length: rows.n }, (_, i) => {
    let eta = offset[i] as number;
    for (let j = 0; j < p; j++) eta += (x[i * p + j] as number) * (fit.coefficients[j] as number);
    const probability = new Float64Array(categories);
    const standardErrors = new Float64Array(categories);
    for (let k = 0; k < categories; k++) {
      const gradient = new Float64Array(q);
      const edge = (threshold: number, sign: number): number => {
        if (threshold < 0) return 0;
        if (threshold >= categories - 1) return 1;
        const cumulative = 1 / (1 + Math.exp(eta - (fit.coefficients[p + threshold] as number)));
        const density = sign * cumulative * (1 - cumulative);
        gradient[p + threshold] = density;
        for (let j = 0; j < p; j++) gradient[j] = (gradient[j] as number) - density * (x[i * p + j] as number);
        return cumulative;
      };
      probability[k] = edge(k, 1) - edge(k - 1, -1);
      let sum = 0;
      for (let a = 0; a < q; a++) {
        for (let b = 0; b < q; b++) sum += (gradient[a] as number) * (gradient[b] as number) * (fit.covariance[a * q + b] as number);
      }
      standardErrors[k] = Math.sqrt(Math.max(0, sum));
    }
    return { probability, standardErrors };
  });
}

/**
 * A table of new rows for {@link predict} from plain values: numbers, or labels for the factors of the model.
 * Errors: `unknown-level`, `argument` when the lists differ in length.
 */
export function newRows(fit: Fit, values: Readonly<Record<string, readonly (number | string)[]>>): Table {
  check(
    { fit, values },
    {
      fit: kinds.fit,
      values: recordOf(listOf(either(kinds.anyNumber, kinds.text), "numbers or labels"), "lists of values by the names of the columns"),
    },
  );
  return createTable(
    Object.entries(values).map(([name, list]) => {
      const levels = fit.specification.variables.get(name)?.levels;
      if (levels !== undefined && levels !== null) return factorColumn(name, list.map(String), levels);
      return numericColumn(name, list as readonly number[]);
    }),
  );
}
