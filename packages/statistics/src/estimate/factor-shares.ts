// Shares of the levels of one factor from its codes: the same numbers as means of 0/1 columns, without making the columns.
import type { FactorColumn } from "../data/table.ts";
import type { Design } from "../design/design.ts";
import { type MissingOption, type Statistic, type Variable, usableWeights, without } from "./statistic.ts";

/**
 * Shares 0…1 of every level. Formula: m_k = Σ w [code = k] / Σ w; influence w ([code = k] − m_k)/Σ w. Reference: as `meanStatistic`.
 * Errors: `missing-values`, `empty-domain`.
 */
export function factorShares(design: Design, source: FactorColumn, variables: readonly Variable[], options: MissingOption): Statistic {
  const { codes, levels, name } = source;
  const missing = codes.some((code) => code < 0) ? Uint8Array.from(codes, (code) => (code < 0 ? 1 : 0)) : null;
  const { weights, rows } = usableWeights(design, missing, variables, options);
  const sums = (given: Float64Array): { total: number; counts: Float64Array } => {
    const counts = new Float64Array(levels.length);
    let total = 0;
    for (let row = 0; row < given.length; row++) {
      const weight = given[row] as number;
      if (weight === 0) continue;
      const code = codes[row] as number;
      counts[code] = (counts[code] as number) + weight;
      total += weight;
    }
    return { total, counts };
  };
  const { total, counts } = sums(weights);
  const values = counts.map((count) => count / total);
  return {
    names: levels.map((level) => `${name}${level}`),
    values,
    rows,
    weights,
    influence: () =>
      levels.map((_, k) => {
        const share = values[k] as number;
        const influence = new Float64Array(weights.length);
        for (let row = 0; row < influence.length; row++) {
          const weight = weights[row] as number;
          if (weight !== 0) influence[row] = (weight * ((codes[row] === k ? 1 : 0) - share)) / total;
        }
        return influence;
      }),
    recompute: (other) => {
      const again = sums(without(other, missing));
      return again.counts.map((count) => count / again.total);
    },
  };
}
