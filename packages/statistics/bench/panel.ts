// The synthetic panel of the bench: as wide as the one of R's timings (4 margins, 13 coefficients, 6 levels of trust), with real effects.
import { writeFileSync } from "node:fs";
import { type Table, createTable, factorFromCodes, numericColumn } from "../src/data/table.ts";
import { uniform } from "../src/disclosure/random-publications.ts";
import type { Margin } from "../src/weights/auxiliary.ts";

/** Levels of each factor. The first four have a margin; all five are in the models. */
const factors: Readonly<Record<string, number>> = { gender: 2, age_group: 6, region: 4, education: 3, background: 2 };
const marginNames = ["gender", "age_group", "region", "education"];
export const covariates = Object.keys(factors).join(" + ");

/** What a step in each factor adds to the trust, in log odds. */
const effects: Readonly<Record<string, number>> = { gender: 0.3, age_group: 0.1, region: -0.05, education: 0.2, background: -0.4 };
const thresholds = [-1.6, -0.7, 0.2, 1, 1.9];

export type Panel = { readonly n: number; readonly codes: ReadonlyMap<string, Int32Array>; readonly weight: Float64Array };

/** The panel of `n` rows; the same for the same n. */
export function makePanel(n: number): Panel {
  const random = uniform(n);
  const codes = new Map(
    Object.entries(factors).map(([name, levels]) => [name, Int32Array.from({ length: n }, () => Math.floor(random() * levels))]),
  );
  const trust = Int32Array.from({ length: n }, (_, row) => {
    let latent = 0;
    for (const [name, column] of codes) latent += (effects[name] ?? 0) * (column[row] as number);
    const u = random();
    latent += Math.log((u + 1e-9) / (1 - u + 1e-9));
    return thresholds.filter((threshold) => latent > threshold).length;
  });
  codes.set("trust", trust);
  return { n, codes, weight: Float64Array.from({ length: n }, () => 0.5 + random()) };
}

const names = (levels: number): string[] => Array.from({ length: levels }, (_, k) => `level ${k + 1}`);

/**
 * The panel as the library's table: the factors, trust (6 levels), trust5 (ordered, the highest two together), high (0/1), abroad (the
 * background as a number), weight.
 */
export function panelTable({ codes, weight }: Panel): Table {
  const trust = codes.get("trust") ?? new Int32Array(0);
  return createTable([
    ...Object.entries(factors).map(([name, levels]) => factorFromCodes(name, codes.get(name) ?? new Int32Array(0), names(levels))),
    factorFromCodes("trust", trust, names(6)),
    factorFromCodes(
      "trust5",
      trust.map((code) => Math.min(code, 4)),
      names(5),
      true,
    ),
    numericColumn(
      "high",
      Float64Array.from(trust, (code) => (code > 2 ? 1 : 0)),
    ),
    numericColumn("abroad", Float64Array.from(codes.get("background") ?? [])),
    numericColumn("weight", weight),
  ]);
}

/** Population totals of the four margins, all of 8 million people. */
export function panelMargins(): Margin[] {
  return marginNames.map((variable) => {
    const sizes = Array.from({ length: factors[variable] ?? 1 }, (_, k) => 1 + k / 4);
    const sum = sizes.reduce((a, b) => a + b, 0);
    return { variables: [variable], totals: sizes.map((size, k) => ({ levels: [`level ${k + 1}`], total: (8e6 * size) / sum })) };
  });
}

/** Writes the panel for R: the weights and the totals of the margins as 64-bit numbers, then each factor's codes (from 0) as 32-bit ones. */
export function writePanel(panel: Panel, file: string): void {
  writeFileSync(file, new Uint8Array(panel.weight.buffer));
  const totals = Float64Array.from(panelMargins().flatMap((margin) => margin.totals.map(({ total }) => total)));
  writeFileSync(file, new Uint8Array(totals.buffer), { flag: "a" });
  for (const column of panel.codes.values()) writeFileSync(file, new Uint8Array(column.buffer), { flag: "a" });
}
