// Counts are whole numbers, and the intruder knows it. And the only child of a cell knows that cell.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { StatisticsError } from "../errors.ts";
import { auditPattern } from "./audit.ts";
import { loadSolver } from "./load-solver.ts";
import { plainAudit } from "./plain-audit.ts";
import { fill, flat, uniform } from "./random-publications.ts";
import { suppress } from "./suppress.ts";
import type { Cell, Publication } from "./system.ts";
import { compile } from "./system.ts";

/**
 * u + v, x + p, x + q and p + q + u are published: 2x = (x + p) + (x + q) − (p + q + u) + u, so that u is odd or even as they say. Half the numbers that fit
 * in fractions do not in whole ones.
 */
function oddOrEven([u, v, x, p, q]: readonly [number, number, number, number, number], areSumsFixed: boolean): Publication {
  const sums = [x + p, x + q, p + q + u, u + v];
  const cells: Cell[] = [...[u, v, x, p, q].map((value) => ({ value })), ...sums.map((value) => ({ value }))];
  const fixed = cells.map((cell, i): Cell => (i >= 5 && areSumsFixed ? { ...cell, fixed: "shown" } : cell));
  const relations = [
    { total: 5, parts: [2, 3] },
    { total: 6, parts: [2, 4] },
    { total: 7, parts: [3, 4, 0] },
    { total: 8, parts: [0, 1] },
  ];
  return { cells: fixed, relations };
}

describe("a cell that one whole number fits", () => {
  test("is found by the audit, though fractions fit", async () => {
    const system = compile(oddOrEven([2, 2, 20, 15, 18], true), { minimum: 3 });
    const audit = await auditPattern(system, [0, 1, 2, 3, 4], { intervals: "primary" });
    expect(audit).toMatchObject({ isExactSafe: false, isRangeSafe: false, recoverable: [0, 1], undecided: [], areIntervalsExact: true });
    expect(audit.intervals.map(({ low, high }) => [low, high])).toEqual([
      [2, 2],
      [2, 2],
    ]);
    expect(await auditPattern(system, [0, 1, 2, 3, 4])).toMatchObject({ isExactSafe: false, recoverable: [0, 1] });
  });

  test.each(["exact", "range"] as const)("is protected by hiding more, at level %s", async (level) => {
    const publication = oddOrEven([2, 2, 20, 15, 18], false);
    const system = compile(publication, { minimum: 3 });
    const { hidden, unprotected } = await suppress(system, { level });
    expect(unprotected).toEqual([]);
    expect(plainAudit(await loadSolver(), publication, { minimum: 3 }, hidden).recoverable).toEqual([]);
    const audit = await auditPattern(system, hidden);
    expect(level === "exact" ? audit.isExactSafe : audit.isRangeSafe).toBe(true);
  });

  test("is said to be unprotected where nothing more can be hidden", async () => {
    const system = compile(oddOrEven([2, 2, 20, 15, 18], true), { minimum: 3 });
    for (const level of ["exact", "range"] as const) expect((await suppress(system, { level })).unprotected).toEqual([0, 1]);
  });

  test("is narrow where whole numbers leave less than the rule, though more than one fits", async () => {
    const system = compile(oddOrEven([6, 2, 20, 17, 14], true));
    const audit = await auditPattern(system, [0, 1, 2, 3, 4], { intervals: "primary" });
    expect(audit).toMatchObject({ isExactSafe: true, isRangeSafe: false, narrow: [0, 1] });
    expect(audit.intervals.map(({ low, high }) => [low, high])).toEqual([
      [2, 6],
      [2, 6],
    ]);
  });
});

const line = (...values: number[]): Publication => {
  const cells: Cell[] = [...values, values.reduce((a, b) => a + b, 0)].map((value) => ({ value }));
  return { cells, relations: [{ total: values.length, parts: values.map((_, k) => k) }] };
};

