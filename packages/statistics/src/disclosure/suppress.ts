/** Secondary suppression: which more cells must be hidden so that no primary cell can be computed, or narrowed down too far. */
import { check } from "../checks/shape.ts";
import { suppressOptions, system as aSystem } from "./shapes.ts";
import type { Level } from "./demands.ts";
import { demandsOf } from "./demands.ts";
import { suppressLarge } from "./large-tables.ts";
import type { Watch } from "./pause.ts";
import { steady } from "./progress.ts";
import { hideGroup } from "./repair.ts";
import { secure } from "./secure.ts";
import { suppressSmall } from "./small-tables.ts";
import { loadSolver } from "./load-solver.ts";
import { structuralMinimum } from "./structural-minimum.ts";
import type { System } from "./system.ts";
import { primaryCells } from "./system.ts";

export type SuppressOptions = Watch & {
  /** Default "range" (level R, which includes E). */
  readonly level?: Level;
  /** Up to this many cells that may be hidden, several orders are tried and what is not needed is shown again. Default 250. */
  readonly carefulUpTo?: number;
  /**
   * Also against the only child of a cell: who knows that a hidden cell of 1 is they themselves cannot compute another primary cell either (level E).
   * Default false.
   */
  readonly singletons?: boolean;
};

/** How many times larger than a small table one is whose pattern is gone over again. */
const tightenedUpTo = 8;

/** A pattern. Lists are ascending cell ids; primary and secondary carry the same symbol when published. */
export type Suppression = {
  readonly hidden: readonly number[];
  readonly primary: readonly number[];
  readonly secondary: readonly number[];
  /** Primary cells that cannot be protected, because too much is shown already. Empty for a fresh publication. */
  readonly unprotected: readonly number[];
  readonly level: Level;
};

/**
 * A suppression pattern for the whole linked system, in which every primary cell keeps what the level asks. Same publication, same pattern,
 * every time. Nothing is hidden when nothing is primary, and a top total only when nothing else protects.
 * Method: for each primary cell a linear programme (HiGHS) finds the cheapest other table with the same shown numbers in which the cell is as
 * far away as the level asks, min Σ cost·|y − value| with every relation kept, and the cells that differ are hidden. Cost: fewest cells
 * first, then smallest values. Small tables are done in several orders and cleaned up; in large ones many cells share one programme.
 * Comes back: cell ids, ascending. What is shown already can leave a primary cell without protection: that is no error but `unprotected`.
 * Audit the result with `auditPattern`, which shares nothing with this but the system. Units: cells; values are children.
 * Reference: Kelly, Golden & Assad (1992), Networks 22(4), 397–417; Fischetti & Salazar (2001), Management Science 47(7), 1008–1027.
 * Errors: `aborted` when the signal says so, `unsupported` when HiGHS cannot be loaded, `infeasible` when it finds no solution at all.
 */
export async function suppress(system: System, options: SuppressOptions = {}): Promise<Suppression> {
  check({ system, options }, { system: aSystem, options: suppressOptions });
  const { level = "range", carefulUpTo = 250, singletons = false } = options;
  const primary = primaryCells(system);
  const start = new Uint8Array(system.count);
  for (const cell of [...primary, ...system.isKept.keys()]) {
    if (system.isPrimary[cell] === 1 || system.isKept[cell] === 1) hideGroup(system, start, cell);
  }
  const exposed = primary.filter((cell) => system.isHideable[cell] !== 1);
  if (primary.length === exposed.length) return toSuppression(system, start, exposed, level);
  const highs = await loadSolver();
  const structural = level === "range" ? structuralMinimum(highs, system, primary) : new Float64Array(system.count);
  const demands = demandsOf(system, level, structural).filter(({ cell }) => system.isHideable[cell] === 1);
  const { watch, finish } = steady(options, "suppress");
  const work = { system, demands, watch };
  const size = system.isHideable.reduce((n, one) => n + one, 0);
  const pattern = await (size <= carefulUpTo
    ? suppressSmall(work, highs, start)
    : suppressLarge(work, highs, start, size <= tightenedUpTo * carefulUpTo ? 3 : 0));
  const { hidden, failed } = await secure(work, highs, pattern, singletons);
  finish();
  return toSuppression(system, hidden, [...exposed, ...failed], level);
}

function toSuppression(system: System, hidden: Uint8Array, unprotected: readonly number[], level: Level): Suppression {
  const all = [...hidden.keys()].filter((i) => hidden[i] === 1);
  return {
    hidden: all,
    primary: all.filter((i) => system.isPrimary[i] === 1),
    secondary: all.filter((i) => system.isPrimary[i] !== 1),
    unprotected: [...new Set(unprotected)].sort((a, b) => a - b),
    level,
  };
}
