import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analyse } from "#analysis-plan/analyse";
import type { Analysed } from "#analysis-plan/analyse";
import { trustSeed, writeTrustExample } from "./write-example.ts";
import { ageGroups, areas, births, makePanel, marginOf, sexes } from "./panel.ts";

let folder = "";
let result: Analysed;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trust-"));
  await writeTrustExample(folder);
  result = await analyse(join(folder, "plan.yaml"), join(folder, "resultat"), { time: "2026-12-01T12:00:00Z" });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A figure of the plan, in per cent: by the analysis, the level and, where there are groups, the group. */
function percent(id: string, name: string, group?: string): number {
  const rows = result.results.find((one) => one.id === id)?.rows.filter((row) => row.measure === "share" && row.name === name) ?? [];
  const [row, ...more] = rows.filter(({ labels }) => group === undefined || labels.includes(group));
  expect([id, name, group, more.length, row?.hidden]).toEqual([id, name, group, 0, false]);
  return 100 * (row?.estimate ?? NaN);
}
/** How many answered: the largest base among the shares of an analysis. */
const rowsOf = (id: string): number =>
  Math.max(
    ...(result.results.find((one) => one.id === id)?.rows.flatMap(({ measure, rows }) => (measure === "share" ? [rows ?? 0] : [])) ?? []),
  );
const opinion = "among those with an opinion";
const among = "among answers";
const none = "vet inte eller vill inte svara";
const agree = "i stor utsträckning";

/** The words of the report for a number that is not printed to the unit, as the interval that we read in them. */
const words: Readonly<Record<string, readonly [number, number]>> = {
  "drygt 15": [15, 18],
  "ungefär hälften": [47.5, 52.5],
  "cirka en tredjedel": [31, 36],
  "drygt hälften": [50, 56],
  "nära 70": [67, 70],
  "drygt 60": [60, 64.5],
  "ungefär 8": [7.5, 8.5],
  "ungefär 5": [4.5, 5.5],
  "cirka 70": [68, 72],
  "cirka 16": [15.5, 16.5],
  "ungefär 20": [18, 22],
  "cirka 10": [8.5, 11.5],
};

/** Every number that the report prints of figures 2 and 4–13 and of the change of trust: the analysis, what is counted, the group, and the number. */
const printed: readonly (readonly [id: string, name: string, group: string | undefined, number: number | string])[] = [
  ["figur-2-socialtjansten", "stort", opinion, 31],
  ["figur-2-socialtjansten", none, among, 42],
  ["figur-2-elevhalsan", "stort", opinion, 37],
  ["figur-2-aldreomsorgen", "stort", opinion, 26],
  ["forandring", "Nej, det är oförändrat", undefined, 52],
  ["forandring", "Ja, det har förbättrats", undefined, 3],
  ["forandring", "Ja, det har försämrats", undefined, 22],
  ["forandring", "Vet inte", undefined, 24],
  ["figur-4-faltassistenter", "stort", opinion, 55],
  ["figur-4-faltassistenter", none, among, 43],
  ["figur-4-familjebehandlare", none, among, 48],
  ["figur-4-politiker", "litet", opinion, 56],
  ["figur-5", "Ja", undefined, 12],
  ["figur-5", "Delvis", undefined, 35],
  ["figur-5", "Nej", undefined, 52],
  ["figur-6-1", "q5_1 == 'Ja'", undefined, "ungefär 8"],
  ["figur-6-2", "q5_2 == 'Ja'", undefined, "ungefär 5"],
  ["figur-6-3", "q5_3 == 'Ja'", undefined, "cirka 16"],
  ["figur-6-4", "q5_4 == 'Ja'", undefined, "cirka 70"],
  ["figur-7", "De senaste fem åren", undefined, 63],
  ["figur-7", "För mer än tio år sedan", undefined, "ungefär 20"],
  ["figur-9-bestamma", agree, opinion, 83],
  ["figur-9-valvilja", agree, opinion, 81],
  ["figur-9-kompetens", agree, opinion, "ungefär hälften"],
  ["figur-9-rattvisa", agree, opinion, "ungefär hälften"],
  ["figur-9-resurser", agree, opinion, "drygt 15"],
  ["figur-9-oppenhet", agree, opinion, "cirka en tredjedel"],
  ["figur-9-ger-stod", agree, opinion, "cirka en tredjedel"],
  ["figur-10-fick-stod", agree, undefined, "nära 70"],
  ["figur-10-latt-kontakt", agree, undefined, "drygt hälften"],
  ["figur-10-forstaelse", agree, undefined, "drygt hälften"],
  ["figur-10-paverka", agree, undefined, "drygt hälften"],
  ["figur-10-synpunkter", agree, undefined, "drygt 60"],
  ["figur-10-information", agree, undefined, "drygt 60"],
  ["figur-11-media", "q9_1 == 'Ja'", undefined, "drygt 60"],
  ["figur-11-narstaende", "q9_2 == 'Ja'", undefined, 40],
  ["figur-11-sociala-medier", "q9_3 == 'Ja'", undefined, 19],
  ["figur-11-egna-kanaler", "q9_4 == 'Ja'", undefined, "cirka 10"],
  ["figur-11-annat", "q9_5 == 'Ja'", undefined, "cirka 10"],
  ["figur-11-brukar-inte", "q9_6 == 'Ja'", undefined, 22],
  ["figur-12-kontakta-barn", "q10a == 'Ja'", undefined, 94],
  ["figur-12-rekommendera", "q10b == 'Ja'", undefined, 90],
  ["figur-12-kontakta-sjalv", "q10c == 'Ja'", undefined, 72],
  ["figur-13-marijuana-socialtjansten", "q12a_1 == 'Ja'", undefined, 27],
  ["figur-13-marijuana-familj", "q12a_2 == 'Ja'", undefined, 63],
  ["figur-13-marijuana-stodlinje", "q12a_4 == 'Ja'", undefined, 39],
  ["figur-13-kriminella-socialtjansten", "q12b_1 == 'Ja'", undefined, 37],
  ["figur-13-kriminella-polis-familj", "q12b_2 == 'Ja' | q12b_3 == 'Ja'", undefined, 51],
  ["figur-13-far-illa-socialtjansten", "q12c_1 == 'Ja'", undefined, 75],
  ["figur-13-far-illa-polisen", "q12c_3 == 'Ja'", undefined, 38],
  ["figur-13-far-illa-familj", "q12c_2 == 'Ja'", undefined, 37],
];

