// The optimum is held to every cheaper pattern there is; the suppressor is held to the optimum.
import { describe, expect, test } from "vitest";
import type { Level } from "./demands.ts";
import { loadSolver } from "./load-solver.ts";
import { optimalSuppression } from "./optimum.ts";
import { isPlainlySafe } from "./plain-audit.ts";
import { fill, flat, randomPublication, uniform } from "./random-publications.ts";
import { suppress } from "./suppress.ts";
import type { Publication } from "./system.ts";
import { compile } from "./system.ts";
import type { Dimension } from "./tables.ts";

const levels: readonly Level[] = ["exact", "range"];
/** Tables of each shape: the first in every run, more when somebody explores. */
const rounds = process.env["PROPERTY_SEED"] === undefined ? 3 : 12;
const county = (c: number) => ({ code: `county ${c}`, parts: [1, 2, 3, 4].map((m) => ({ code: `municipality ${c}.${m}` })) });
const areas: Dimension = { name: "area", total: { code: "country", parts: [1, 2, 3].map(county) } };

const pairs = [
  ["unit", "gender"],
  ["unit", "age"],
  ["gender", "age"],
];

/** Does the pattern protect at the level? Judged by the plain audit. */
async function isSafe(publication: Publication, hidden: readonly number[], level: Level): Promise<boolean> {
  return isPlainlySafe(await loadSolver(), publication, {}, hidden, level);
}

/** Every choice of groups that costs less than `cost`, among groups that may be hidden, with `first` hidden in all of them. */
function* cheaper(
  groups: readonly { cells: readonly number[]; cost: number }[],
  first: readonly number[],
  cost: number,
): Generator<number[]> {
  if (cost <= 0) return;
  yield [...first];
  for (const [k, group] of groups.entries()) yield* cheaper(groups.slice(k + 1), [...first, ...group.cells], cost - group.cost);
}

describe.each([
  ["two-way", (seed: number) => fill([flat("unit", 3), flat("gender", 2)], uniform(seed))],
  [
    "linked",
    (seed: number) =>
      fill([flat("unit", 2), flat("gender", 2), flat("age", 2)], uniform(seed), [
        ["unit", "gender"],
        ["unit", "age"],
      ]),
  ],
  ["shares", (seed: number) => fill([flat("unit", 3), flat("gender", 2)], uniform(seed), undefined, 0.6)],
  ["overlapping", (seed: number) => randomPublication("overlapping", seed)],
] as const)("the optimum of %s tables", (_, make) => {
  test.each(levels)("no cheaper pattern protects at level %s", async (level) => {
    let tried = 0;
    for (let seed = 1; tried < 200 && seed <= 40; seed++) {
      const publication = make(seed * 7);
      const system = compile(publication);
      const best = await optimalSuppression(system, { level, seconds: 600 });
      expect({ seed, isProven: best.isProven }).toEqual({ seed, isProven: true });
      expect(await isSafe(publication, best.hidden, level)).toBe(true);
      const weight = (cells: readonly number[]) => cells.reduce((sum, cell) => sum + 1000 + Math.min(system.value[cell] ?? 0, 999), 0);
      expect(best.cost).toBe(weight(best.hidden));
      const must = system.groups.filter((cells) => cells.some((cell) => system.isPrimary[cell] === 1)).flat();
      const free = system.groups.filter((cells) => cells.every((cell) => system.isHideable[cell] === 1 && !must.includes(cell)));
      const groups = free.map((cells) => ({ cells, cost: weight(cells) }));
      for (const hidden of cheaper(groups, must, best.cost - weight(must))) {
        tried++;
        expect({ seed, hidden, isSafe: await isSafe(publication, hidden, level) }).toEqual({ seed, hidden, isSafe: false });
      }
    }
    expect(tried).toBeGreaterThan(100);
  });
});

type Shape = { readonly name: string; readonly dimensions: readonly Dimension[]; readonly tables?: readonly (readonly string[])[] };
const shapes: readonly Shape[] = [
  { name: "two-way: 8 × 3", dimensions: [flat("municipality", 8), flat("gender", 3)] },
  { name: "hierarchical: 12 in 3 counties × 4", dimensions: [areas, flat("age", 4)] },
  { name: "three-way: 5 × 2 × 3", dimensions: [flat("district", 5), flat("gender", 2), flat("age", 3)] },
  { name: "linked: 5 × 2, 5 × 3 and 2 × 3", dimensions: [flat("unit", 5), flat("gender", 2), flat("age", 3)], tables: pairs },
  { name: "square: 4 × 4", dimensions: [flat("row", 4), flat("column", 4)] },
  { name: "periods: 5 × 2 × 2 half-years", dimensions: [flat("unit", 5), flat("gender", 2), flat("half-year", 2)] },
];

describe.each(shapes)("$name with all totals", ({ dimensions, tables }) => {
  test.each(levels)("at most 1.3 × the proven minimum + 1 cells are hidden at level %s", async (level) => {
    for (let seed = 1; seed <= rounds; seed++) {
      const publication = fill(dimensions, uniform(seed * 104_729), tables);
      const system = compile(publication);
      const best = await optimalSuppression(system, { level, seconds: 600 });
      const { hidden } = await suppress(system, { level });
      expect({ seed, isProven: best.isProven }).toEqual({ seed, isProven: true });
      expect(hidden.length).toBeLessThanOrEqual(1.3 * best.hidden.length + 1);
      expect({ seed, ours: await isSafe(publication, hidden, level) }).toEqual({ seed, ours: true });
      expect({ seed, best: await isSafe(publication, best.hidden, level) }).toEqual({ seed, best: true });
    }
  });
});
