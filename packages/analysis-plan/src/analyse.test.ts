import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { analyse } from "./analyse.ts";
import type { PlanResult } from "./result.ts";

const time = "2026-11-22T12:00:00.000Z";
const plan = `title: Days
data: { file: panel.csv }
frame: { file: frame.csv }
design: { weights: w }
weights: { file: weights.csv, margins: [{ variables: [sex], totals: { man: 40, woman: 60 } }] }
analyses:
  - { id: days, type: mean, variable: days, by: [sex] }
  - { id: who, type: response, responded: answered, by: [sex] }
`;
let folder = "";
const at = (...names: string[]): string => join(folder, ...names);
const results = (): PlanResult => JSON.parse(readFileSync(at("out", "results.json"), "utf8")) as PlanResult;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plan-"));
  writeFileSync(at("plan.yaml"), plan);
  writeFileSync(at("panel.csv"), "sex,days,w\nman,1,2\nman,3,2\nwoman,2,1\nwoman,5,1\n");
  writeFileSync(at("frame.csv"), "sex,answered\nman,1\nman,1\nman,0\nwoman,1\nwoman,1\nwoman,0\nwoman,0\n");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("a run from files", () => {
  test("writes the figures, the page, the weights and where they came from", async () => {
    await analyse(at("plan.yaml"), at("out"), { time, language: "sv", versions: { Förtrogen: "1" } });
    expect(readdirSync(at("out")).sort()).toEqual(["index.html", "results.csv", "results.json", "weights.csv"]);
    const found = results();
    expect(found.provenance).toMatchObject({ dataFile: "panel.csv", frameFile: "frame.csv", planFile: "plan.yaml", rows: 4, time });
    expect(found.provenance.dataHash).toMatch(/^[0-9a-f]{64}$/);
    expect(found.provenance.frameHash).not.toBe(found.provenance.dataHash);
    expect(found.provenance.versions).toMatchObject({ Förtrogen: "1", node: process.versions.node });
    expect(found.results[0]?.rows.map(({ estimate, rows }) => [estimate, rows])).toEqual([
      [2, 2],
      [3.5, 2],
    ]);
    // 4 of the 7 of the frame answered: 2 of 3 men and 2 of 4 women.
    expect(found.results[1]?.rows.slice(0, 3).map(({ estimate }) => estimate)).toEqual([4 / 7, 2 / 3, 1 / 2]);
    // 40 men on two rows of weight 2, 60 women on two of weight 1.
    expect(
      readFileSync(at("out", "weights.csv"), "utf8")
        .split("\n")
        .slice(1, 5)
        .map((line) => Number(line.split(",")[2]).toFixed(6)),
    ).toEqual(["20.000000", "20.000000", "30.000000", "30.000000"]);
    expect(readFileSync(at("out", "index.html"), "utf8")).toContain('lang="sv"');
  });

  test("the same plan gives the same bytes", async () => {
    await analyse(at("plan.yaml"), at("out"), { time });
    const first = readdirSync(at("out")).map((name) => readFileSync(at("out", name), "utf8"));
    await analyse(at("plan.yaml"), at("out"), { time });
    expect(readdirSync(at("out")).map((name) => readFileSync(at("out", name), "utf8"))).toEqual(first);
  });

  test("a run that is stopped or fails leaves what was there, and nothing beside it", async () => {
    await analyse(at("plan.yaml"), at("out"), { time });
    const before = readFileSync(at("out", "results.json"), "utf8");
    const controller = new AbortController();
    const onProgress = (_done: number, _total: number, next: string): void => {
      if (next === "who") controller.abort();
    };
    await expect(analyse(at("plan.yaml"), at("out"), { time: "2027", signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: "aborted",
    });
    writeFileSync(at("plan.yaml"), plan.replace("variables: [sex]", "variables: [nothing]"));
    await expect(analyse(at("plan.yaml"), at("out"), { time: "2027" })).rejects.toThrow(/^plan.yaml:\d+: .*"nothing"/);
    expect(readFileSync(at("out", "results.json"), "utf8")).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(["frame.csv", "out", "panel.csv", "plan.yaml"]);
  });

  test("an analysis that cannot be made is named with its line, and the report of the others is written", async () => {
    writeFileSync(at("plan.yaml"), plan.replace("variable: days", "variable: dayz"));
    const { failed, results } = await analyse(at("plan.yaml"), at("out"), { time });
    expect(failed?.message).toMatch(/^plan.yaml:7: .*Did you mean "days"\?$/);
    expect(results.some(({ failure }) => failure === null)).toBe(true);
    const { results: written } = JSON.parse(readFileSync(at("out", "results.json"), "utf8")) as { results: unknown };
    expect(written).toEqual(results);
    expect(readFileSync(at("out", "index.html"), "utf8")).toContain("This analysis could not be made:");
  });

  test("a file that is not there is named with the line that names it", async () => {
    rmSync(at("frame.csv"));
    await expect(analyse(at("plan.yaml"), at("out"), { time })).rejects.toThrow(/^plan.yaml:3: the file frame.csv is not there\.$/);
    await expect(analyse(at("none.yaml"), at("out"), { time })).rejects.toMatchObject({ code: "argument" });
    expect(existsSync(at("out"))).toBe(false);
  });
});

describe("a folder that is not ours", () => {
  test.each([
    ["letter.txt", "hello"],
    ["results.json", '{ "provenance": {} }'],
    ["results.json", "no JSON"],
    ["table.csv", "row,base_weight,weight\n"],
  ])("with %s (%j) is left alone", async (name, content) => {
    mkdirSync(at("out"));
    writeFileSync(at("out", name), content);
    await expect(analyse(at("plan.yaml"), at("out"), { time })).rejects.toMatchObject({ code: "argument" });
    expect(readdirSync(at("out"))).toEqual([name]);
    expect(readFileSync(at("out", name), "utf8")).toBe(content);
  });

  test("somebody's CSV file beside our results is somebody's", async () => {
    await analyse(at("plan.yaml"), at("out"), { time });
    writeFileSync(at("out", "mine.csv"), "a,b\n1,2\n");
    await expect(analyse(at("plan.yaml"), at("out"), { time })).rejects.toThrow(/which no run of a plan wrote/);
    expect(existsSync(at("out", "mine.csv"))).toBe(true);
  });
});
