// The same calls for a browser worker and for Node. Everything that comes back is plain data.
import {
  auditPattern,
  buildPublication,
  compilePublication,
  fitGlm,
  fitOrdinal,
  quantiles,
  rake,
  share,
  suppress,
  surveyDesign,
  twoWayTest,
} from "@fortrogen/statistics";
import { parsePlan, readTable, renderPage, runPlan } from "#analysis-plan";
import { children, trustPanel } from "../../../packages/statistics/examples/synthetic.ts";

const plan = `title: Trust
data:
  file: panel.csv
  factors: { sex: [woman, man] }
design: { weights: w }
weights:
  margins:
    - { variables: [sex], totals: { woman: 500, man: 500 } }
analyses:
  - { id: trusts, type: share, variable: trusts, by: [sex] }
  - { id: model, type: regression, formula: trusts ~ sex + age, family: binomial }
`;

/** The data of the plan, as bytes of a CSV file. */
function csv(): Uint8Array<ArrayBuffer> {
  const lines = Array.from({ length: 400 }, (_, i) => {
    const sex = (i * 7) % 5 < 3 ? "woman" : "man";
    return `${sex},${18 + ((i * 37) % 60)},${(i * i + i) % 7 < 3 ? 1 : 0},${1 + (i % 3) / 4}`;
  });
  return new TextEncoder().encode(`sex,age,trusts,w\n${lines.join("\n")}\n`);
}

/** Estimates on a raked panel. */
function estimates() {
  const margin = (variable: string, totals: Record<string, number>) => ({
    variables: [variable],
    totals: Object.entries(totals).map(([level, total]) => ({ levels: [level], total })),
  });
  const margins = [
    margin("sex", { woman: 4_000_000, man: 4_000_000 }),
    margin("age", { "18–39": 2_900_000, "40–64": 3_100_000, "65–": 2_000_000 }),
    margin("region", { city: 3_200_000, country: 4_800_000 }),
  ];
  const { design } = rake(surveyDesign(trustPanel(), { weights: "weight" }), margins);
  const logistic = fitGlm(design, "trusts ~ sex + age + education", "binomial");
  const ordinal = fitOrdinal(design, "trust ~ sex + age");
  return {
    weights: design.weights,
    trusts: share(design, "trusts", { missing: "omit" }),
    quantiles: quantiles(design, "weight", [0.1, 0.5, 0.9]),
    test: twoWayTest(design, "trust", "education"),
    logistic: [logistic.coefficients, logistic.covariance],
    ordinal: [ordinal.coefficients, ordinal.covariance],
  };
}

/** Two linked tables, protected and audited. */
async function protection() {
  const all = children();
  const parts = (...codes: string[]) => codes.map((code) => ({ code }));
  const publication = buildPublication({
    dimensions: [
      { name: "unit", total: { code: "all", parts: parts("north", "south", "east", "west") } },
      { name: "gender", total: { code: "both", parts: parts("girls", "boys") } },
      { name: "age", total: { code: "all", parts: parts("0–12", "13–17") } },
    ],
    tables: [
      ["unit", "gender"],
      ["unit", "age"],
    ],
    countOf: ({ unit, gender, age }) => ({
      n: all.filter(
        (child) =>
          ["all", child.unit].includes(unit ?? "") &&
          ["both", child.gender].includes(gender ?? "") &&
          ["all", child.age].includes(age ?? ""),
      ).length,
    }),
  });
  const system = compilePublication(publication);
  const pattern = await suppress(system);
  return { pattern, audit: await auditPattern(system, pattern.hidden, { intervals: "all" }) };
}

/** A plan with its data, to the page. */
async function report() {
  const parsed = parsePlan(plan, "plan.yaml");
  const table = await readTable("panel.csv", csv(), parsed.data);
  const { result } = await runPlan(parsed, { table, dataHash: "data", planHash: "plan", versions: {}, time: "2026-11-22T00:00:00.000Z" });
  return { results: result.results, page: renderPage(result) };
}

/** Everything. */
export async function calculate() {
  return { estimates: estimates(), protection: await protection(), report: await report() };
}
