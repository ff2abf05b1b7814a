import { describe, expect, test } from "vitest";
import { auditPattern } from "./audit.ts";
import { determinedCells } from "./eliminate.ts";
import { optimalSuppression } from "./optimum.ts";
import { fill, randomPublication, uniform } from "./random-publications.ts";
import { roundCounts } from "./rounding.ts";
import type { ShareGroup } from "./shares.ts";
import { auditShares } from "./shares.ts";
import { suppress } from "./suppress.ts";
import { compile, primaryCells } from "./system.ts";
import type { Dimension } from "./tables.ts";
import { buildPublication } from "./tables.ts";

const units: Dimension = { name: "unit", total: { code: "all", parts: [{ code: "a" }, { code: "b" }, { code: "c" }] } };
const genders: Dimension = { name: "gender", total: { code: "both", parts: [{ code: "girls" }, { code: "boys" }] } };

function twoWay(counts: Record<string, readonly [number, number]>) {
  return buildPublication({
    dimensions: [units, genders],
    countOf: ({ unit = "", gender = "" }) => {
      const rows = unit === "all" ? Object.values(counts) : [counts[unit] ?? [0, 0]];
      return { n: rows.reduce((sum, [girls, boys]) => sum + (gender === "boys" ? 0 : girls) + (gender === "girls" ? 0 : boys), 0) };
    },
  });
}
const publication = twoWay({ a: [3, 20], b: [15, 18], c: [30, 40] });

describe("the system", () => {
  test("refuses sums that do not add, and says how much", () => {
    const cells = [{ value: 10, label: "all" }, { value: 6 }, { value: 5 }];
    expect(() => compile({ cells, relations: [{ total: 0, parts: [1, 2] }] })).toThrow(/all is 10 but its 2 parts add to 11/);
    expect(() => compile({ cells, relations: [{ kind: "union", total: 0, parts: [1, 2] }] })).not.toThrow();
  });

  test.each([[-1], [2.5], [Number.NaN]])("refuses the count %d", (value) => {
    expect(() => compile({ cells: [{ value, label: "girls in Ale" }], relations: [] })).toThrow(/girls in Ale/);
  });

  test("lays the rule on what it is told to", () => {
    const shares = buildPublication({
      dimensions: [genders],
      countOf: ({ gender }) =>
        gender === "both" ? { n: 40, numerator: 23 } : gender === "girls" ? { n: 20, numerator: 3 } : { n: 20, numerator: 20 },
    });
    const named = (basis: ("denominator" | "numerator" | "complement")[], zerosAreShown: boolean) =>
      primaryCells(compile(shares, { basis, zerosAreShown })).map(
        (i) => `${shares.keys[i]?.position["gender"]} ${shares.keys[i]?.measure}`,
      );
    expect(named(["denominator"], true)).toEqual([]);
    expect(named(["numerator"], true)).toEqual(["girls numerator"]);
    expect(named(["complement"], true)).toEqual([]);
    expect(named(["complement"], false)).toEqual(["boys complement"]);
  });

  test("a structural zero is never primary", () => {
    const cells = [{ value: 0, isStructuralZero: true }, { value: 0 }];
    expect(primaryCells(compile({ cells, relations: [] }, { zerosAreShown: false }))).toEqual([1]);
  });
});

