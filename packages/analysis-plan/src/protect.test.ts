import { describe, expect, test } from "vitest";
import { createTable, factorColumn, numericColumn } from "@fortrogen/statistics";
import type { Table } from "@fortrogen/statistics";
import { Ledger, atomsOf } from "./ledger.ts";
import { renderPage } from "./page/page.ts";
import { parsePlan } from "./parse.ts";
import { protect } from "./protect.ts";
import type { PlanResult } from "./result.ts";
import { runPlan } from "./run.ts";

const aboutY = { measured: ["y"], all: ["y"] };
const context = { dataHash: "", planHash: "", versions: {}, time: "2026-11-22T12:00:00.000Z" };
const runText = async (text: string, table: Table): Promise<PlanResult> =>
  (await runPlan(parsePlan(`data: { file: a.csv }\n${text}`, "p"), { ...context, table })).result;

/** A table of one row for each text, its letters being the values of the columns. */
function tableOf(rows: readonly string[], names: readonly string[]): Table {
  const columns = names.map((name, k) =>
    factorColumn(
      name,
      rows.map((row) => (row[k] === "-" ? null : (row[k] ?? null))),
    ),
  );
  return createTable([
    ...columns,
    numericColumn(
      "y",
      rows.map((_, i) => (i * 7) % 5),
    ),
  ]);
}

describe("atoms", () => {
  test("are the pieces that no set tells apart", () => {
    const ledger = new Ledger(true);
    const first = ledger.partition(() => Int32Array.of(0, 0, 1, 1, -1, -1));
    const second = ledger.partition(() => Int32Array.of(0, 1, 1, 1, 0, -1));
    ledger.unit(aboutY, [{ partition: first, codes: [0] }]);
    ledger.unit(aboutY, [{ partition: first, codes: [0, 1] }], { parts: [{ partition: second, codes: [1] }] });
    const { count, units } = atomsOf(ledger);
    // Row 0 · row 1 · rows 2 and 3. Rows 4 and 5 are in no set.
    expect([...count].sort()).toEqual([1, 1, 2]);
    const size = (set: readonly number[] | undefined): number => (set ?? []).reduce((sum, atom) => sum + (count[atom] ?? 0), 0);
    expect(units.map(({ bases, parts }) => [size(bases[0]), size(parts[0])])).toEqual([
      [2, 0],
      [4, 3],
    ]);
  });
});

