// A filter is a domain of all analyses: against the same condition in each of them, and against the library called directly.
import { createTable, domain, factorColumn, mean, numericColumn, surveyDesign } from "@fortrogen/statistics";
import { describe, expect, test } from "vitest";
import { PlanError, messagesOf } from "./faults.ts";
import { parsePlan } from "./parse.ts";
import type { PlanResult } from "./result.ts";
import { runPlan } from "./run.ts";

const rows = Array.from({ length: 60 }, (_, i) => i);
const table = createTable([
  numericColumn(
    "y",
    rows.map((i) => (i * 7) % 11),
  ),
  numericColumn(
    "age",
    rows.map((i) => (i % 10 === 3 ? null : 15 + i)),
  ),
  numericColumn(
    "w",
    rows.map((i) => 1 + (i % 3)),
  ),
  numericColumn(
    "answered",
    rows.map((i) => (i % 4 === 0 ? 0 : 1)),
  ),
  factorColumn(
    "sex",
    rows.map((i) => (i % 2 === 0 ? "woman" : "man")),
  ),
  factorColumn(
    "area",
    rows.map((i) => ["north", "south"][Math.floor(i / 2) % 2]),
  ),
]);

const run = async (before: string, ...analyses: string[]): Promise<PlanResult> => {
  const text = `data: { file: a.csv }\n${before}\nanalyses:\n${analyses.map((one, i) => `  - { id: a${i}, ${one} }\n`).join("")}`;
  const context = { table, dataHash: "d", planHash: "p", versions: {}, time: "2026-12-01T12:00:00.000Z" };
  return (await runPlan(parsePlan(text, "plan.yaml"), context)).result;
};

/** What a plan with a filter is refused with, in Swedish. */
const refusal = async (filter: string): Promise<string[]> => {
  try {
    await run(`filter: "${filter}"`, "type: mean, variable: y");
  } catch (error) {
    if (error instanceof PlanError) return messagesOf(error, "sv");
    throw error;
  }
  return [];
};

describe("a filter", () => {
  const asked = [
    "type: mean, variable: y",
    "type: share, variable: sex, by: [area]",
    "type: crosstab, row: area, column: sex",
    "type: 't-test', variable: y, group: sex",
    "type: regression, formula: y ~ sex, family: gaussian",
    "type: table, dimensions: [{ variable: sex }]",
  ];

  test.each(["design: { weights: w }", "design: { weights: w }\ndisclosure: { minimum: 12 }"])(
    "%j: what the same domain in every analysis gives",
    async (design) => {
      const whole = await run(`${design}\nfilter: age >= 30`, ...asked);
      const each = await run(design, ...asked.map((one) => `${one}, domain: age >= 30`));
      expect(whole.results).toEqual(each.results);
      expect(whole.results.map((one) => one.domain)).toEqual(asked.map(() => "age >= 30"));
    },
  );

  test("comes before an analysis' own domain, and neither reaches into the other", async () => {
    const { results } = await run("filter: age < 20 | age > 40", "type: mean, variable: y, domain: sex == 'man' | y > 5");
    expect(results[0]?.domain).toBe("(age < 20 | age > 40) & (sex == 'man' | y > 5)");
    const inside = rows.filter((i) => i % 10 !== 3 && (15 + i < 20 || 15 + i > 40) && (i % 2 === 1 || (i * 7) % 11 > 5));
    expect(results[0]?.rows[0]?.rows).toBe(inside.length);
  });

  test("limits the rows and not the design: the standard error is that of a domain", async () => {
    const { results } = await run("design: { weights: w }\nfilter: sex == 'man' & area %in% c('north')", "type: mean, variable: y");
    const direct = mean(
      domain(surveyDesign(table, { weights: "w" }), (i) => i % 2 === 1 && Math.floor(i / 2) % 2 === 0),
      ["y"],
    );
    expect(results[0]?.rows[0]?.estimate).toBeCloseTo(direct.estimate[0] ?? 0, 12);
    expect(results[0]?.rows[0]?.se).toBeCloseTo(Math.sqrt(direct.covariance[0] ?? 0), 12);
  });

  test("may use recodes, is after the weights, and leaves a response as it is", async () => {
    const weights = "weights: { margins: [{ variables: [sex], totals: { woman: 500, man: 500 } }] }";
    const { results, weights: report } = await run(
      `${weights}\nrecodes: [{ name: grown, expression: age >= 30 }]\nfilter: grown == 1 & sex == 'man'`,
      "type: total, variable: answered, missing: omit",
      "type: response, responded: answered, by: [sex]",
    );
    expect(report?.marginsAreMet).toBe(true);
    expect(results[1]?.domain).toBeNull();
    expect(results[1]?.rows.find(({ measure }) => measure === "response rate")?.rows).toBe(60);
    expect(results[0]?.rows[0]?.rows).toBeLessThan(30);
  });

  test("says every name and level that is not there, at once, with its line", async () => {
    const said = await refusal("agee >= 18 & sex == 'womna' & (area != 'nort' | !regoin)");
    expect(said).toHaveLength(4);
    for (const line of said) expect(line).toMatch(/^plan\.yaml:2: /);
    expect(said.join("\n")).toContain("Menade du ”age”?");
    for (const name of ["agee", "regoin", "sex", "area"]) expect(said.join("\n")).toContain(name);
  });

  test.each(["age > 200", "age ~ sex", "run(age)", "sex + 1 == 2", "age == 'x'"])("%s is refused in its own line", async (filter) => {
    const said = await refusal(filter);
    expect(said.length).toBeGreaterThan(0);
    expect(said[0]).toMatch(/^plan\.yaml:2: /);
  });
});