describe("a synthetic survey, through the plan that comes with the form, gives what the report on trust prints", () => {
  test("all analyses are made, and the weights meet their margins", () => {
    expect(result.failed).toBeNull();
    expect(result.weights?.marginsAreMet).toBe(true);
  });

  test.each(printed)("%s, %s %s: %s", (id, name, group, number) => {
    const found = percent(id, name, group);
    if (typeof number === "number") expect(Math.round(found)).toBe(number);
    else {
      const [least, most] = words[number] ?? [NaN, NaN];
      expect(found).toBeGreaterThanOrEqual(least);
      expect(found).toBeLessThanOrEqual(most);
    }
  });

  test.each([
    ["figur-2-socialtjansten", 5522],
    ["figur-5", 962],
    ["figur-6-1", 4284],
    ["figur-7", 360],
  ])("%s rests on %i answers", (id, number) => {
    expect(rowsOf(id)).toBe(number);
  });

  test("the bases that the report gives about: some 1,000, 950, 230, 940, 970 and 5,500", () => {
    for (const [id, about] of [
      ["figur-4-politiker", 1000],
      ["figur-9-valvilja", 950],
      ["figur-10-fick-stod", 230],
      ["figur-12-rekommendera", 940],
      ["figur-13-far-illa-familj", 970],
      ["figur-2-primarvarden", 5500],
    ] as const)
      // prettier-ignore
      expect(Math.abs(rowsOf(id) - about) / about).toBeLessThan(0.05);
  });

  test("äldreomsorgen, socialtjänsten and skolan have the largest share with little trust", () => {
    const little = ["bvc", "elevhalsan", "forlossning", "polisen", "primarvarden", "skolan", "socialtjansten", "specialistvard", "tandvarden", "ungdomsmottagning", "aldreomsorgen"].map((one) => [one, percent(`figur-2-${one}`, "litet", among)] as const); // prettier-ignore
    const first = [...little].sort((a, b) => b[1] - a[1]).slice(0, 3);
    expect(first.map(([one]) => one).sort()).toEqual(["aldreomsorgen", "skolan", "socialtjansten"]);
  });
});

/** The sign of a coefficient where its p is below 0.05, else 0. */
function found(id: string, name: RegExp): -1 | 0 | 1 {
  const rows =
    result.results.find((one) => one.id === id)?.rows.filter((row) => row.measure === "coefficient" && name.test(row.name)) ?? [];
  expect([id, String(name), rows.length]).toEqual([id, String(name), 1]);
  const { estimate, p } = rows[0] as { estimate: number | null; p: number | null };
  return (p ?? 1) >= 0.05 ? 0 : (estimate ?? 0) > 0 ? 1 : -1;
}

describe("the regressions find what the report found, and what vanishes under control vanishes", () => {
  test.each([
    ["regression-parti", /65 år/u, -1],
    ["regression-parti", /eftergymnasial/u, 1],
    ["regression-parti", /SD$/u, -1],
    ["regression-parti", /: M$/u, -1],
    ["regression-uppfattningar", /kunskap: ja/u, 1],
    ["regression-uppfattningar", /kompetent/u, 1],
    ["regression-uppfattningar", /öppen/u, 1],
    ["omrade-ensamt", /glesbefolkat/u, -1],
    ["regression-parti", /glesbefolkat/u, 0],
    ["fodd-ensamt", /annat land/u, -1],
    ["regression-parti", /annat land/u, 0],
    ["narstaende-ensamt", /närstående/u, -1],
    ["narstaende-parti", /närstående/u, 0],
    ["sociala-ensamt", /sociala_medier/u, -1],
    ["sociala-parti", /sociala_medier/u, 0],
  ] as const)("%s %s: %i", (id, name, sign) => {
    expect(found(id, name)).toBe(sign);
  });
});

test("the plan's margins are those of the synthetic population", () => {
  const panel = makePanel(trustSeed);
  const plan = readFileSync(join(folder, "plan.yaml"), "utf8");
  const margins = [
    marginOf(panel, (one) => one.sex, sexes),
    marginOf(panel, (one) => one.ageGroup, ageGroups),
    marginOf(panel, (one) => one.born, births),
    marginOf(panel, (one) => one.area, areas),
  ];
  for (const margin of margins) for (const [level, count] of Object.entries(margin)) expect(plan).toContain(`${level}: ${count}`);
});
