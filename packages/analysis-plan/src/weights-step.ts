/** Calibrates and trims the weights of a plan, and says what became of them. */
import { calibrateToMargins, postStratify, marginFit, weightDiagnostics, trimWeights } from "@fortrogen/statistics";
import type { Design, Margin, Calibrated } from "@fortrogen/statistics";
import { planError } from "./faults.ts";
import type { PlanWeights } from "./plan.ts";
import type { WeightsResult } from "./result.ts";

/** Margins are met when no cell misses its total by more than this part of it. */
const met = 1e-6;
/** Rounds of trimming and calibrating; weights that still lie outside are counted and said. */
const rounds = 10;

/** The margins as the library takes them. */
function marginsOf({ margins }: PlanWeights): Margin[] {
  return margins.map(({ variables, totals }) => ({
    variables,
    totals: Object.entries(totals).map(([cell, total]) => {
      const levels = cell.split("|").map((level) => level.trim());
      if (levels.length !== variables.length) {
        const example = variables.join(" | ");
        const variable = variables.join(" × ");
        throw planError("margin-cell", undefined, { variable, count: levels.length, cell, wanted: variables.length, example });
      }
      return { levels, total };
    }),
  }));
}

/** The design with its final weights, and the report on them. Errors: those of calibration and trimming. */
export function weighted(design: Design, plan: PlanWeights, signal?: AbortSignal): { design: Design; report: WeightsResult } {
  const margins = marginsOf(plan);
  const calibrate = (one: Design): Calibrated => {
    if (plan.distance === "post-stratification") return postStratify(one, margins[0] as Margin);
    const { distance, bounds } = plan;
    return calibrateToMargins(one, margins, { distance, ...(bounds ? { bounds } : {}), ...(signal ? { signal } : {}) });
  };
  let calibrated = calibrate(design);
  let { iterations } = calibrated;
  const { trim } = plan;
  if (trim !== undefined) {
    for (let round = 0; round < rounds && outside(calibrated.design, trim) > 0; round++) {
      const { then = "calibrate", ...limits } = trim;
      const trimmed = trimWeights(calibrated.design, { ...limits, strict: true });
      calibrated = then === "leave" ? { ...calibrated, design: trimmed } : calibrate(trimmed);
      iterations += calibrated.iterations;
    }
  }
  const fit = marginFit(calibrated.design, margins);
  const misfit = fit.reduce((worst, { relativeMisfit }) => Math.max(worst, relativeMisfit), 0);
  const { n, sum, min, max, kishDesignEffect, effectiveSize, smallestFactor, largestFactor } = weightDiagnostics(
    calibrated.design,
    design.weights,
  );
  return {
    design: calibrated.design,
    report: {
      distance: plan.distance,
      iterations,
      misfit,
      marginsAreMet: misfit <= met,
      trimmed: trim ? { lower: trim.lower ?? null, upper: trim.upper ?? null, outside: outside(calibrated.design, trim) } : null,
      margins: fit,
      diagnostics: { n, sum, min, max, kishDesignEffect, effectiveSize, smallestFactor, largestFactor },
    },
  };
}

/** Weights beyond the limits, by more than rounding. */
function outside(design: Design, { lower = 0, upper = Infinity }: { readonly lower?: number; readonly upper?: number }): number {
  return design.weights.filter((weight) => weight !== 0 && (weight < lower * (1 - met) || weight > upper * (1 + met))).length;
}