describe("one rule over a plan", () => {
  test("a group of few is hidden with another that would give it away", async () => {
    // 5 in a, 20 in b, 30 in c; the total is printed too.
    const table = tableOf([..."a".repeat(5), ..."b".repeat(20), ..."c".repeat(30)], ["g"]);
    const { results, disclosure, provenance } = await runText(
      "disclosure: {}\nanalyses:\n  - { id: m, type: mean, variable: y, by: [g], overall: true }\n",
      table,
    );
    const rows = results[0]?.rows ?? [];
    expect(rows.map(({ labels, hidden }) => [labels[0], hidden])).toEqual([
      ["a", true],
      ["b", true],
      ["c", false],
      ["", false],
    ]);
    expect(rows[0]).toMatchObject({ estimate: null, se: null, lower: null, upper: null, rows: null, p: null });
    expect(disclosure).toEqual({ minimum: 7, level: "range", figures: 4, hidden: 2, audit: { isExactSafe: true, isRangeSafe: true } });
    expect(provenance.rows).toBeNull();
  });

  test("two groups of few are no more to be had together, also at level exact", async () => {
    const table = tableOf([..."a".repeat(3), ..."b".repeat(50), ..."c".repeat(3)], ["g"]);
    const { results } = await runText(
      "disclosure: { level: exact }\nanalyses:\n  - { id: m, type: mean, variable: y, by: [g], overall: true }\n",
      table,
    );
    // All minus b would be the mean of six.
    const [a, b, c, all] = results[0]?.rows.map(({ hidden }) => hidden) ?? [];
    expect([a, c]).toEqual([true, true]);
    expect(b === true || all === true).toBe(true);
  });

  test("without the total the others may stand", async () => {
    const table = tableOf([..."a".repeat(5), ..."b".repeat(20), ..."c".repeat(30)], ["g"]);
    const { results } = await runText("disclosure: {}\nanalyses:\n  - { id: m, type: mean, variable: y, by: [g] }\n", table);
    expect(results[0]?.rows.map(({ hidden }) => hidden)).toEqual([true, false, false]);
  });

  test("the total of another analysis counts, and so does a domain", async () => {
    const table = tableOf([..."a".repeat(5), ..."b".repeat(20), ..."c".repeat(30)], ["g"]);
    const { results } = await runText(
      `disclosure: {}
analyses:
  - { id: groups, type: mean, variable: y, by: [g] }
  - { id: all, type: total, variable: y }
  - { id: others, type: quantile, variable: y, domain: "g != 'a'" }
`,
      table,
    );
    const [groups = [], [all] = [], [others] = []] = results.map(({ rows }) => rows.map(({ hidden }) => hidden));
    // All minus the others are the five of a: not both are printed, nor all three groups but one.
    expect(groups[0]).toBe(true);
    expect(all && others).toBe(false);
    expect(all || others).toBe(true);
  });

  test("rows without a group are no group, but can be what is left", async () => {
    // 30 in b, 30 in c, and 4 of whom the group is not known: the total minus both groups.
    const table = tableOf([..."-".repeat(4), ..."b".repeat(30), ..."c".repeat(30)], ["g"]);
    const { results } = await runText("disclosure: {}\nanalyses:\n  - { id: m, type: mean, variable: y, by: [g], overall: true }\n", table);
    expect(results[0]?.rows.filter(({ hidden }) => hidden).length).toBeGreaterThan(0);
  });

  test("a regression with a level of few is hidden whole, and its tests", async () => {
    const table = tableOf([..."a".repeat(5), ..."b".repeat(20), ..."c".repeat(30)], ["g"]);
    const { results } = await runText(
      "disclosure: {}\nanalyses:\n  - { id: m, type: regression, formula: y ~ g, family: gaussian, tests: [g] }\n",
      table,
    );
    expect(results[0]?.rows.every(({ hidden, estimate }) => hidden && estimate === null)).toBe(true);
    expect(results[0]?.tests[0]).toMatchObject({ hidden: true, statistic: null, df: null, p: null });
  });

  test("a quantile keeps the minimum of rows on both sides", async () => {
    const table = tableOf([..."a".repeat(40)], ["g"]);
    const { results } = await runText(
      "disclosure: {}\nanalyses:\n  - { id: q, type: quantile, variable: y, quantiles: [0.1, 0.5, 0.9] }\n",
      table,
    );
    expect(results[0]?.rows.map(({ hidden }) => hidden)).toEqual([true, false, true]);
  });

  test("nothing of few: nothing hidden, and the number of rows is printed", async () => {
    const { disclosure, provenance } = await runText(
      "disclosure: {}\nanalyses:\n  - { id: m, type: mean, variable: y, by: [g], overall: true }\n",
      tableOf([..."b".repeat(20), ..."c".repeat(30)], ["g"]),
    );
    expect(disclosure?.hidden).toBe(0);
    expect(provenance.rows).toBe(50);
  });
});

