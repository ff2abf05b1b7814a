import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { protectUnits } from "./by-unit.ts";
import type { UnitCount } from "./by-unit.ts";

const count = (unit: string | null, children: number): UnitCount => ({
  unit,
  children,
  individual: 1,
  withGuardian: 0,
  none: children - 1,
});

describe("figures by unit", () => {
  it("hide a unit of fewer than 7 and the smallest of the others, so that it cannot be computed", () => {
    expect(protectUnits([count("Norr", 40), count("Söder", 6), count("Väst", 12)], 7)).toEqual([
      { unit: "Norr", children: 40, individual: 3, withGuardian: 0, none: 98, hidden: null },
      { unit: "Söder", children: null, individual: null, withGuardian: null, none: null, hidden: "färre än 7" },
      { unit: "Väst", children: null, individual: null, withGuardian: null, none: null, hidden: "skyddar annan grupp" },
    ]);
  });

  it("show units beside children of an unknown unit, who have no row, and hide one when those are few", () => {
    expect(protectUnits([count("Norr", 40), count("Söder", 9), count(null, 20)], 7).map(({ hidden }) => hidden)).toEqual([null, null]);
    expect(protectUnits([count("Norr", 40), count("Söder", 9), count(null, 2)], 7).map(({ hidden }) => hidden)).toEqual([
      null,
      "skyddar annan grupp",
    ]);
  });

  it("never show a small unit, nor leave it the only unknown of the whole", () => {
    const units = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(units, fc.option(fc.integer({ min: 1, max: 30 })), (sizes, unknown) => {
        const counts = [...sizes.map((size, i) => count(`Enhet ${i}`, size)), ...(unknown === null ? [] : [count(null, unknown)])];
        const shown = protectUnits(counts, 7).filter(({ hidden }) => hidden === null);
        for (const { unit, children } of shown) expect(children).toBe(counts.find((one) => one.unit === unit)?.children);
        expect(shown.every(({ children }) => (children ?? 0) >= 7)).toBe(true);
        const rest = counts.filter(({ unit }) => !shown.some((one) => one.unit === unit));
        const left = rest.reduce((sum, { children }) => sum + children, 0);
        // What is left when the shown are taken from the whole is nothing, several groups, or one that is large.
        expect(rest.length === 0 || rest.length > 1 || left >= 7 || shown.length === 0).toBe(true);
      }),
    );
  });
});
