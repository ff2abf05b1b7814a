import { describe, expect, test } from "vitest";
import { reportStep, siblingsIn } from "./report-steps.ts";

const report = { concern: ["Barnen är ofta ensamma."], givenName: ["Alva"], familyName: ["Testsson"] };

describe("the steps of a report", () => {
  test("a child more has the first one's family name, and room for the rest", () => {
    const one = reportStep(report, "fler");
    expect(one.to).toBe("barn");
    expect(one.values).toMatchObject({ ...report, "siblings.0.familyName": ["Testsson"], "siblings.0.otherGuardians": ["nej"] });
    expect(siblingsIn(reportStep(one.values, "fler").values)).toBe(2);
  });

  test("who is taken out leaves no hole, and no word", () => {
    const words = (...names: readonly string[]) =>
      Object.fromEntries(names.map((name, place) => [`siblings.${place}.givenName`, [name]] as const));
    const left = reportStep({ ...report, ...words("Bo", "Cilla", "Dag") }, "bort.1");
    expect(left).toEqual({ to: "barn", values: { ...report, ...words("Bo", "Dag") } });
    expect(reportStep({ ...report, ...words("Bo") }, "bort.0")).toEqual({ to: "anmalan", values: report });
  });

  test("there are at most ten children in one report", () => {
    const full = Array.from({ length: 20 }).reduce<Readonly<Record<string, readonly string[]>>>(
      (all) => reportStep(all, "fler").values,
      report,
    );
    expect(siblingsIn(full)).toBe(9);
  });

  test.each(["", "anmalan", "x", "bort.7", "bort.x"])("an unknown button leads to the report and keeps the words: %s", (step) => {
    expect(reportStep(report, step)).toEqual({ to: "anmalan", values: report });
  });
});
