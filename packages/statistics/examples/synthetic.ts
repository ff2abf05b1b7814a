// Data for the examples, made here and nowhere else: no person and no municipality stands behind a number.
import { type Table, createTable, factorColumn, numericColumn } from "@fortrogen/statistics";

/** Evenly spread numbers in [0, 1), the same ones every time (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One of the labels, with the given chances. */
function draw(chance: number, labels: readonly string[], chances: readonly number[]): string {
  let sum = 0;
  for (const [index, label] of labels.entries()) if (chance < (sum += chances[index] ?? 0)) return label;
  return labels.at(-1) ?? "";
}

/** 1,200 answers to "do you trust the social services?". Women, older people and the highly educated answer more often than others. */
export function trustPanel(): Table {
  const random = generator(7);
  const rows = Array.from({ length: 1200 }, () => {
    const sex = draw(random(), ["woman", "man"], [0.58, 0.42]);
    const age = draw(random(), ["18–39", "40–64", "65–"], [0.22, 0.4, 0.38]);
    const region = draw(random(), ["city", "country"], [0.45, 0.55]);
    const education = draw(random(), ["secondary", "higher"], [0.5, 0.5]);
    const high = 0.42 + (age === "65–" ? 0.14 : 0) + (education === "higher" ? 0.12 : 0) + (sex === "woman" ? 0.05 : 0);
    const trust = random() < 0.14 ? "vet inte" : random() < high ? "high" : "low";
    return { sex, age, region, education, trust, weight: 0.6 + 0.8 * random() };
  });
  const trust = rows.map((row) => row.trust);
  return createTable([
    factorColumn("sex", column(rows, "sex"), ["man", "woman"]),
    factorColumn("age", column(rows, "age"), ["18–39", "40–64", "65–"]),
    factorColumn("region", column(rows, "region"), ["country", "city"]),
    factorColumn("education", column(rows, "education"), ["secondary", "higher"]),
    factorColumn("trust", trust, ["high", "low", "vet inte"]),
    numericColumn(
      "trusts",
      trust.map((one) => (one === "vet inte" ? null : Number(one === "high"))),
    ),
    numericColumn(
      "weight",
      rows.map((row) => row.weight),
    ),
  ]);
}

function column<Row, Key extends keyof Row>(rows: readonly Row[], key: Key): Row[Key][] {
  return rows.map((row) => row[key]);
}

export const sizeClasses = ["large", "medium", "small"];

/** 303 municipalities and city districts. Large ones answer more often, sooner, and more often have a written routine. */
export function municipalities(): Table {
  const random = generator(303);
  const rows = Array.from({ length: 303 }, (_, unit) => {
    const size = unit < 43 ? "large" : unit < 143 ? "medium" : "small";
    const responded = Number(random() < { large: 0.93, medium: 0.8, small: 0.62 }[size]);
    const reminders = Math.floor(random() ** 2 * 3);
    const routine = Number(random() < { large: 0.85, medium: 0.62, small: 0.41 }[size] - 0.06 * reminders);
    return { size, responded, reminders: responded === 1 ? reminders : null, routine: responded === 1 ? routine : null };
  });
  return createTable([
    factorColumn("size", column(rows, "size"), sizeClasses),
    numericColumn("responded", column(rows, "responded")),
    numericColumn("reminders", column(rows, "reminders")),
    numericColumn("routine", column(rows, "routine")),
  ]);
}

export type Child = { readonly unit: string; readonly gender: string; readonly age: string };

/** 160 children with an investigation, in four units of very different size. */
export function children(): Child[] {
  const random = generator(11);
  return Array.from({ length: 160 }, () => ({
    unit: draw(random(), ["north", "south", "east", "west"], [0.45, 0.32, 0.15, 0.08]),
    gender: draw(random(), ["girls", "boys"], [0.47, 0.53]),
    age: draw(random(), ["0–12", "13–17"], [0.62, 0.38]),
  }));
}
