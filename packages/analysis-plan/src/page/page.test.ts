import { describe, expect, test } from "vitest";
import { createTable, factorColumn, numericColumn } from "@fortrogen/statistics";
import { renderChart } from "./chart.ts";
import { renderPage } from "./page.ts";
import { parsePlan } from "../parse.ts";
import { progressLine } from "../progress.ts";
import type { PlanResult } from "../result.ts";
import { renderCsv, renderWeights } from "../results-csv.ts";
import { runPlan } from "../run.ts";
import { numbersIn, words } from "../words/page.ts";

const table = createTable([
  factorColumn(
    "kön",
    [..."ffffffffffppppppppppppppp"].map((one) => (one === "f" ? "flicka" : "pojke")),
  ),
  factorColumn(
    "ort",
    [..."aaaabbbbbbaaaaaaaaabbbbbb"].map((one) => `<${one}>`),
  ),
  numericColumn(
    "dagar",
    Array.from({ length: 25 }, (_, i) => 1000 + ((i * 7) % 11)),
  ),
]);
const text = `title: Vänta < "länge"
language: sv
disclosure: { minimum: 5 }
data: { file: a.csv }
weights: { margins: [{ variables: [kön], totals: { flicka: 1200, pojke: 1300 } }] }
analyses:
  - { id: medel, title: Dagar, type: mean, variable: dagar, by: [kön], reference: pojke }
  - { id: andel, type: share, variable: dagar > 1004, by: [kön] }
  - { id: tabell, type: table, dimensions: [{ variable: ort }, { variable: kön }] }
  - { id: modell, type: regression, formula: dagar ~ kön, family: gaussian, tests: [kön] }
`;
const context = { table, dataHash: "d".repeat(64), planHash: "e".repeat(64), versions: { x: "1" }, time: "2026-11-22T12:00:00.000Z" };
const result = async (plan = text): Promise<PlanResult> => (await runPlan(parsePlan(plan, "plan.yaml"), context)).result;

describe("the page", () => {
  test("is Swedish: words, decimal comma, interval", async () => {
    const page = renderPage(await result());
    expect(page).toContain('<html lang="sv">');
    expect(page).toContain("<title>Vänta &lt; &quot;länge&quot;</title>");
    expect(page).toContain("95\u00a0%-igt konfidensintervall");
    expect(page).toContain("skillnad");
    // The shares are 4 of 10 and 7 of 15 (the days go through 0, 7, 3, 10, 6, 2, 9, 5, 1, 8, 4).
    expect(page).toMatch(/\d,\d\u00a0%/);
    expect(page).not.toMatch(/NaN|undefined|null/);
    expect(page).not.toContain("<a>");
  });

  test("is English where the plan says so", async () => {
    const page = renderPage(await result(text.replace("language: sv", "language: en")));
    expect(page).toContain('<html lang="en">');
    expect(page).toContain("95\u00a0% confidence interval");
    expect(page).not.toMatch(/konfidensintervall|Skattning/);
  });

  test("remarks are numbered from 1, whichever they are", async () => {
    const page = renderPage(
      await result("data: { file: a.csv }\nanalyses:\n  - { id: q, type: quantile, variable: dagar, quantiles: [0.5, 0.99] }\n"),
    );
    expect(page).toMatch(/<td class="number">1,?010(\.0+)?<sup>1<\/sup><\/td>/);
    expect(page).toContain('<p class="note"><sup>1</sup> No answer lies above;');
    expect(page).not.toContain("<sup>2</sup>");
  });

  test("hidden figures are .. in the table and a gap in the chart, and nowhere else to be had", async () => {
    const found = await result();
    // Girls in <a> are 4 and boys in <b> are 6; the totals are printed, so all four cells inside hide one another.
    const hidden = found.results[2]?.rows.filter((row) => row.hidden).map(({ labels }) => labels);
    expect(hidden).toContainEqual(["<a>", "flicka"]);
    expect(hidden?.length).toBeGreaterThanOrEqual(4);
    const page = renderPage(found);
    const section = page.slice(page.indexOf('id="tabell"'), page.indexOf('id="modell"'));
    expect(section.match(/<td class="number">\.\.<\/td>/g)).toHaveLength(hidden?.length ?? -1);
    expect(section.match(/<rect/g)?.length ?? 0).toBe(4 - (hidden?.filter((labels) => !labels.includes("total")).length ?? 0));
    for (const row of found.results.flatMap(({ rows }) => rows).filter((one) => one.hidden)) {
      const numbers = [row.estimate, row.se, row.lower, row.upper, row.p, row.rows, row.remark];
      expect(numbers.every((one) => one === null)).toBe(true);
    }
    expect(found.provenance.rows).toBeNull();
    expect(found.weights?.diagnostics).toBeNull();
  });

  test("same result, same bytes; each chart has a title that its picture is named by", async () => {
    const page = renderPage(await result());
    expect(renderPage(await result())).toBe(page);
    const named = [...page.matchAll(/<svg role="img" aria-labelledby="([^"]+)"/g)].map(([, id]) => id ?? "");
    expect(named.length).toBeGreaterThanOrEqual(4);
    expect(new Set(named).size).toBe(named.length);
    for (const id of named) expect(page).toContain(`<title id="${id}">`);
  });
});

