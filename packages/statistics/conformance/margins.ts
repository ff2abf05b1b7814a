// Margins as the reference files write them, and designs calibrated to them.
import type { Design } from "../src/design/design.ts";
import { factor } from "../src/data/table.ts";
import type { Margin } from "../src/weights/auxiliary.ts";
import { calibrateToMargins } from "../src/weights/calibrate.ts";
import type { Distance } from "../src/weights/solve.ts";

export type MarginArgs = { readonly variables: readonly string[]; readonly cells: readonly Readonly<Record<string, string | number>>[] };

export function toMargins(margins: readonly MarginArgs[]): Margin[] {
  return margins.map(({ variables, cells }) => ({
    variables,
    totals: cells.map((cell) => ({ levels: variables.map((variable) => String(cell[variable])), total: Number(cell["N"]) })),
  }));
}

/** The distance by R's name of it. */
export function distanceOf(calfun: unknown): Distance {
  if (calfun === "linear" || calfun === "raking" || calfun === "logit") return calfun;
  throw new Error(`No distance is called ${String(calfun)}.`);
}

export function calibrateMargins(design: Design, margins: readonly MarginArgs[], calfun: string): Design {
  return calibrateToMargins(design, toMargins(margins), { distance: distanceOf(calfun) }).design;
}

/** The margins within each wave: every total holds in every wave. */
export function calibrateWithin(design: Design, variable: string, margins: readonly MarginArgs[], calfun: string): Design {
  const waves = factor(design.table, variable).levels;
  const crossed = toMargins(margins).map(({ variables, totals }) => ({
    variables: [variable, ...variables],
    totals: waves.flatMap((wave) => totals.map(({ levels, total }) => ({ levels: [wave, ...levels], total }))),
  }));
  return calibrateToMargins(design, crossed, { distance: distanceOf(calfun) }).design;
}
