import { check } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import type { Design } from "./design.ts";

/**
 * Degrees of freedom, a whole number ≥ 0. Formula: units of the first stage minus strata, among rows with a weight (so a domain has its
 * own). For replicate weights the rank of their matrix minus 1, as R's `degf`. Reference: Korn & Graubard (1999) §5.2.
 * Errors: `argument` for another kind of thing; 0 where nothing is left to estimate a variance from.
 */
export function degreesOfFreedom(design: Design): number {
  check({ design }, { design: kinds.design });
  if (design.replicates !== null) return Math.max(0, rank(design, design.replicates.weights) - 1);
  const stage = design.stages[0];
  if (stage === undefined) return 0;
  const units = new Uint8Array(stage.units);
  const strata = new Uint8Array(stage.strata);
  let count = 0;
  for (let row = 0; row < design.n; row++) {
    if (design.weights[row] === 0) continue;
    const unit = stage.unitOfRow === null ? row : (stage.unitOfRow[row] as number);
    if (units[unit] === 1) continue;
    units[unit] = 1;
    count += 1;
    strata[stage.stratumOfUnit[unit] as number] = 1;
  }
  return count - strata.reduce((sum, one) => sum + one, 0);
}

/** Rank by modified Gram–Schmidt; a column counts when more than 1e-5 of its length is its own (as R's qr with tol 1e-5). */
function rank(design: Design, columns: readonly Float64Array[]): number {
  const basis: Float64Array[] = [];
  for (const column of columns) {
    const rest = Float64Array.from(column);
    const length = Math.sqrt(dot(rest, rest));
    if (length === 0) continue;
    for (const one of basis) {
      const share = dot(one, rest);
      for (let row = 0; row < rest.length; row++) rest[row] = (rest[row] as number) - share * (one[row] as number);
    }
    const left = Math.sqrt(dot(rest, rest));
    if (left > 1e-5 * length) basis.push(rest.map((value) => value / left));
    if (basis.length === design.n) break;
  }
  return basis.length;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < a.length; row++) sum += (a[row] as number) * (b[row] as number);
  return sum;
}