describe("an intruder with exact arithmetic", () => {
  /** Whether a 0/1 vector is a combination of others: Gaussian elimination on fractions of whole numbers, prime field of 2^31 − 1. */
  function isSpanned(vectors: readonly (readonly number[])[], wanted: readonly number[]): boolean {
    const prime = 2147483647n;
    const inverse = (value: bigint): bigint => power(value, prime - 2n);
    const power = (base: bigint, exponent: bigint): bigint => {
      let [result, factor] = [1n, base];
      for (let left = exponent; left > 0n; left >>= 1n) {
        if (left & 1n) result = (result * factor) % prime;
        factor = (factor * factor) % prime;
      }
      return result;
    };
    const basis: { pivot: number; row: bigint[] }[] = [];
    const reduce = (vector: readonly number[]): bigint[] => {
      let row = vector.map(BigInt);
      for (const { pivot, row: other } of basis) {
        const factor = row[pivot] ?? 0n;
        if (factor !== 0n) row = row.map((value, k) => (((value - factor * (other[k] ?? 0n)) % prime) + prime) % prime);
      }
      return row;
    };
    for (const vector of vectors) {
      const row = reduce(vector);
      const pivot = row.findIndex((value) => value !== 0n);
      if (pivot < 0) continue;
      const scale = inverse(row[pivot] ?? 1n);
      basis.push({ pivot, row: row.map((value) => (value * scale) % prime) });
    }
    return reduce(wanted).every((value) => value === 0n);
  }

  const random = (seed: number): (() => number) => {
    let state = seed;
    return () => (state = (state * 48271) % 2147483647) / 2147483647;
  };

  test.each(Array.from({ length: 25 }, (_, seed) => seed + 1))("finds no group of few in a random plan (%d)", async (seed) => {
    const next = random(seed * 7919);
    const letter = (chances: readonly number[]): string => {
      let left = next();
      return "abc"[chances.findIndex((chance) => (left -= chance) < 0)] ?? "c";
    };
    const rows = Array.from({ length: 70 }, () => letter([0.1, 0.4, 0.5]) + letter([0.35, 0.6, 0.05]) + letter([0.5, 0.5]));
    const byLists = [["g"], ["h"], ["g", "h"], ["k"], ["h", "k"]].filter(() => next() < 0.7);
    const asksDomain = next() < 0.5;
    const domain = asksDomain && rows.some((row) => row[1] === "c") ? `, domain: "h != 'c'"` : "";
    const measures = ["type: mean, variable: y", "type: share, variable: y > 2", "type: quantile, variable: y"];
    const abouts = byLists.map(() => measures[Math.floor(next() * measures.length)] ?? "");
    const analyses = byLists.map(
      (by, i) => `  - { id: m${i}, ${abouts[i]}, by: [${by.join()}], overall: ${next() < 0.5}${i === 0 ? domain : ""} }`,
    );
    const table = tableOf(rows, ["g", "h", "k"]);
    const { results } = await runText(
      `disclosure: { minimum: 5 }\nanalyses:\n  - { id: all, type: mean, variable: y }\n${analyses.join("\n")}\n`,
      table,
    );
    const groups = results.flatMap(({ rows: figures, by, domain: limit, type }) =>
      figures.map(({ labels, hidden, rows: count }) => ({
        about: type === "share" ? "y > 2" : "y",
        hidden,
        count,
        vector: rows.map((row) =>
          Number((limit === null || row[1] !== "c") && by.every((name, k) => labels[k] === "" || row["ghk".indexOf(name)] === labels[k])),
        ),
      })),
    );
    const size = (vector: readonly number[]): number => vector.reduce((sum, one) => sum + one, 0);
    const shown = groups.filter(({ hidden }) => !hidden);
    // What is printed is right, and enough.
    for (const { vector, count } of shown) expect(count).toBe(size(vector));
    expect(shown.every(({ count }) => (count ?? 0) >= 5)).toBe(true);
    const vectors = shown.map(({ vector }) => vector);
    for (const { vector } of groups.filter(({ hidden, vector: own }) => hidden && size(own) < 5))
      expect(isSpanned(vectors, vector)).toBe(false);
    // Nor is the difference of two printed groups one of few.
    for (const large of shown) {
      for (const small of shown.filter(({ about }) => about === large.about)) {
        const rest = large.vector.map((one, k) => one - (small.vector[k] ?? 0));
        if (rest.every((one) => one >= 0) && size(rest) > 0) expect(size(rest)).toBeGreaterThanOrEqual(5);
      }
    }
  });
});

describe("the only one in a group", () => {
  // One in a, three in b, 30 in each of c and d; everybody is printed too.
  const table = tableOf([..."a", ..."bbb", ..."c".repeat(30), ..."d".repeat(30)], ["g"]);
  const plan = (rule: string): string =>
    `disclosure: { minimum: 4, level: exact${rule} }\nanalyses:\n  - { id: t, type: table, dimensions: [{ variable: g }] }\n`;

  test("can work out another hidden group unless the plan asks that they cannot", async () => {
    const plain = await runText(plan(""), table);
    expect(plain.disclosure).toMatchObject({ hidden: 2 });
    expect(plain.disclosure).not.toHaveProperty("singletons");
    const { disclosure, results } = await runText(plan(", singletons: true"), table);
    expect(disclosure).toMatchObject({ hidden: 3, singletons: true, audit: { isExactSafe: true } });
    expect(results[0]?.rows.filter(({ hidden }) => hidden).map(({ labels }) => labels[0])).toEqual(expect.arrayContaining(["a", "b"]));
  });

  test("is said on the page, in both languages", async () => {
    const english = renderPage(await runText(plan(", singletons: true"), table));
    expect(english).toContain("not by the only one in a group either");
    const swedish = renderPage(await runText(`language: sv\n${plan(", singletons: true")}`, table));
    expect(swedish).toContain("inte heller av den som är ensam i en grupp");
    expect(swedish).toContain("allt som den här planen visar, sammantaget och i hela tal; inte vad det ger tillsammans med andra planer");
    expect(renderPage(await runText(plan(""), table))).not.toContain("the only one in a group");
  });

  test("is asked for by true or false and nothing else", () => {
    for (const wrong of ['"yes"', "1", "[true]"])
      expect(() => parsePlan(`data: { file: a.csv }\n${plan(`, singletons: ${wrong}`)}`, "p")).toThrow(/singletons/);
    expect(() => parsePlan(`data: { file: a.csv }\n${plan(", singleton: true")}`, "p")).toThrow(/singletons/);
  });
});

test("a lone figure of few is hidden, which is all it needs", async () => {
  const ledger = new Ledger(true);
  const partition = ledger.partition(() => Int32Array.of(0, 0, 0));
  ledger.unit(aboutY, [{ partition, codes: [0] }]);
  expect((await protect(ledger, { minimum: 7, level: "range" })).isHidden).toEqual([true]);
});