describe("elimination", () => {
  test("finds what follows through several equations", () => {
    const system = compile(publication);
    const hide = (...names: [string, string][]) => {
      const hidden = new Uint8Array(system.count);
      for (const [unit, gender] of names) hidden[publication.find({ unit, gender }) ?? -1] = 1;
      return determinedCells(system, hidden);
    };
    expect(hide(["a", "girls"], ["a", "boys"])).toHaveLength(2);
    expect(hide(["a", "girls"], ["a", "boys"], ["b", "girls"], ["b", "boys"])).toEqual([]);
  });

  test("stays exact where doubles would round", () => {
    const system = compile({ cells: [{ value: 8 }, { value: 8 }], relations: [] });
    const row = (x: number, y: number) => ({ cells: Int32Array.of(0, 1), coefficients: Float64Array.of(x, y), low: 0, high: 0 });
    const determined = (...rows: ReturnType<typeof row>[]) => determinedCells({ ...system, rows }, Uint8Array.of(1, 1));
    const big = 2 ** 27;
    // The determinant is −1, and 0 in doubles: (2^27 + 1)(2^27 − 1) = 2^54 − 1.
    expect(determined(row(big + 1, big), row(big, big - 1))).toEqual([0, 1]);
    expect(determined(row(big + 1, big), row(3 * (big + 1), 3 * big))).toEqual([]);
  });
});

