import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analyse } from "./main.ts";
import { parsePlan } from "./plan.ts";
import { readTable } from "./read-table.ts";
import type { PlanResult } from "./run.ts";

const bytes = (text: string) => new Uint8Array(new TextEncoder().encode(text));
const plain = { missing: ["NA", ""], factors: {} };

describe("the plan", () => {
  test.each([
    ["data: { file: a.csv }\nanalyses:\n  - id: x\n    type: median\n", /^p:4: "median" is not one of/],
    ["data: { file: a.csv }\ndesing: {}\nanalyses: []\n", /^p:2: "desing" is not a field of plan/],
    ["data: { file: a.csv }\nanalyses:\n  - id: x\n    type: mean\n", /^p:3: A mean needs "variable"/],
    [
      "data: { file: a.csv }\nanalyses:\n  - { id: x, type: mean, variable: y }\n  - { id: x, type: mean, variable: z }\n",
      /^p:4: Two analyses/,
    ],
    ["data: { file: a.csv }\nanalyses: [\n", /^p:\d+: /],
    ["analyses: []\n", /^p:1: The plan needs "data"/],
    ["data: { file: a.csv }\nrecodes:\n  - name: b\nanalyses: []\n", /^p:3: A recode has either/],
    ['{\n"data": {"file": 3},\n"analyses": []}', /^p:2: "file" must be a text/],
  ])("%j is refused with its line", (text, message) => {
    expect(() => parsePlan(text, "p")).toThrow(message);
  });
});

describe("data", () => {
  test("CSV: quotes, semicolons, missing values, byte order mark", async () => {
    const table = await readTable("a.csv", bytes('\uFEFFname;n\r\n"a ""b""; c";1\r\nNA;NA\r\n'), plain);
    expect(table.n).toBe(2);
    expect(table.columns.get("name")).toMatchObject({ kind: "factor", levels: ['a "b"; c'], codes: Int32Array.of(0, -1) });
    expect(table.columns.get("n")).toMatchObject({ kind: "numeric", values: Float64Array.of(1, Number.NaN) });
  });

  test("a row that is too short is named by its line", async () => {
    await expect(readTable("a.csv", bytes("a,b\n1,2\n3\n"), plain)).rejects.toThrow(/^a.csv:3: 1 fields where the header has 2/);
    await expect(readTable("a.csv", bytes("a,b\n"), plain)).rejects.toThrow(/no rows/);
  });
});

describe("a run", () => {
  let folder = "";
  const planText = `title: Trust <2026>
data:
  file: panel.csv
  factors: { sex: [woman, man] }
recodes:
  - { name: trusts, expression: "trust >= 4" }
  - { name: region, from: area, labels: { north: country, south: country, city: city } }
design: { weights: w }
weights:
  margins:
    - { variables: [sex], totals: { woman: 510, man: 490 } }
    - { variables: [region], totals: { country: 600, city: 400 } }
analyses:
  - { id: trust, type: mean, variable: trust, by: [sex] }
  - { id: trusts, title: Who trusts, type: share, variable: trusts }
  - { id: city, type: share, variable: region, level: city }
  - { id: model, type: regression, formula: "trusts ~ sex + region", family: binomial }
`;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "plan-"));
    const rows = Array.from({ length: 120 }, (_, i) => {
      const trust = ((i * 37) % 11) % 5;
      return `${i % 3 === 0 ? "man" : "woman"},${["north", "south", "city"][(i * 7) % 3] === "city" || i % 5 === 0 ? "city" : "north"},${trust + 1},${1 + (i % 4)}`;
    });
    writeFileSync(join(folder, "panel.csv"), `sex,area,trust,w\n${rows.join("\n")}\n`);
    writeFileSync(join(folder, "plan.yaml"), planText);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("writes results with provenance and a page", async () => {
    await analyse(join(folder, "plan.yaml"), join(folder, "out"), "2026-11-22T12:00:00.000Z");
    const result = JSON.parse(readFileSync(join(folder, "out", "results.json"), "utf8")) as PlanResult;
    expect(result.provenance).toMatchObject({ rows: 120, time: "2026-11-22T12:00:00.000Z", dataFile: "panel.csv" });
    expect(result.provenance.dataHash).toMatch(/^[0-9a-f]{64}$/);
    expect(result.weights?.misfit).toBeLessThan(1e-9);
    const byId = new Map(result.results.map((one) => [one.id, one.rows]));
    expect(byId.get("trust")?.map(({ labels }) => labels)).toEqual([["woman"], ["man"]]);
    // The margin says 400 of 1,000, so the share has no error left.
    expect(byId.get("city")?.[0]?.estimate).toBeCloseTo(0.4, 9);
    expect(byId.get("model")).toHaveLength(3);
    const page = readFileSync(join(folder, "out", "index.html"), "utf8");
    expect(page).toContain("Trust &lt;2026>");
    expect(page.match(/<svg role="img"/g)).toHaveLength(4);
    expect(page).not.toContain("NaN");
  });

  test("what goes wrong is said with the line of the analysis", async () => {
    writeFileSync(join(folder, "wrong.yaml"), planText.replace("variable: trust,", "variable: trsut,"));
    await expect(analyse(join(folder, "wrong.yaml"), join(folder, "out"), "2026-11-22")).rejects.toThrow(/^line 14: .*trsut/);
    writeFileSync(join(folder, "wrong.yaml"), planText.replace("man: 490", "man: 480"));
    await expect(analyse(join(folder, "wrong.yaml"), join(folder, "out"), "2026-11-22")).rejects.toThrow(/^line 10: /);
  });
});
