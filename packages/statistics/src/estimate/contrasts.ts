import { check, either, recordOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import { evaluateWithGradient } from "../data/gradient.ts";
import { standardErrors } from "../design/variance.ts";
import type { Estimate } from "./statistic.ts";

const coefficientsByName = recordOf(
  either(kinds.numberList, recordOf(kinds.anyNumber, "coefficients by the names of the estimates")),
  "contrasts by name, each a list of coefficients or coefficients by name",
);

/**
 * Linear contrasts, in the units of the estimates. Formula: c′θ with covariance C V C′. Coefficients stand in the order of the estimates, or
 * by name (others 0). Reference: as R's `svycontrast`; Lumley (2010).
 * Errors: `argument` when the number of coefficients is wrong or one is not finite, `unknown-column` for a name that is no estimate.
 */
export function contrasts(
  estimate: Estimate,
  rows: Readonly<Record<string, readonly number[] | Readonly<Record<string, number>>>>,
): Estimate {
  check({ estimate, rows }, { estimate: kinds.estimate, rows: coefficientsByName });
  const p = estimate.names.length;
  const coefficients = Object.entries(rows).map(([name, given]) => {
    const line = new Float64Array(p);
    if (Array.isArray(given)) {
      const list = given as readonly number[];
      if (list.length !== p)
        throw new StatisticsError("argument", `Contrast "${name}" has ${list.length} coefficients for ${p} estimates.`, {
          variable: name,
          count: list.length,
        });
      line.set(list);
    } else {
      for (const [variable, value] of Object.entries(given as Readonly<Record<string, number>>)) {
        const index = estimate.names.indexOf(variable);
        if (index < 0) {
          const message = `Contrast "${name}": there is no estimate "${variable}" among the ${p}.`;
          throw new StatisticsError("unknown-column", message, { variable, count: p });
        }
        line[index] = value;
      }
    }
    const broken = line.filter((value) => !Number.isFinite(value)).length;
    if (broken === 0) return line;
    throw new StatisticsError("argument", `Contrast "${name}" has ${broken} coefficients that are not finite.`, {
      variable: name,
      count: broken,
    });
  });
  return transformed(
    estimate,
    Object.keys(rows),
    coefficients,
    coefficients.map((line) => dot(line, estimate.estimate)),
  );
}

/**
 * Functions g(θ) of estimates, written as expressions in their names (`api00/api99`, `log(a) - log(b)`), in the units these give them.
 * Formula: the delta method, variance ∇g′ V ∇g with the exact gradient. Reference: Särndal, Swensson & Wretman (1992) §5.5; as R's
 * `svycontrast` of a quoted expression. Errors: `argument` where g or its gradient is not finite, `unknown-column`.
 */
export function nonlinearContrasts(estimate: Estimate, expressions: Readonly<Record<string, string>>): Estimate {
  check({ estimate, expressions }, { estimate: kinds.estimate, expressions: recordOf(kinds.text, "expressions by name") });
  const results = Object.values(expressions).map((text) => evaluateWithGradient(text, estimate.names, estimate.estimate));
  return transformed(
    estimate,
    Object.keys(expressions),
    results.map((one) => one.gradient),
    results.map((one) => one.value),
  );
}

function transformed(
  estimate: Estimate,
  names: readonly string[],
  gradients: readonly Float64Array[],
  values: readonly number[],
): Estimate {
  const p = estimate.names.length;
  const q = names.length;
  const covariance = new Float64Array(q * q);
  gradients.forEach((a, i) => {
    const av = Float64Array.from({ length: p }, (_, k) => {
      let sum = 0;
      for (let j = 0; j < p; j++) sum += (a[j] as number) * (estimate.covariance[j * p + k] as number);
      return sum;
    });
    gradients.forEach((b, j) => (covariance[i * q + j] = dot(av, b)));
    // A contrast of what varies together has variance 0, of which rounding can leave a hair below.
    let size = 0;
    a.forEach((left, j) => a.forEach((right, k) => (size += Math.abs(left * right * (estimate.covariance[j * p + k] as number)))));
    const own = i * q + i;
    if ((covariance[own] as number) < 0 && (covariance[own] as number) > -1e-12 * size) covariance[own] = 0;
  });
  const { df, rows } = estimate;
  return { names, estimate: Float64Array.from(values), covariance, se: standardErrors(covariance), df, rows };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
