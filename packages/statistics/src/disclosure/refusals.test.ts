// What disclosure control refuses, by name and count.
import { describe, expect, test } from "vitest";
import type { StatisticsErrorCode } from "../errors.ts";
import { auditPattern } from "./audit.ts";
import { determinedCells } from "./eliminate.ts";
import { optimalSuppression } from "./optimum.ts";
import { fill, flat, randomPublication, uniform } from "./random-publications.ts";
import { roundCounts } from "./rounding.ts";
import type { ShareGroup, ShareOptions } from "./shares.ts";
import { auditShares } from "./shares.ts";
import { suppress } from "./suppress.ts";
import type { Cell, Relation, Rule } from "./system.ts";
import { compile } from "./system.ts";
import type { PublicationSpec } from "./tables.ts";
import { buildPublication } from "./tables.ts";

type Refusal = readonly [code: StatisticsErrorCode, variable: string, count: number];
const refused = ([code, variable, count]: Refusal): object => {
  const matcher: unknown = expect.objectContaining({ name: "StatisticsError", code, variable, count });
  return matcher as object;
};

const cells: readonly Cell[] = [{ value: 10, label: "all" }, { value: 6, label: "girls" }, { value: 4 }];
const sum: Relation = { total: 0, parts: [1, 2] };
const withCell = (place: number, change: Partial<Cell>) => cells.map((cell, i) => (i === place ? { ...cell, ...change } : cell));
const compiled = (relations: readonly Relation[], rule: Rule = {}, list = cells) => compile({ cells: list, relations }, rule);

describe("a publication", () => {
  test.each<[string, () => unknown, Refusal]>([
    ["a negative count", () => compiled([], {}, withCell(1, { value: -1 })), ["disclosure", "girls", -1]],
    ["half a child, in a cell without a label", () => compiled([], {}, withCell(2, { value: 4.5 })), ["disclosure", "cell 2", 4.5]],
    ["a count that is no number", () => compiled([], {}, withCell(1, { value: Number.NaN })), ["disclosure", "girls", Number.NaN]],
    ["a count beyond whole numbers", () => compiled([], {}, withCell(1, { value: 2 ** 53 })), ["disclosure", "girls", 2 ** 53]],
    ["a structural zero with children", () => compiled([], {}, withCell(1, { isStructuralZero: true })), ["disclosure", "girls", 6]],
    ["more known than there is", () => compiled([], {}, withCell(1, { minimum: 7 })), ["disclosure", "girls", 7]],
    [
      "something known that is no number",
      () => compiled([], {}, withCell(1, { minimum: Number.NaN })),
      ["disclosure", "girls", Number.NaN],
    ],
    ["parts that do not add", () => compiled([{ total: 0, parts: [1] }]), ["disclosure", "all", -4]],
    ["relations that contradict each other", () => compiled([sum, { total: 1, parts: [2] }]), ["disclosure", "girls", -2]],
    ["a union above the sum of its parts", () => compiled([{ kind: "union", total: 0, parts: [1] }]), ["disclosure", "all", 10]],
    ["a union below a part", () => compiled([{ kind: "union", total: 2, parts: [0, 1] }]), ["disclosure", "cell 2", 4]],
    ["an unknown cell in a relation", () => compiled([{ total: 0, parts: [1, 12] }]), ["disclosure", "cell 12", 3]],
    ["a cell that is its own total", () => compiled([{ total: 0, parts: [0, 1] }]), ["disclosure", "all", 2]],
    ["a part named twice", () => compiled([{ total: 0, parts: [1, 1] }]), ["disclosure", "girls", 2]],
    ["a total without parts", () => compiled([{ total: 0, parts: [] }]), ["disclosure", "all", 0]],
    ["a rule of half a child", () => compiled([], { minimum: 6.5 }), ["disclosure", "minimum", 6.5]],
    ["a rule laid on nothing", () => compiled([], { basis: [] }), ["disclosure", "basis", 0]],
    [
      "cells of a group that are shown and hidden already",
      () =>
        compiled([], {}, [
          cells[0] ?? { value: 0 },
          { value: 1, group: "g", fixed: "hidden" },
          { value: 2, label: "b", group: "g", fixed: "shown" },
        ]),
      ["disclosure", "b", 2],
    ],
  ])("refuses %s", (_, make, refusal) => {
    expect(make).toThrow(refused(refusal));
  });

  const spec =
    (change: Partial<PublicationSpec>): (() => unknown) =>
    () =>
      buildPublication({ dimensions: [flat("unit", 2), flat("gender", 2)], countOf: () => ({ n: 3 }), ...change });
  test.each<[string, () => unknown, Refusal]>([
    ["an unknown dimension", spec({ tables: [["unit", "age"]] }), ["disclosure", "age", 1]],
    ["a table that names a dimension twice", spec({ tables: [["unit", "unit"]] }), ["disclosure", "unit", 2]],
    ["two dimensions of one name", spec({ dimensions: [flat("unit", 2), flat("unit", 3)] }), ["disclosure", "unit", 2]],
    [
      "a level used twice",
      spec({ dimensions: [{ name: "unit", total: { code: "all", parts: [{ code: "a" }, { code: "a" }, { code: "all" }] } }] }),
      ["disclosure", "unit", 2],
    ],
    ["more with the property than there are", spec({ countOf: () => ({ n: 3, numerator: 4 }) }), ["disclosure", "unit1 · gender1", 4]],
    [
      "a numerator at some positions alone",
      spec({ countOf: ({ unit }) => (unit === "unit1" ? { n: 3, numerator: 1 } : { n: 3 }) }),
      ["disclosure", "unit2 · gender1", 9],
    ],
  ])("is not built from %s", (_, make, refusal) => {
    expect(make).toThrow(refused(refusal));
  });
});

