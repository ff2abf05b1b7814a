// A plan with anything wrong in it: a word changed, a line lost, a value of another kind. Whatever it says is computed with finite numbers, or refused as
// a fault of the plan with its line; nothing else escapes, and nothing that the rule hides comes out.
import fc from "fast-check";
import { expect, test } from "vitest";
import { createTable, factorColumn, numericColumn } from "@fortrogen/statistics";
import type { Table } from "@fortrogen/statistics";
import { PlanError, messagesOf } from "./faults.ts";
import { parsePlan } from "./parse.ts";
import type { PlanResult } from "./result.ts";
import { runPlan } from "./run.ts";

const whole = `title: Anything
data: { file: a.csv, missing: ["NA"], factors: { sex: [man, woman], trust: [low, high, vet inte] } }
recodes:
  - { name: old, expression: "age >= 40" }
  - { name: group, from: trust, labels: { low: low, high: high } }
design:
  weights: w
  strata: [stratum]
  ids: [unit]
  nest: true
  lonelyPsu: adjust
weights:
  distance: raking
  margins:
    - { variables: [sex], totals: { man: 60, woman: 60 } }
    - { variables: [stratum], totals: { "0": 50, "1": 70 } }
  trim: { upper: 9, then: calibrate }
disclosure: { minimum: 3, level: range }
analyses:
  - { id: a, type: share, variable: yes, by: [sex], overall: true, reference: man, interval: beta }
  - { id: b, type: mean, variable: y, by: [trust, sex], confidence: 0.9 }
  - { id: c, type: three-numbers, variable: trust, notSubstantive: [vet inte] }
  - { id: d, type: crosstab, row: sex, column: trust }
  - { id: e, type: quantile, variable: y, quantiles: [0.1, 0.5, 0.9], rule: school, domain: "old & sex == 'man'" }
  - { id: f, type: regression, formula: yes ~ sex + age, family: binomial }
  - { id: g, type: t-test, variable: y, group: sex }
  - { id: h, type: trend, variable: y, wave: wave }
  - { id: i, type: ratio, variable: y, denominator: age }
  - { id: j, type: total, variable: yes }
  - { id: k, type: table, dimensions: [{ variable: sex }, { variable: trust }] }
`;

/** Sixty made-up answers. */
function answers(): Table {
  const rows = Array.from({ length: 60 }, (_, i) => i);
  const number = (name: string, of: (i: number) => number | null) => numericColumn(name, rows.map(of));
  return createTable([
    factorColumn(
      "sex",
      rows.map((i) => (i % 5 < 2 ? "man" : "woman")),
      ["man", "woman"],
    ),
    factorColumn(
      "trust",
      rows.map((i) => (i % 11 === 0 ? null : (["low", "high", "vet inte"][(i * 7) % 3] ?? null))),
      ["low", "high", "vet inte"],
    ),
    number("y", (i) => (i % 13 === 0 ? null : (i * 37) % 101)),
    number("yes", (i) => ((i * 29) % 7 < 3 ? 1 : 0)),
    number("age", (i) => 15 + ((i * 17) % 60)),
    number("wave", (i) => 2021 + (i % 3)),
    number("w", (i) => 1 + (i % 4)),
    number("stratum", (i) => i % 2),
    number("unit", (i) => i % 10),
  ]);
}

const table = answers();
const words = [...new Set(whole.match(/[\w.~=><&'"-]+/g))];
const odd = [
  "",
  "0",
  "-1",
  "1e308",
  ".nan",
  ".inf",
  "true",
  "null",
  "~",
  "[]",
  "{}",
  "''",
  "y ~ ",
  "1 / 0",
  "å",
  "sex:trust",
  "I(y^2)",
  "!!x",
  "*a",
  "&a",
  "2026-01-01",
];
const mutation = fc.record({
  at: fc.nat(),
  how: fc.constantFrom("word", "odd", "line lost", "line twice", "letter lost", "lines swapped"),
  with: fc.nat(),
});

/** The plan with one thing changed. */
function mutated(text: string, { at, how, with: given }: { at: number; how: string; with: number }): string {
  const lines = text.split("\n");
  const line = at % lines.length;
  const pieces = text.split(/([\w.~=><&'"-]+)/);
  const piece = 2 * (at % Math.max(1, Math.floor(pieces.length / 2))) + 1;
  const replaced = (by: string): string => pieces.with(Math.min(piece, pieces.length - 1), by).join("");
  switch (how) {
    case "word":
      return replaced(words[given % words.length] ?? "");
    case "odd":
      return replaced(odd[given % odd.length] ?? "");
    case "letter lost":
      return text.slice(0, at % text.length) + text.slice((at % text.length) + 1);
    case "line lost":
      return lines.toSpliced(line, 1).join("\n");
    case "line twice":
      return lines.toSpliced(line, 0, lines[line] ?? "").join("\n");
    default:
      return lines
        .with(line, lines[given % lines.length] ?? "")
        .with(given % lines.length, lines[line] ?? "")
        .join("\n");
  }
}

/** Every number of a result is finite, and what is hidden is nowhere. */
function expectHonest({ results }: PlanResult): void {
  for (const { rows, tests } of results) {
    for (const row of rows) {
      for (const value of [row.estimate, row.se, row.lower, row.upper, row.p, row.rows]) {
        if (value !== null) expect(Number.isFinite(value), `${JSON.stringify(row)}`).toBe(true);
        if (row.hidden) expect(value).toBeNull();
      }
    }
    for (const one of tests)
      for (const value of Object.values(one)) if (typeof value === "number") expect(Number.isFinite(value), JSON.stringify(one)).toBe(true);
  }
}

test("a plan with anything wrong in it is computed or refused with its line", async () => {
  let computed = 0;
  let refused = 0;
  const context = { table, dataHash: "d", planHash: "p", versions: { x: "1" }, time: "2026-11-22T12:00:00.000Z" };
  const tried = async (text: string): Promise<void> => {
    try {
      expectHonest((await runPlan(parsePlan(text, "plan.yaml"), context)).result);
      computed += 1;
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      refused += 1;
      for (const language of ["sv", "en"] as const) {
        for (const message of messagesOf(error, language)) {
          expect(message).toMatch(/^(plan\.yaml(:\d+)?|a\.csv(:\d+)?): /);
          expect(message).not.toMatch(text.includes(".nan") ? /undefined|\[object/ : /undefined|NaN|\[object/);
        }
      }
    }
  };
  await tried(whole);
  expect({ computed, refused }).toEqual({ computed: 1, refused: 0 });
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), (list) => tried(list.reduce(mutated, whole))),
    { numRuns: 150 },
  );
  expect(computed).toBeGreaterThan(10);
  expect(refused).toBeGreaterThan(50);
});
