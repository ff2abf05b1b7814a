import { describe, expect, it } from "vitest";
import { createTable, factorColumn, numericColumn } from "../data/table.ts";
import { domain, surveyDesign } from "../design/design.ts";
import { withReplicates } from "../design/replicates.ts";
import { byGroups } from "./groups.ts";
import { meanStatistic, total, totalStatistic } from "./means.ts";
import { reweighted } from "./reweight.ts";
import { estimateOf } from "./statistic.ts";

/** Two strata: 4 of 40 drawn, of which 3 have a value; 6 of 12 drawn, of which 4 have one. */
const y = [10, 14, 18, null, 1, 2, 4, 5, null, null];
const stratum = [..."aaaa", ..."bbbbbb"];
const table = createTable([
  numericColumn("y", y),
  factorColumn("stratum", stratum),
  factorColumn(
    "half",
    y.map((_, row) => (row % 2 === 0 ? "x" : "z")),
  ),
  numericColumn(
    "N",
    stratum.map((one) => (one === "a" ? 40 : 12)),
  ),
]);
const has = (row: number): boolean => y[row] !== null;
const totalOf = (part: ReturnType<typeof surveyDesign>) => totalStatistic(part, ["y"], { missing: "omit" });
const variance = (values: readonly number[]): number => {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  return values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1);
};

describe("rows with a value stand for the others of their class", () => {
  const design = surveyDesign(table, { strata: ["stratum"], fpc: ["N"] });
  const estimate = estimateOf(design, reweighted(design, ["stratum"], has, totalOf));

  it("so that a total counts the missing as the mean of their class, where omitting counts them as 0", () => {
    expect(estimate.estimate[0]).toBeCloseTo(40 * 14 + 12 * 3, 10);
    expect(total(design, ["y"], { missing: "omit" }).estimate[0]).toBeCloseTo(10 * 42 + 2 * 12, 10);
    expect(estimate.rows).toBe(7);
  });

  it("with the variance of the smaller sample, near N² (1 − m/N) s²/m in each stratum", () => {
    const textbook = 40 ** 2 * (1 - 3 / 40) * (variance([10, 14, 18]) / 3) + 12 ** 2 * (1 - 4 / 12) * (variance([1, 2, 4, 5]) / 4);
    const found = (estimate.se[0] as number) ** 2;
    expect(found / textbook).toBeGreaterThan(0.6);
    expect(found / textbook).toBeLessThan(1.1);
  });

  it("also in a census, where only who answered is random", () => {
    const rows = Array.from({ length: 400 }, (_, i) => ((i * 37) % 101) + 1);
    const census = createTable([
      numericColumn(
        "y",
        rows.map((one, i) => (i % 4 === 0 ? null : one)),
      ),
      factorColumn(
        "all",
        rows.map(() => "all"),
      ),
      numericColumn(
        "N",
        rows.map(() => 400),
      ),
    ]);
    const whole = surveyDesign(census, { fpc: ["N"] });
    const found = estimateOf(
      whole,
      reweighted(whole, ["all"], (row) => row % 4 !== 0, totalOf),
    );
    const answers = rows.filter((_, i) => i % 4 !== 0);
    expect((found.se[0] as number) ** 2 / (400 ** 2 * (1 - 300 / 400) * (variance(answers) / 300))).toBeCloseTo(1, 1);
  });

  it("in groups that add up to the whole, with their covariance", () => {
    const groups = byGroups(design, ["half"], (part) => reweighted(design, ["stratum"], has, totalOf, part));
    const sum = groups.joint.estimate.reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(estimate.estimate[0] as number, 10);
    const [a = 0, b = 0, c = 0, d = 0] = groups.joint.covariance;
    expect(a + b + c + d).toBeCloseTo((estimate.se[0] as number) ** 2, 8);
  });

  it("and in replicates each anew", () => {
    const plain = surveyDesign(table, { strata: ["stratum"] });
    const statistic = reweighted(plain, ["stratum"], has, (part) => meanStatistic(part, ["y"], { missing: "omit" }));
    const jackknife = withReplicates(plain, { type: "JKn" });
    const again = reweighted(jackknife, ["stratum"], has, (part) => meanStatistic(part, ["y"], { missing: "omit" }));
    const [linearised = 0, replicated = 0] = [estimateOf(plain, statistic).se[0], estimateOf(jackknife, again).se[0]];
    expect(replicated / linearised).toBeGreaterThan(0.8);
    expect(replicated / linearised).toBeLessThan(1.6);
  });

  it("but not for a class where none has a value", () => {
    const inside = domain(design, (row) => row > 3 || row === 3);
    expect(() => reweighted(inside, ["stratum"], has, totalOf)).toThrow('No row of the class "a" has a value, so none can stand for its 1');
  });
});
