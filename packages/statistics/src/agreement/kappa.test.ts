import { describe, expect, it } from "vitest";
import { cohenKappa } from "./kappa.ts";

/** The two lists of a table of counts, rows the first judge. */
function listsOf(table: readonly (readonly number[])[]): [string[], string[]] {
  const pairs = table.flatMap((row, i) => row.flatMap((count, j) => Array.from({ length: count }, () => [`c${i}`, `c${j}`] as const)));
  return [pairs.map(([first]) => first), pairs.map(([, second]) => second)];
}

describe("published tables", () => {
  it("Fleiss, Cohen & Everitt (1969): 200 patients, three diagnoses, κ = 0.429", () => {
    const agreement = cohenKappa(
      ...listsOf([
        [106, 10, 4],
        [22, 28, 10],
        [2, 12, 6],
      ]),
    );
    expect(agreement).toMatchObject({ n: 200 });
    expect(agreement.observed).toBeCloseTo(0.7, 12);
    expect(agreement.expected).toBeCloseTo(0.475, 12);
    expect(agreement.kappa).toBeCloseTo(0.429, 3);
    expect(agreement.standardError ** 2).toBeCloseTo(0.002885, 6);
  });

  it("SAS, PROC FREQ, skin condition by two dermatologists: κ = 0.3449, ASE 0.0724, 0.2030–0.4868", () => {
    const agreement = cohenKappa(
      ...listsOf([
        [10, 4, 1, 0],
        [5, 10, 12, 2],
        [2, 4, 12, 5],
        [0, 2, 6, 13],
      ]),
    );
    expect(agreement.n).toBe(88);
    expect(agreement.kappa).toBeCloseTo(0.3449, 4);
    expect(agreement.standardError).toBeCloseTo(0.0724, 4);
    expect(agreement.lower).toBeCloseTo(0.203, 4);
    expect(agreement.upper).toBeCloseTo(0.4868, 4);
    expect(agreement.p).toBeLessThan(0.0001);
  });

  it("Cohen (1968), as it stands in R's psych: unweighted κ = 0.492", () => {
    expect(
      cohenKappa(
        ...listsOf([
          [88, 14, 18],
          [10, 40, 10],
          [2, 6, 12],
        ]),
      ).kappa,
    ).toBeCloseTo(0.492, 3);
  });
});

describe("what must hold", () => {
  it("two by two the variance is that of the table written out", () => {
    const [a, b, c, d] = [20, 5, 10, 15];
    const agreement = cohenKappa(
      ...listsOf([
        [a, b],
        [c, d],
      ]),
    );
    const n = 50;
    const [po, pe] = [(a + d) / n, (0.5 * 30) / n + (0.5 * 20) / n];
    expect(agreement.kappa).toBeCloseTo((po - pe) / (1 - pe), 12);
    expect(agreement.kappa).toBeCloseTo(0.4, 12);
    const kappa = 0.4;
    const [p11, p12, p21, p22] = [0.4, 0.1, 0.2, 0.3];
    const [r1, r2, c1, c2] = [0.5, 0.5, 0.6, 0.4];
    const first = p11 * (1 - (r1 + c1) * (1 - kappa)) ** 2 + p22 * (1 - (r2 + c2) * (1 - kappa)) ** 2;
    const second = (1 - kappa) ** 2 * (p12 * (c1 + r2) ** 2 + p21 * (c2 + r1) ** 2);
    const third = (kappa - pe * (1 - kappa)) ** 2;
    expect(agreement.standardError).toBeCloseTo(Math.sqrt((first + second - third) / n) / (1 - pe), 12);
  });

  it("neither order of the judges nor names of categories matter, and disagreement goes below 0", () => {
    const [first, second] = listsOf([
      [12, 3, 1],
      [2, 9, 4],
      [0, 1, 8],
    ]);
    const there = cohenKappa(first, second);
    const back = cohenKappa(
      second.toReversed().map((one) => `x${one}`),
      first.toReversed().map((one) => `x${one}`),
    );
    expect(back.kappa).toBeCloseTo(there.kappa, 12);
    expect(back.standardError).toBeCloseTo(there.standardError, 12);
    expect(cohenKappa(["a", "b", "a", "b"], ["b", "a", "b", "a"])).toMatchObject({ kappa: -1, lower: -1 });
  });

  it("full agreement has an interval that says how few were judged", () => {
    const few = cohenKappa(["a", "b", "a", "b"], ["a", "b", "a", "b"]);
    expect(few).toMatchObject({ kappa: 1, upper: 1, standardError: 0, isDegenerate: true });
    expect(few.lower).toBeCloseTo((0.05 ** 0.25 - 0.5) / 0.5, 12);
  });

  it("refuses what cannot be told", () => {
    expect(() => cohenKappa(["a", "a"], ["a", "a"])).toThrow("in one category");
    expect(() => cohenKappa(["a"], ["a"])).toThrow("at least 2");
    expect(() => cohenKappa(["a", "b"], ["a"])).toThrow("the same things");
    expect(() => cohenKappa(["a", "b"], ["a", "a"], 1)).toThrow("between 0 and 1");
  });
});
