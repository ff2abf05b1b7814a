// How the three shares of a municipality (individual conversation, with a guardian, none) hang together.
// The tables give each share's distribution alone; a share of children without conversation is bounded by the other two.
// Iterative proportional fitting finds the joint distribution nearest to a start that keeps the three tables.
import { Random } from "./random.ts";
import { published } from "./tables.ts";
import type { Phase } from "./tables.ts";

/** Shares 0 … 1 of the children of a municipality in one phase. */
export type Shares = { individual: number; withGuardian: number; none: number };

// Inside each interval, away from its edges: a small municipality must not fall over the edge by chance.
const inner: readonly (readonly [number, number])[] = [
  [0, 0],
  [0.05, 0.21],
  [0.3, 0.46],
  [0.55, 0.71],
  [0.8, 0.94],
  [1, 1],
];
const innerNone: readonly (readonly [number, number])[] = [
  [0, 0],
  [0.04, 0.2],
  [0.28, 0.46],
  [0.53, 0.7],
  [0.78, 0.9],
  [1, 1],
];

type Cell = { i: number; g: number; n: number; weight: number };

const fitted = new Map<Phase, readonly (readonly [Cell, number])[]>();

/** Draws a municipality's shares in a phase: `u` in [0, 1) picks the intervals, `random` the place within them. */
export function drawShares(phase: Phase, u: number, random: Random): Shares {
  let cells = fitted.get(phase);
  if (!cells) {
    cells = fit(phase).map((cell) => [cell, cell.weight] as const);
    fitted.set(phase, cells);
  }
  const cell = at(cells, u);
  let best: Shares = { individual: 0, withGuardian: 0, none: 1 },
    worst = Infinity;
  for (let attempt = 0; attempt < 200; attempt++) {
    const shares = {
      individual: within(inner, cell.i, random),
      withGuardian: within(inner, cell.g, random),
      none: within(innerNone, cell.n, random),
    };
    // Possible comes first; then, where once is usual, as few children with both forms as the intervals allow.
    const gap = infeasibility(shares) * 100 + (isOnce(phase) ? Math.max(0, bothOf(shares)) : 0);
    if (gap < worst) [best, worst] = [shares, gap];
    if (gap === 0 || (attempt > 25 && worst < 1)) break;
  }
  return best;
}

// In planning and follow-up most municipalities meet most children once (tables 6–7), although tables 8–9 let many children have both
// forms. Both can be true where few municipalities give nearly all children both and the others lean one way.
const mostBoth = 0.3;

function isOnce(phase: Phase): boolean {
  return phase !== "utredning";
}

function bothOf({ individual, withGuardian, none }: Shares): number {
  return individual + withGuardian + none - 1;
}

/** How far the shares are from being possible together; 0 = possible. */
export function infeasibility({ individual, withGuardian, none }: Shares): number {
  return Math.max(0, 1 - individual - withGuardian - none, none - (1 - Math.max(individual, withGuardian)));
}

function fit(phase: Phase): Cell[] {
  const cells: Cell[] = [];
  for (let i = 0; i < 6; i++)
    for (let g = 0; g < 6; g++)
      for (let n = 0; n < 6; n++) {
        const both = possible(i, g, n);
        if (both !== undefined) cells.push({ i, g, n, weight: isOnce(phase) && both > mostBoth ? 0.01 : 1 });
      }
  const margins = [
    ["i", published.individual[phase]],
    ["g", published.withGuardian[phase]],
    ["n", published.none[phase]],
  ] as const;
  for (let round = 0; round < 300; round++) {
    for (const [key, target] of margins) {
      const sums = new Float64Array(6);
      const total = target.reduce((sum, x) => sum + x, 0);
      for (const cell of cells) sums[cell[key]] = (sums[cell[key]] ?? 0) + cell.weight;
      for (const cell of cells) {
        const sum = sums[cell[key]] ?? 0;
        if (sum > 0) cell.weight *= (target[cell[key]] ?? 0) / total / sum;
      }
    }
  }
  return cells;
}

/** The smallest share of children with both forms that the cell allows, or undefined where the cell cannot be. */
function possible(i: number, g: number, n: number): number | undefined {
  const random = new Random(i, g, n);
  let least: number | undefined;
  for (let attempt = 0; attempt < 60; attempt++) {
    const shares = { individual: within(inner, i, random), withGuardian: within(inner, g, random), none: within(innerNone, n, random) };
    if (infeasibility(shares) > 0) continue;
    const both = Math.max(0, bothOf(shares));
    if (least === undefined || both < least) least = both;
  }
  return least;
}

function within(ranges: readonly (readonly [number, number])[], place: number, random: Random): number {
  const [low, high] = ranges[place] ?? [0, 0];
  return low === high ? low : random.between(low, high);
}

function at(cells: readonly (readonly [Cell, number])[], u: number): Cell {
  let total = 0;
  for (const [, weight] of cells) total += weight;
  let left = u * total;
  let last: Cell | undefined;
  for (const [cell, weight] of cells) {
    if (weight <= 1e-9) continue;
    last = cell;
    left -= weight;
    if (left < 0) break;
  }
  if (!last) throw new RangeError("No possible combination of shares");
  return last;
}
