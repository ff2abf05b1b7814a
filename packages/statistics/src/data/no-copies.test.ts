// Typed arrays are taken over without a copy, and nothing that is done with a table writes to them.
import { expect, test } from "vitest";
import { surveyDesign } from "../design/design.ts";
import { byGroups } from "../estimate/groups.ts";
import { mean, meanStatistic, populationVariance, ratio, total } from "../estimate/means.ts";
import { quantiles } from "../estimate/quantile.ts";
import { share } from "../estimate/share.ts";
import { fitGlm } from "../model/glm.ts";
import { fitOrdinal } from "../model/ordinal.ts";
import { rankTest } from "../test/rank-test.ts";
import { twoWayTest } from "../test/chi-square.ts";
import { rake } from "../weights/calibrate.ts";
import { trimWeights } from "../weights/trim.ts";
import { createTable, factor, factorFromCodes, numeric, numericColumn } from "./table.ts";

const n = 400;
const make = () => ({
  y: Float64Array.from({ length: n }, (_, i) => (i * 37) % 11),
  yes: Float64Array.from({ length: n }, (_, i) => ((i * i + i) % 7 < 3 ? 1 : 0)),
  w: Float64Array.from({ length: n }, (_, i) => 1 + (i % 3) / 4),
  g: Int32Array.from({ length: n }, (_, i) => (i * 7) % 3),
  h: Int32Array.from({ length: n }, (_, i) => ((i * 13) % 5 < 2 ? 1 : 0)),
});

test("columns, tables and designs hold the very arrays that were given", () => {
  const { y, w, g } = make();
  const table = createTable([numericColumn("y", y), numericColumn("w", w), factorFromCodes("g", g, ["a", "b", "c"])]);
  expect(numeric(table, "y")).toBe(y);
  expect(factor(table, "g").codes).toBe(g);
  expect(surveyDesign(table, { weights: "w" }).weights).toBe(w);
  expect(surveyDesign(table, { weights: w }).weights).toBe(w);
});

test("no estimate, calibration, model or test writes to them", () => {
  const given = make();
  const table = createTable([
    numericColumn("y", given.y),
    numericColumn("yes", given.yes),
    numericColumn("w", given.w),
    factorFromCodes("g", given.g, ["a", "b", "c"]),
    factorFromCodes("h", given.h, ["no", "yes"], true),
  ]);
  const plain = surveyDesign(table, { weights: "w" });
  const margin = (variable: string, totals: readonly (readonly [string, number])[]) => ({
    variables: [variable],
    totals: totals.map(([level, size]) => ({ levels: [level], total: size })),
  });
  const { design } = rake(plain, [
    margin("g", [
      ["a", 300],
      ["b", 300],
      ["c", 200],
    ]),
    margin("h", [
      ["no", 500],
      ["yes", 300],
    ]),
  ]);
  trimWeights(design, { upper: 3 });
  for (const one of [plain, design]) {
    mean(one, ["y", "g"]);
    total(one, ["y"]);
    ratio(one, "yes", "y");
    populationVariance(one, ["y"]);
    share(one, "yes");
    quantiles(one, "y", [0.5]);
    byGroups(one, ["g"], (part) => meanStatistic(part, ["y"]));
    fitGlm(one, "yes ~ y + g", "binomial");
    fitOrdinal(one, "h ~ y + g");
    twoWayTest(one, "g", "h");
    rankTest(one, "y ~ h");
  }
  expect(given).toEqual(make());
});