describe("suppression and audit", () => {
  const system = compile(fill([flat("unit", 3), flat("gender", 2)], uniform(5)));

  test("a pattern with a cell that is not there", async () => {
    await expect(auditPattern(system, [0, 99])).rejects.toThrow(refused(["disclosure", "cell 99", 12]));
    expect(() => determinedCells(system, new Uint8Array(3))).toThrow(refused(["argument", "hidden", 3]));
  });

  test("a small count that is published already cannot be protected, and the audit says that it is known", async () => {
    const published = compiled([sum], {}, withCell(2, { fixed: "shown" }));
    expect(await suppress(published)).toMatchObject({ hidden: [0, 1], unprotected: [2] });
    expect(await auditPattern(published, [0, 1])).toMatchObject({ isExactSafe: false, shownPrimary: [2] });
    await expect(optimalSuppression(published)).rejects.toThrow(refused(["infeasible", "cell 2", 1]));
  });

  test("rounding", async () => {
    await expect(roundCounts(system, { base: 1 })).rejects.toThrow(refused(["argument", "base", 12]));
    const overlapping = compile(randomPublication("overlapping", 1));
    const unions = overlapping.rows.filter(({ low, high }) => low !== high).length;
    const first = overlapping.label(overlapping.rows.find(({ low, high }) => low !== high)?.cells[0] ?? -1);
    await expect(roundCounts(overlapping)).rejects.toThrow(refused(["unsupported", first, unions]));
    const linked = compile(randomPublication("linked", 4));
    await expect(roundCounts(linked, { method: "random", isAdditive: true })).rejects.toMatchObject({ code: "unsupported" });
  });
});

describe("shares", () => {
  const group = (label: string, n: number, numerator: number): ShareGroup => ({
    label,
    n,
    numerator,
    isCountShown: true,
    isShareShown: true,
  });
  test.each<[string, ShareGroup[], ShareOptions, Refusal]>([
    ["more with the property than there are", [group("girls", 9, 10)], {}, ["disclosure", "girls", 10]],
    ["half a child", [group("girls", 9, 1.5)], {}, ["disclosure", "girls", 1.5]],
    ["two groups of one name", [group("girls", 9, 1), group("girls", 8, 1)], {}, ["disclosure", "girls", 2]],
    ["no groups", [], {}, ["disclosure", "n", 0]],
    ["more children than can be listed", [group("girls", 90, 1), group("boys", 80, 1)], {}, ["disclosure", "n", 170]],
    ["a step of nothing", [group("girls", 9, 1)], { step: 0 }, ["argument", "step", 1]],
    ["a minimum of nothing", [group("girls", 9, 1)], { minimum: 0 }, ["argument", "minimum", 1]],
  ])("refuses %s", (_, groups, options, refusal) => {
    expect(() => auditShares(groups, options)).toThrow(refused(refusal));
  });
});
