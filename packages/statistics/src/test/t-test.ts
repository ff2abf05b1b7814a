import { check } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { degreesOfFreedom } from "../design/degrees-of-freedom.ts";
import type { Design } from "../design/design.ts";
import { studentTwoSided } from "../distributions/student.ts";
import { StatisticsError } from "../errors.ts";
import { criticalValue } from "../estimate/statistic.ts";
import { parseFormula } from "../model/formula.ts";
import { fitGlm } from "../model/glm.ts";

export type TTest = {
  readonly difference: number;
  readonly standardError: number;
  readonly t: number;
  readonly df: number;
  readonly p: number;
  readonly lower: number;
  readonly upper: number;
};

/**
 * Design-based t-test (R's `svyttest`): difference of two means (`"y ~ group"`), or one mean against 0 (`"y ~ 0"` or `"y ~ 1"`), with
 * interval and p between 0 and 1.
 *
 * Formula: the slope of a weighted regression of y on the group; t = difference/se, df = units − strata − 1, for one mean too
 * (as R, a little on the safe side); interval difference ± t_{(1+level)/2, df} se. Units: those of y.
 * Reference: Lumley (2010). Errors: `argument` when the group has not exactly two values, or for a level outside 0…1; `too-few-rows`,
 * `one-level`, `singular` when the difference has no variance; `empty-domain`, `unknown-column`, `wrong-column-type`, `lonely-psu`.
 */
export function tTest(design: Design, formula: string, level = 0.95): TTest {
  check({ design, formula, level }, { design: kinds.design, formula: kinds.text, level: kinds.anyNumber });
  const parsed = parseFormula(formula);
  if (parsed.terms.length > 1) {
    throw new StatisticsError("argument", `A t-test has one group variable, "${formula}" has ${parsed.terms.length}.`, {
      variable: formula,
      count: parsed.terms.length,
    });
  }
  const oneMean = parsed.terms.length === 0;
  const fit = fitGlm(design, { ...parsed, intercept: true }, "gaussian");
  const name = parsed.terms[0]?.name ?? "";
  const levels = fit.specification.variables.get(name)?.levels;
  if (!oneMean && fit.names.length !== 2) {
    const count = levels?.length ?? fit.names.length;
    throw new StatisticsError("argument", `"${name}" must have two values, it has ${count}.`, { variable: name, count });
  }
  const at = oneMean ? 0 : 1;
  const difference = fit.coefficients[at] as number;
  const standardError = fit.standardErrors[at] as number;
  if (!(standardError > 0)) {
    const variable = oneMean ? formula : name;
    const count = fit.rows.length;
    throw new StatisticsError("singular", `The difference by "${variable}" has no variance under the design in ${count} rows.`, {
      variable,
      count,
    });
  }
  const df = degreesOfFreedom(fit.design) - 1;
  if (df < 1)
    throw new StatisticsError("too-few-rows", `The design has ${df + 1} degrees of freedom; a t-test needs at least 2.`, {
      variable: formula,
      count: df + 1,
    });
  const t = difference / standardError;
  const half = criticalValue(level, df) * standardError;
  return { difference, standardError, t, df, p: studentTwoSided(t, df), lower: difference - half, upper: difference + half };
}