describe("suppression", () => {
  test("hides a block, and the audit says what an intruder knows", async () => {
    const system = compile(publication);
    const pattern = await suppress(system);
    expect(pattern.primary).toHaveLength(1);
    expect(pattern.secondary).toHaveLength(3);
    const audit = await auditPattern(system, pattern.hidden, { intervals: "all" });
    expect(audit).toMatchObject({ isExactSafe: true, isRangeSafe: true, areIntervalsExact: true });
    const girls = audit.intervals.find(({ cell }) => cell === publication.find({ unit: "a", gender: "girls" }));
    expect(girls).toMatchObject({ value: 3, low: 1, high: 17 });
    expect(pattern.hidden).toEqual((await optimalSuppression(system)).hidden);
  });

  test("keeps what is published already, and says so when that protects nothing", async () => {
    const shown = (names: readonly string[]) => ({
      ...publication,
      cells: publication.cells.map((cell) =>
        names.some((name) => cell.label?.startsWith(name)) ? { ...cell, fixed: "shown" as const } : cell,
      ),
    });
    const system = compile(shown(["b"]));
    const pattern = await suppress(system);
    expect(pattern.hidden.every((cell) => !publication.cells[cell]?.label?.startsWith("b"))).toBe(true);
    expect((await auditPattern(system, pattern.hidden)).isRangeSafe).toBe(true);
    const hopeless = await suppress(compile(shown(["a · b", "all", "b", "c"])));
    expect(hopeless.unprotected).toEqual(hopeless.primary);
  });

  test("what was hidden in an earlier publication stays hidden, and is used before more is hidden", async () => {
    const fresh = await suppress(compile(publication));
    const earlier = [publication.find({ unit: "c", gender: "girls" }) ?? -1, publication.find({ unit: "c", gender: "boys" }) ?? -1];
    expect(fresh.hidden.filter((cell) => earlier.includes(cell))).toEqual([]);
    const cells = publication.cells.map((cell, i) => (earlier.includes(i) ? { ...cell, fixed: "hidden" as const } : cell));
    const system = compile({ ...publication, cells });
    const pattern = await suppress(system);
    expect(pattern.hidden).toEqual(expect.arrayContaining(earlier));
    expect(pattern.hidden).toHaveLength(fresh.hidden.length);
    expect(await auditPattern(system, pattern.hidden)).toMatchObject({ isExactSafe: true, isRangeSafe: true });
  });

  test("half-years and the year are one system: what one period hides, the others do not give back", async () => {
    const halves: Dimension = { name: "period", total: { code: "year", parts: [{ code: "spring" }, { code: "autumn" }] } };
    const counts = { a: { spring: 3, autumn: 9 }, b: { spring: 12, autumn: 14 }, c: { spring: 20, autumn: 11 } };
    const periods = buildPublication({
      dimensions: [units, halves],
      countOf: ({ unit = "", period = "" }) => {
        const rows = unit === "all" ? Object.values(counts) : [counts[unit as keyof typeof counts]];
        return {
          n: rows.reduce((n, { spring, autumn }) => n + (period === "autumn" ? 0 : spring) + (period === "spring" ? 0 : autumn), 0),
        };
      },
    });
    const system = compile(periods);
    const cell = (unit: string, period: string) => periods.find({ unit, period }) ?? -1;
    // Each half-year protected by itself: two cells in each column, and yet the year gives the small count away.
    const alone = [cell("a", "spring"), cell("b", "spring")];
    expect(await auditPattern(system, alone)).toMatchObject({ isExactSafe: false, recoverable: [cell("a", "spring")] });
    const { hidden } = await suppress(system);
    expect(await auditPattern(system, hidden)).toMatchObject({ isExactSafe: true, isRangeSafe: true });
  });

  test("the grand total is hidden only when nothing else protects", async () => {
    const two = compile({ cells: [{ value: 7 }, { value: 3 }, { value: 4 }], relations: [{ total: 0, parts: [1, 2] }] });
    expect((await suppress(two, { level: "exact" })).hidden).toEqual([1, 2]);
    const alone = compile({ cells: [{ value: 3 }, { value: 3 }, { value: 0 }], relations: [{ total: 0, parts: [1, 2] }] });
    expect((await suppress(alone, { level: "exact" })).hidden).toEqual([0, 1]);
  });

  test("the way of large tables hides the same cells every time, and not many more than the care for small ones", async () => {
    const table = fill(
      [units, genders, { name: "age", total: { code: "every age", parts: [{ code: "0–12" }, { code: "13–17" }] } }],
      uniform(9),
    );
    const [first, again, careful] = [
      await suppress(compile(table), { carefulUpTo: 0 }),
      await suppress(compile(table), { carefulUpTo: 0 }),
      await suppress(compile(table)),
    ];
    expect(first.hidden).toEqual(again.hidden);
    expect(first.hidden.length).toBeLessThanOrEqual(1.3 * careful.hidden.length + 1);
    expect(await auditPattern(compile(table), first.hidden)).toMatchObject({ isExactSafe: true, isRangeSafe: true });
  });

  test("a cell whose range what is shown already forbids still cannot be computed, where that can be had", async () => {
    let lesser = 0;
    for (const kind of ["two-way", "three-way", "periods", "overlapping"] as const) {
      for (let seed = 34; seed <= 52; seed++) {
        const table = randomPublication(kind, seed * 17);
        const random = uniform(seed);
        const cells = table.cells.map((cell) => (cell.value >= 7 && random() < 0.35 ? { ...cell, fixed: "shown" as const } : cell));
        const system = compile({ ...table, cells });
        const carefulUpTo = seed % 3 === 0 ? 0 : 250;
        const [exact, range] = [await suppress(system, { level: "exact", carefulUpTo }), await suppress(system, { carefulUpTo })];
        const audit = await auditPattern(system, range.hidden);
        expect({ kind, seed, unprotected: audit.narrow }).toEqual({ kind, seed, unprotected: range.unprotected });
        expect(audit.recoverable.filter((cell) => !exact.unprotected.includes(cell))).toEqual([]);
        lesser += range.unprotected.length - audit.recoverable.length;
      }
    }
    expect(lesser).toBeGreaterThan(20);
  });

  test("hides n, numerator and complement of a group together", async () => {
    const shares = fill([units, genders], uniform(5), undefined, 0.6);
    const system = compile(shares, { basis: ["denominator", "numerator", "complement"] });
    const { hidden } = await suppress(system);
    expect(hidden.length % 3).toBe(0);
    for (const cell of hidden) expect(system.groups[system.group[cell] ?? 0]?.every((other) => hidden.includes(other))).toBe(true);
  });

  test("unique children in overlapping units are never treated as a sum", async () => {
    // 4 children in unit b; the total 20 with unit a 18 would give b = 2 if units added.
    const cells = [{ value: 20 }, { value: 18 }, { value: 4 }];
    const system = compile({ cells, relations: [{ kind: "union", total: 0, parts: [1, 2] }] });
    const audit = await auditPattern(system, [2], { intervals: "all" });
    expect(audit.intervals).toEqual([{ cell: 2, value: 4, low: 2, high: 20 }]);
    const pattern = await suppress(system);
    expect((await auditPattern(system, pattern.hidden)).isRangeSafe).toBe(true);
  });

  test("stops when told to", async () => {
    const system = compile(publication);
    await expect(suppress(system, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted" });
    await expect(auditPattern(system, [0, 1, 3, 4], { intervals: "all", signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: "aborted",
    });
  });

  test("a shown primary cell fails the audit", async () => {
    const audit = await auditPattern(compile(publication), []);
    expect(audit.isExactSafe).toBe(false);
    expect(audit.shownPrimary).toEqual([publication.find({ unit: "a", gender: "girls" })]);
  });

  test("200 municipalities × 2 × 4 are protected and audited with progress", async () => {
    const leaves = (name: string, count: number) => Array.from({ length: count }, (_, i) => ({ code: `${name}${i}` }));
    const dimension = (name: string, count: number): Dimension => ({ name, total: { code: `all ${name}`, parts: leaves(name, count) } });
    const system = compile(fill([dimension("m", 200), dimension("g", 2), dimension("a", 4)], uniform(3)));
    const pattern = await suppress(system);
    expect(pattern.unprotected).toEqual([]);
    let last = 0;
    const audit = await auditPattern(system, pattern.hidden, { intervals: "primary", onProgress: ({ done }) => (last = done) });
    expect(audit).toMatchObject({ isRangeSafe: true, areIntervalsExact: true });
    expect(last).toBe(pattern.hidden.length);
  });
});

describe("shares", () => {
  const group = (label: string, n: number, numerator: number, isCountShown: boolean, isShareShown: boolean): ShareGroup => ({
    label,
    n,
    numerator,
    isCountShown,
    isShareShown,
  });

  test("the total gives away a share that is hidden alone", () => {
    const alone = auditShares([group("girls", 12, 7, true, true), group("boys", 9, 4, true, true), group("other", 3, 1, true, false)]);
    expect(alone.recoverable).toEqual(["other"]);
    const two = auditShares([group("girls", 12, 7, true, true), group("boys", 9, 4, false, false), group("other", 3, 1, false, false)]);
    expect(two).toMatchObject({ isExactSafe: true, recoverable: [] });
  });

  test("a share of 100 % is reported as said of every child", () => {
    expect(auditShares([group("girls", 12, 12, true, true), group("boys", 9, 4, true, true)]).attribute).toEqual(["girls"]);
  });
});

describe("rounding", () => {
  const system = compile(
    fill([units, genders, { name: "age", total: { code: "every age", parts: [{ code: "0–12" }, { code: "13–17" }] } }], uniform(9)),
  );
  const isAdditive = (values: Float64Array) =>
    system.rows.every(
      ({ cells, coefficients }) => cells.reduce((sum, cell, k) => sum + (coefficients[k] ?? 0) * (values[cell] ?? 0), 0) === 0,
    );

  test.each([3, 5, 10])("controlled rounding to %d adds and stays near", async (base) => {
    const values = await roundCounts(system, { base });
    expect(isAdditive(values)).toBe(true);
    values.forEach((value, i) => {
      expect(value % base).toBe(0);
      expect(Math.abs(value - (system.value[i] ?? 0))).toBeLessThan(2 * base);
    });
  });

  test("random rounding is unbiased, and adds where asked", async () => {
    let sum = 0;
    const rounds = 400;
    for (let seed = 1; seed <= rounds; seed++) sum += (await roundCounts(system, { method: "random", seed }))[0] ?? 0;
    // Standard error of the mean is at most 2.5 / √400.
    expect(Math.abs(sum / rounds - (system.value[0] ?? 0))).toBeLessThan(0.5);
    expect(isAdditive(await roundCounts(system, { method: "random", isAdditive: true }))).toBe(true);
  });
});