describe("the chart", () => {
  const options = { id: "c", title: "T", base: 0, isLog: false, isBar: false, axis: String };
  const mark = (value: number | null, lower: number | null, upper: number | null) => ({ label: "a", text: "b", value, lower, upper });

  test("places a value between round ends of the axis", () => {
    const svg = renderChart([mark(5, 2, 8)], options);
    // The axis goes from 0 to 8 over 8 … 352: 5 stands at 8 + 5/8 · 344 = 223.
    expect(svg).toContain('<circle cx="223.0"');
    expect([...svg.matchAll(/class="axis">([^<]*)</g)].map(([, tick]) => tick)).toEqual(["0", "2", "4", "6", "8"]);
  });

  test("puts ratios on a logarithmic axis around 1", () => {
    const svg = renderChart([mark(1, 0.5, 2)], { ...options, base: 1, isLog: true });
    // 1 lies halfway between 0.5 and 2.
    expect(svg).toContain('<circle cx="180.0"');
  });

  test("leaves a gap for what is hidden, and draws nothing of nothing", () => {
    expect(renderChart([mark(null, null, null), mark(1, null, null)], options).match(/<circle/g)).toHaveLength(1);
    expect(renderChart([mark(null, null, null)], options)).toBe("");
  });
});

test("numbers in both languages", () => {
  const [sv, en] = [numbersIn("sv"), numbersIn("en")];
  expect([sv.percent(0.4783), en.percent(0.4783)]).toEqual(["47,8\u00a0%", "47.8\u00a0%"]);
  expect([sv.whole(1234567), en.whole(1234567)]).toEqual(["1\u00a0234\u00a0567", "1,234,567"]);
  expect([sv.p(0.0004), sv.p(0.0214)]).toEqual(["<\u00a00,001", "0,021"]);
  expect(en.fixed(2.5, 2)).toBe("2.50");
  expect(Object.keys(words.sv.measures)).toEqual(Object.keys(words.en.measures));
});

describe("results.csv", () => {
  test("has a row for each figure and test, a column for each grouping variable, and quotes what needs them", async () => {
    const found = await result();
    const [header = "", ...lines] = renderCsv(found).trimEnd().split("\n");
    expect(header).toBe(
      "analysis,type,kind,measure,name,by_kön,by_ort,estimate,se,lower,upper,confidence,p,rows,statistic,df,hidden,remark",
    );
    expect(lines).toHaveLength(found.results.reduce((sum, { rows, tests }) => sum + rows.length + tests.length, 0));
    expect(lines.find((line) => line.startsWith("tabell,table,figure,count,rows,flicka,<a>,"))).toBe(
      "tabell,table,figure,count,rows,flicka,<a>,,,,,0.95,,,,,1,",
    );
    const quoted = renderCsv({ ...found, results: found.results.map((one) => ({ ...one, id: 'a"b,c' })) });
    expect(quoted).toContain('\n"a""b,c",mean,');
  });

  test("the weights' file has a line for each row", () => {
    expect(renderWeights(Float64Array.of(1, 2), Float64Array.of(1.5, 0))).toBe("row,base_weight,weight\n1,1,1.5\n2,2,0\n");
  });
});

describe("the line of progress", () => {
  const written = (isTTY: boolean, times: readonly number[]): string => {
    let [out, at] = ["", 0];
    const stream = { isTTY, write: (one: string) => (out += one) };
    const line = progressLine(stream, () => times[at++] ?? 0);
    line.onProgress(1, 3, "one");
    line.onProgress(2, 3, "two");
    line.clear();
    return out;
  };
  test("says nothing the first two seconds, and nothing where nobody looks", () => {
    expect(written(true, [0, 100, 1999])).toBe("");
    expect(written(false, [0, 5000, 9000])).toBe("");
    expect(written(true, [0, 100, 2000])).toBe("\r\u001B[K2 of 3: two\r\u001B[K");
  });
});
