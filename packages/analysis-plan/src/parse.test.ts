import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { StatisticsError } from "@fortrogen/statistics";
import { nearest } from "@fortrogen/statistics/parts";
import { fields } from "./fields.ts";
import { planSchema } from "./json-schema.ts";
import { parsePlan } from "./parse.ts";

const data = "data: { file: a.csv }\n";
const analysis = (text: string): string => `${data}analyses:\n  - { id: x, ${text} }\n`;

describe("a plan", () => {
  test.each([
    [`${data}analyses:\n  - id: x\n    type: median\n`, /^p:4: "median" is no type; choose mean, total/],
    [
      `${data}desing: {}\nanalyses:\n  - { id: x, type: mean, variable: y }\n`,
      /^p:2: The plan has no field "desing"\. Did you mean "design"\?$/,
    ],
    [`${data}analyses:\n  - id: x\n    type: mean\n`, /^p:3: An analysis of type mean needs "variable"/],
    [`${data}analyses:\n  - { id: x, type: mean, variable: y }\n  - { id: x, type: mean, variable: z }\n`, /^p:4: Two analyses/],
    [`${data}analyses: [\n`, /^p:\d+: /],
    ["analyses:\n  - { id: x, type: mean, variable: y }\n", /^p:1: The plan needs "data"/],
    [`${data}recodes:\n  - name: b\nanalyses:\n  - { id: x, type: mean, variable: y }\n`, /^p:3: A recode has either/],
    ['{\n"data": {"file": 3},\n"analyses": [{"id": "x", "type": "mean", "variable": "y"}]}', /^p:2: "file" must be a text/],
    [`${data}analyses:\n  -\n  - 3\n`, /^p:3: "analyses" must be a map of fields.*\np:\d: "analyses" must be a map/],
    ["- a\n- b\n", /^p:1: The plan must be a map of fields/],
    ["", /^p:1: The plan must be a map of fields/],
    [`${data}design:\nanalyses:\n  - { id: x, type: mean, variable: y }\n`, /^p:2: "design" must be a map/],
    [`${data}analyses: []\n`, /^p:2: The plan has no analysis/],
    [analysis("type: mean, variable: y, formula: z"), /^p:3: An analysis of type mean has no field "formula"\. Its fields are/],
    [analysis("type: share, variable: y, by: [1, 2]"), /^p:3: "by" must be a list of texts/],
    [analysis("type: share, variable: y, confidence: 95"), /^p:3: "confidence" is 95, outside 0.5/],
    [analysis("type: share, variable: y, reference: man"), /^p:3: "reference" is a group of "by"/],
    [analysis("type: quantile, variable: y, interval: wilson"), /^p:3: The interval wilson is not for quantile/],
    [analysis("type: regression, formula: y ~ x, family: ordinal, margins: [x]"), /^p:3: Predicted margins/],
    [analysis("type: regression, formula: y ~ x, family: gaussian, ratios: true"), /^p:3: A linear model has no ratios/],
    [
      `${data}design:\n  replicates: { method: bootstrap }\n${analysis("type: mean, variable: y").slice(data.length)}`,
      /^p:3: A bootstrap needs/,
    ],
    [
      `${data}weights:\n  distance: logit\n  margins: []\n${analysis("type: mean, variable: y").slice(data.length)}`,
      /^p:2: The distance logit needs "bounds"/,
    ],
    [
      `${data}weights:\n  file: w.csv\n  margins: []\ndisclosure: {}\n${analysis("type: mean, variable: y").slice(data.length)}`,
      /^p:3: A file with a row for each person/,
    ],
    [analysis("type: table, dimensions: [{ variable: a, hierarchy: { b: [c], d: [c] } }]"), /^p:3: "c" stands both in "b" and in "d"/],
    [analysis("type: table, dimensions: [{ variable: a, hierarchy: { b: [d], d: [b] } }]"), /^p:3: "b" stands in itself/],
  ])("%j is refused with its line", (text, message) => {
    expect(() => parsePlan(text, "p")).toThrow(message);
  });

  test("every fault is listed at once, in the order of the file", () => {
    const text = `titel: x\n${data}weights: { margins: [{ variables: [a], totals: { b: many } }] }\nanalyses:\n  - { id: "a b", type: mean }\n`;
    let found: unknown;
    try {
      parsePlan(text, "plan.yaml");
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(StatisticsError);
    expect((found as StatisticsError).count).toBe(1);
    expect((found as StatisticsError).message.split("\n").map((line) => line.slice(0, 46))).toEqual([
      'plan.yaml:1: The plan has no field "titel". Di',
      'plan.yaml:3: "totals.b" must be a number.',
      'plan.yaml:5: An analysis of type mean needs "v',
      'plan.yaml:5: The id "a b" has other signs than',
    ]);
  });

  test("defaults are filled in", () => {
    const plan = parsePlan(
      `${data}disclosure: {}\nweights: { margins: [{ variables: [a], totals: { b: 1 } }] }\n${analysis("type: mean, variable: y").slice(data.length)}`,
    );
    expect(plan).toMatchObject({
      confidence: 0.95,
      recodes: [],
      data: { missing: ["NA", ""] },
      weights: { distance: "raking" },
      disclosure: { minimum: 7, level: "range" },
    });
    expect(plan.lineOf(["weights", "margins", 0, "totals"])).toBe(3);
    expect(plan.lineOf(["frame"])).toBe(1);
  });
});

test.each([
  ["trsut", ["sex", "trust"], "trust"],
  ["Woman", ["man", "woman"], "woman"],
  ["region", ["age", "sex"], ""],
])("%s among %j: %j", (wrong, known, hint) => {
  expect(nearest(wrong, known)).toBe(hint);
});

describe("the fields", () => {
  test("plan.schema.json is made from them", () => {
    expect(JSON.parse(readFileSync(join(import.meta.dirname, "plan.schema.json"), "utf8"))).toEqual(
      JSON.parse(JSON.stringify(planSchema())),
    );
  });

  test("the README's table has each of them, with what it is for", () => {
    const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8").replaceAll(/ {2,}/g, " ");
    for (const [kind, known] of Object.entries(fields)) {
      for (const [name, { about }] of Object.entries(known)) {
        const line = readme.split("\n").find((one) => one.startsWith(`| ${kind} | \`${name}\` |`));
        expect(line, `${kind}.${name}`).toContain(about.replaceAll("|", "\\|"));
      }
    }
  });
});
