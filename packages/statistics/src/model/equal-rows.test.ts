// A fit that puts equal rows together gives what the same fit gives row by row: a factor of two levels written as 0 and 1 prevents it.
import { describe, expect, test } from "vitest";
import { createTable, factorFromCodes, numericColumn } from "../data/table.ts";
import { type Design, surveyDesign } from "../design/design.ts";
import { withReplicates } from "../design/replicates.ts";
import { rake } from "../weights/calibrate.ts";
import { equalRows, sumByCell } from "./equal-rows.ts";
import { toFormula } from "./formula.ts";
import { modelFrame } from "./frame.ts";
import { fitGlm } from "./glm.ts";
import { fitOrdinal } from "./ordinal.ts";

const n = 600;
const g = Int32Array.from({ length: n }, (_, i) => (i * 7 + (i >> 3)) % 3);
const h = Int32Array.from({ length: n }, (_, i) => ((i * 13 + (i >> 4)) % 5 < 2 ? 1 : 0));
const yes = Float64Array.from({ length: n }, (_, i) => ((i * i + 3 * i + 5 * (g[i] ?? 0) + 2 * (h[i] ?? 0)) % 11 < 5 ? 1 : 0));
const grade = Int32Array.from({ length: n }, (_, i) => (i * i + (g[i] ?? 0) + 2 * (h[i] ?? 0) * i) % 4);
// Some rows miss a factor or have no weight, so that rows of the frame and of the table are numbered differently.
g[5] = -1;
const w = Float64Array.from({ length: n }, (_, i) => (i % 50 === 49 ? 0 : 1 + ((i * 5) % 7) / 4));
const table = createTable([
  factorFromCodes("g", g, ["a", "b", "c"]),
  factorFromCodes("h", h, ["no", "yes"]),
  numericColumn("hyes", Float64Array.from(h)),
  numericColumn("yes", yes),
  numericColumn(
    "amount",
    Float64Array.from({ length: n }, (_, i) => ((i * 37) % 23) / 3 + (h[i] ?? 0)),
  ),
  factorFromCodes("grade", grade, ["1", "2", "3", "4"], true),
  numericColumn("w", w),
]);
const plain = surveyDesign(table, { weights: "w" });
const designs: readonly (readonly [string, Design])[] = [
  ["weights", plain],
  [
    "calibrated",
    rake(plain, [
      {
        variables: ["h"],
        totals: [
          { levels: ["no"], total: 5000 },
          { levels: ["yes"], total: 4000 },
        ],
      },
    ]).design,
  ],
  ["replicates", withReplicates(plain, { type: "bootstrap", replicates: 20, seed: 2 })],
];

type Fitted = { readonly names: readonly string[]; readonly coefficients: Float64Array; readonly covariance: Float64Array };
/** Coefficients and covariance agree, whatever the constant of the second model is called. */
function expectSame(together: Fitted, apart: Fitted): void {
  expect(together.names).toEqual(apart.names);
  together.coefficients.forEach((value, j) => {
    expect(value).toBeCloseTo(apart.coefficients[j] ?? Number.NaN, 10);
  });
  together.covariance.forEach((value, j) => {
    expect(value).toBeCloseTo(apart.covariance[j] ?? Number.NaN, 10);
  });
}

describe.each(designs)("on a design with %s", (_, design) => {
  test.each(["binomial", "gaussian", "poisson"] as const)("%s", (family) => {
    const [together, apart] = [fitGlm(design, "yes ~ g + h", family), fitGlm(design, "yes ~ g + hyes", family)];
    expectSame(together, apart);
    for (const key of ["deviance", "nullDeviance", "dispersion"] as const) expect(together[key]).toBeCloseTo(apart[key], 9);
    together.fitted.forEach((value, i) => {
      expect(value).toBeCloseTo(apart.fitted[i] ?? Number.NaN, 11);
    });
  });
  test("an outcome that takes any value", () => {
    expectSame(fitGlm(design, "amount ~ g + h", "gaussian"), fitGlm(design, "amount ~ g + hyes", "gaussian"));
  });
  test("proportional odds", () => {
    expectSame(fitOrdinal(design, "grade ~ g + h"), fitOrdinal(design, "grade ~ g + hyes"));
  });
});

test("equal rows are counted and weighed in one cell", () => {
  const frame = modelFrame(table, toFormula("yes ~ g + h"), w);
  const equal = equalRows(
    frame,
    Array.from(frame.rows, (row) => yes[row] ?? 0),
    2,
  );
  if (equal === null) throw new Error("The rows were not put together.");
  expect(equal.counts.length).toBeLessThanOrEqual(12);
  expect(equal.counts.reduce((a, b) => a + b, 0)).toBe(frame.rows.length);
  const given = Float64Array.from(frame.rows, (row) => w[row] ?? 0);
  expect(sumByCell(equal, given).reduce((a, b) => a + b, 0)).toBeCloseTo(
    given.reduce((a, b) => a + b, 0),
    9,
  );
  // A number among the variables: every row has a line of its own.
  expect(modelFrame(table, toFormula("yes ~ g + hyes"), w).lineOf).toBeNull();
});

test("a separated outcome is refused with the number of rows, not of cells", () => {
  const parted = createTable([
    factorFromCodes("h", h, ["no", "yes"]),
    numericColumn("hyes", Float64Array.from(h)),
    numericColumn(
      "y",
      Float64Array.from({ length: n }, (_, i) => (h[i] === 1 ? 1 : i % 2)),
    ),
  ]);
  const count = h.reduce((a, b) => a + b, 0);
  for (const formula of ["y ~ h", "y ~ hyes"]) {
    expect(() => fitGlm(surveyDesign(parted), formula, "binomial")).toThrow(
      expect.objectContaining({ code: "separation", variable: "hyes", count }) as Error,
    );
  }
});
