/** Random publications for property tests and benches: same seed, same publication. Synthetic. */
import type { BuiltPublication, Dimension, Level, Position } from "./tables.ts";
import { buildPublication } from "./tables.ts";

export type Kind = "two-way" | "three-way" | "hierarchical" | "linked" | "periods" | "shares" | "overlapping";
export const kinds: readonly Kind[] = ["two-way", "three-way", "hierarchical", "linked", "periods", "shares", "overlapping"];

/** Uniform numbers in [0, 1): mulberry32. */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const leaves = (name: string, count: number): Level[] => Array.from({ length: count }, (_, i) => ({ code: `${name}${i + 1}` }));
/** A dimension of `count` levels under one total. */
export const flat = (name: string, count: number): Dimension => ({ name, total: { code: `all ${name}`, parts: leaves(name, count) } });

/** One random publication of a kind: a few dimensions, skewed counts, some zeros. */
export function randomPublication(kind: Kind, seed: number): BuiltPublication {
  const random = uniform(seed);
  const size = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const areas = (): Dimension => ({
    name: "area",
    total: { code: "country", parts: leaves("county", size(2, 3)).map(({ code }) => ({ code, parts: leaves(`${code}.`, size(2, 3)) })) },
  });
  switch (kind) {
    case "two-way":
      return fill([flat("unit", size(3, 6)), flat("gender", size(2, 4))], random);
    case "three-way":
      return fill([flat("unit", size(2, 4)), flat("gender", 2), flat("age", size(2, 3))], random);
    case "hierarchical":
      return fill([areas(), flat("age", size(2, 3))], random);
    case "linked":
      return fill([flat("unit", size(2, 4)), flat("gender", 2), flat("age", size(2, 3))], random, [
        ["unit", "gender"],
        ["unit", "age"],
        ["gender", "age"],
      ]);
    case "periods":
      return fill([flat("unit", size(2, 4)), flat("gender", 2), flat("half-year", 2)], random);
    case "shares":
      return fill([flat("unit", size(3, 5)), flat("gender", 2)], random, undefined, 0.6);
    case "overlapping":
      return overlapping(size(3, 5), random);
  }
}

/**
 * A publication with counts that add: skewed inner counts, summed to every total. `share`: of the children have the property. `mean` of the
 * inner counts (2 to 27 by chance) and how many of them are `zeros` (8 %).
 */
export function fill(
  dimensions: readonly Dimension[],
  random: () => number,
  tables?: readonly (readonly string[])[],
  share?: number,
  { mean, zeros = 0.08 }: { readonly mean?: number; readonly zeros?: number } = {},
): BuiltPublication {
  const inner = new Map<string, { n: number; numerator: number }>();
  const level = mean ?? 2 + random() * 25;
  const below = dimensions.map(({ total }) => {
    const map = new Map<string, string[]>();
    const visit = (at: Level): string[] => {
      const codes = at.parts?.flatMap(visit) ?? [at.code];
      map.set(at.code, codes);
      return codes;
    };
    visit(total);
    return map;
  });
  const innerCount = (key: string) => {
    const known = inner.get(key);
    if (known) return known;
    const n = random() < zeros ? 0 : Math.floor(-Math.log(1 - random()) * level);
    let numerator = 0;
    if (share !== undefined) for (let child = 0; child < n; child++) if (random() < share) numerator++;
    inner.set(key, { n, numerator });
    return { n, numerator };
  };
  const sum = (position: Position, d: number, codes: readonly string[]): { n: number; numerator: number } => {
    const dimension = dimensions[d];
    if (!dimension) return innerCount(codes.join("|"));
    const total = { n: 0, numerator: 0 };
    for (const code of below[d]?.get(position[dimension.name] ?? "") ?? []) {
      const part = sum(position, d + 1, [...codes, code]);
      total.n += part.n;
      total.numerator += part.numerator;
    }
    return total;
  };
  return buildPublication({
    dimensions,
    ...(tables ? { tables } : {}),
    countOf: (position) => {
      const { n, numerator } = sum(position, 0, []);
      return share === undefined ? { n } : { n, numerator };
    },
  });
}

/** Unique children by unit and gender, where a child may be in several units: the total is a union. */
function overlapping(units: number, random: () => number): BuiltPublication {
  const dimensions: Dimension[] = [{ ...flat("unit", units), kind: "union" }, flat("gender", 2)];
  const children = Array.from({ length: 40 + Math.floor(random() * 60) }, () => ({
    gender: `gender${random() < 0.5 ? 1 : 2}`,
    units: Array.from({ length: units }, (_, i) => `unit${i + 1}`).filter((_, i) => random() < 0.5 / (i + 1)),
  })).filter((child) => child.units.length > 0);
  return buildPublication({
    dimensions,
    countOf: ({ unit = "", gender = "" }) => ({
      n: children.filter(
        (child) => (gender === "all gender" || child.gender === gender) && (unit === "all unit" || child.units.includes(unit)),
      ).length,
    }),
  });
}
