import { StatisticsError } from "../errors.ts";
import type { Column } from "../data/table.ts";

/** Gaussian with identity link, binomial with logit link, Poisson with log link; the dispersion is always free ("quasi"). */
export type Family = "gaussian" | "binomial" | "poisson";

/** A column as the numbers a family is fitted to: of a factor, 0 for its first level that occurs and 1 for the others. */
export function responseOf(column: Column, rows: Int32Array, family: Family): Float64Array {
  const y = new Float64Array(rows.length);
  const { name } = column;
  if (column.kind === "factor") {
    if (family !== "binomial" && column.levels.join() !== "FALSE,TRUE") {
      const count = column.levels.length;
      const message = `The response "${name}" is a factor with ${count} levels; this family needs a number.`;
      throw new StatisticsError("wrong-column-type", message, { variable: name, count });
    }
    let first = column.levels.length;
    for (const row of rows) first = Math.min(first, column.codes[row] as number);
    if (column.levels.join() === "FALSE,TRUE") first = 0;
    for (let i = 0; i < rows.length; i++) y[i] = Number((column.codes[rows[i] as number] as number) > first);
  } else for (let i = 0; i < rows.length; i++) y[i] = column.values[rows[i] as number] as number;
  let least = Infinity;
  let most = -Infinity;
  let outside = 0;
  for (const value of y) {
    least = Math.min(least, value);
    most = Math.max(most, value);
    if ((family === "binomial" && !(value >= 0 && value <= 1)) || (family === "poisson" && !(value >= 0))) outside += 1;
  }
  if (outside > 0) {
    const range = family === "binomial" ? "between 0 and 1" : "0 or more";
    throw new StatisticsError("argument", `The response "${name}" must be ${range}; it is not in ${outside} rows.`, {
      variable: name,
      count: outside,
    });
  }
  if (family !== "gaussian" && least === most && (least === 0 || family === "binomial")) {
    throw new StatisticsError("one-level", `The response "${name}" has the same value in all ${rows.length} rows.`, {
      variable: name,
      count: 1,
    });
  }
  return y;
}

/** Inverse link: the mean at a linear predictor. */
export function meanAt(family: Family, eta: number): number {
  if (family === "gaussian") return eta;
  return family === "poisson" ? Math.exp(eta) : 1 / (1 + Math.exp(-eta));
}

/** The link: the linear predictor of a mean. */
export function linkAt(family: Family, mean: number): number {
  if (family === "gaussian") return mean;
  return family === "poisson" ? Math.log(mean) : Math.log(mean / (1 - mean));
}

/** Variance function v(μ), which is dμ/dη for these canonical links. */
export function varianceAt(family: Family, mean: number): number {
  if (family === "gaussian") return 1;
  return family === "poisson" ? mean : mean * (1 - mean);
}

const xlogx = (x: number): number => (x === 0 ? 0 : x * Math.log(x));

/** Deviance of one row with weight 1, formed from η so that fitted values close to 0 and 1 lose nothing. */
export function devianceAt(family: Family, y: number, eta: number): number {
  if (family === "gaussian") return (y - eta) * (y - eta);
  if (family === "poisson") return 2 * (xlogx(y) - y * eta - y + Math.exp(eta));
  const softplus = eta > 0 ? eta + Math.log1p(Math.exp(-eta)) : Math.log1p(Math.exp(eta));
  const own = y === 0 || y === 1 ? 0 : xlogx(y) + xlogx(1 - y);
  return 2 * (own + softplus - y * eta);
}