describe("the only child of a cell", () => {
  // Line of cells and its shown total: how many are hidden without and with protection, level E, nothing under 5.
  test.each([
    ["knows the other of two", [1, 3, 10, 20], 2, 3],
    ["is no one where the two are not alone", [2, 3, 10, 20], 2, 2],
    ["is safe for others where three are hidden", [1, 3, 4, 20], 3, 3],
    ["knows the other only child too", [1, 1, 10, 20], 3, 3],
    ["cannot read what is not primary", [1, 10, 20], 2, 2],
  ])("%s: %j", async (_, values, without, within) => {
    const publication = line(...values);
    const system = compile(publication, { minimum: 5 });
    const plain = await suppress(system, { level: "exact" });
    expect(plain.hidden).toHaveLength(without);
    const more = await suppress(system, { level: "exact", singletons: true });
    expect(more.hidden).toHaveLength(within);
    expect(more.unprotected).toEqual([]);
    expect(await auditPattern(system, more.hidden, { singletons: true })).toMatchObject({ isExactSafe: true, readable: [] });
    const audit = await auditPattern(system, plain.hidden, { singletons: true });
    expect(audit.isExactSafe).toBe(without === within);
    if (without !== within) expect(audit.readable).toEqual([{ singleton: 0, cell: 1 }]);
  });

  test("is the same child in a part and a total of 1", async () => {
    // 1 of 1 in a unit; the unit's total is a cell of the column of totals too, with 2 beside it.
    const cells: Cell[] = [1, 0, 1, 2, 20, 23].map((value) => ({ value }));
    const relations = [
      { total: 2, parts: [0, 1] },
      { total: 5, parts: [2, 3, 4] },
    ];
    const system = compile({ cells, relations }, { minimum: 5 });
    const { readable } = await auditPattern(system, [0, 2, 3], { singletons: true });
    expect(readable).toEqual([
      { singleton: 0, cell: 3 },
      { singleton: 2, cell: 3 },
    ]);
  });

  test("knows nothing of another only child in the same table, in a cell beside an empty one", async () => {
    // Two children in two rows and two columns: each is alone in a row and in a column.
    const cells: Cell[] = [1, 0, 0, 1, 1, 1, 1, 1, 2, 30, 32].map((value) => ({ value }));
    const relations = [
      { total: 4, parts: [0, 1] },
      { total: 5, parts: [2, 3] },
      { total: 6, parts: [0, 2] },
      { total: 7, parts: [1, 3] },
      { total: 8, parts: [4, 5] },
      { total: 10, parts: [8, 9] },
    ];
    const system = compile({ cells, relations }, { minimum: 4 });
    const { hidden, unprotected } = await suppress(system, { level: "exact", singletons: true });
    expect(unprotected).toEqual([]);
    expect(await auditPattern(system, hidden, { singletons: true })).toMatchObject({ isExactSafe: true, readable: [] });
  });

  test("what is shown already can leave another without protection: said, not passed over", async () => {
    const { cells, relations } = line(1, 3, 10, 20);
    const fixed = cells.map((cell, i): Cell => (i > 1 ? { ...cell, fixed: "shown" } : cell));
    const system = compile({ cells: fixed, relations }, { minimum: 5 });
    expect((await suppress(system, { level: "exact" })).unprotected).toEqual([]);
    expect((await suppress(system, { level: "exact", singletons: true })).unprotected).toEqual([1]);
  });

  test("the options are checked from plain JavaScript", async () => {
    const system = compile(line(1, 3, 10));
    for (const wrong of [{ singletons: "yes" }, { singleton: true }, { singletons: 1 }] as object[]) {
      await expect(suppress(system, wrong)).rejects.toThrow(StatisticsError);
      await expect(auditPattern(system, [], wrong)).rejects.toThrow(StatisticsError);
    }
  });
});

describe("an auditor of whole numbers that shares nothing", () => {
  test("finds every cell protected, also from the only child of each other cell", async () => {
    const highs = await loadSolver();
    const shape = fc.record({
      seed: fc.nat(),
      a: fc.integer({ min: 2, max: 4 }),
      b: fc.integer({ min: 2, max: 3 }),
      c: fc.constantFrom(1, 2),
    });
    await fc.assert(
      fc.asyncProperty(shape, fc.constantFrom("exact", "range"), fc.boolean(), async ({ seed, a, b, c }, level, isLarge) => {
        const publication = fill([flat("a", a), flat("b", b), flat("c", c)], uniform(seed), undefined, undefined, { mean: 4 });
        const rule = { minimum: 4 };
        const system = compile(publication, rule);
        const pattern = await suppress(system, { level, singletons: true, ...(isLarge ? { carefulUpTo: 0 } : {}) });
        expect(pattern.unprotected).toEqual([]);
        const plain = plainAudit(highs, publication, rule, pattern.hidden);
        expect(plain.recoverable).toEqual([]);
        if (level === "range") expect(plain.narrow).toEqual([]);
        const audit = await auditPattern(system, pattern.hidden, { singletons: true });
        expect([audit.isExactSafe, audit.readable]).toEqual([true, []]);
        const alone = pattern.primary.filter((cell) => system.value[cell] === 1);
        for (const singleton of alone) {
          const { recoverable } = plainAudit(highs, publication, rule, pattern.hidden, [singleton]);
          const own = new Set([singleton]);
          // The child is the same in every total of 1 that the cell is part of, and in the part that makes up its 1.
          for (const cell of own) {
            for (const { total, parts } of publication.relations) {
              const line = [total, ...parts];
              if (!line.includes(cell) || publication.cells[total]?.value !== 1) continue;
              for (const one of line) if (publication.cells[one]?.value === 1) own.add(one);
            }
          }
          expect(recoverable.filter((cell) => !own.has(cell))).toEqual([]);
        }
      }),
      { numRuns: 30 },
    );
  });
});
