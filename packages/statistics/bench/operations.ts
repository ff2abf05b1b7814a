// What is measured: the operations of R's timings, under R's names, with the numbers they give.
import type { Design } from "../src/design/design.ts";
import { degreesOfFreedom } from "../src/design/degrees-of-freedom.ts";
import { surveyDesign } from "../src/design/design.ts";
import { byGroups } from "../src/estimate/groups.ts";
import { mean, meanStatistic } from "../src/estimate/means.ts";
import { share } from "../src/estimate/share.ts";
import { fitGlm } from "../src/model/glm.ts";
import { fitOrdinal } from "../src/model/ordinal.ts";
import { twoWayTest } from "../src/test/chi-square.ts";
import { rake } from "../src/weights/calibrate.ts";
import { rakeByProportionalFitting } from "../src/weights/proportional-fitting.ts";
import { type Panel, covariates, panelMargins, panelTable } from "./panel.ts";

/** `work` is timed; the numbers it gives back (estimates and standard errors) are compared with R's, outside the timing. */
export type Operation = { readonly name: string; readonly work: () => () => number[] };

export const raking = "calibrate raking 4 margins eps=1e-13";
export const calibratedShares = "svymean(~trust) 6 levels + SE, calibrated";
export const logistic = "svyglm quasibinomial, 13 coefs, uncalibrated";
export const calibratedLogistic = "svyglm quasibinomial, 13 coefs, calibrated";
/** Not among R's timings: with a number among its variables a model is fitted row by row, where factors alone leave some hundred different rows. */
export const logisticWithNumber = "svyglm quasibinomial, 13 coefs, one a number";
export const ordinal = "svyolr 5 levels, 12 slopes, uncalibrated";

type Estimated = { readonly estimate: Float64Array; readonly se: Float64Array };
const both = ({ estimate, se }: Estimated): number[] => [...estimate, ...se];
const fitted = (fit: { readonly coefficients: Float64Array; readonly standardErrors: Float64Array }): number[] => [
  ...fit.coefficients,
  ...fit.standardErrors,
];

/** Sum of squares, smallest and largest weight. */
function describe({ weights }: Design): number[] {
  let [squares, least, most] = [0, Infinity, 0];
  for (const weight of weights) {
    squares += weight * weight;
    least = Math.min(least, weight);
    most = Math.max(most, weight);
  }
  return [squares, least, most];
}

/** The operations in the order of R's timings. Those on the calibrated design use what the raking before them gave. */
export function operations(panel: Panel): Operation[] {
  const table = panelTable(panel);
  const margins = panelMargins();
  let made: Design | undefined;
  let calibrated: Design | undefined;
  const design = (): Design => (made ??= surveyDesign(table, { weights: "weight" }));
  const raked = (): Design => (calibrated ??= rake(design(), margins).design);
  const afresh = (which: "design" | "raked"): Design => {
    if (which === "design") made = undefined;
    calibrated = undefined;
    return which === "design" ? design() : raked();
  };
  const glm = (on: () => Design, family: "binomial" | "gaussian", variables: string) => () => {
    const fit = fitGlm(on(), `high ~ ${variables}`, family);
    return () => fitted(fit);
  };
  const shares = (on: () => Design) => () => {
    const result = mean(on(), ["trust"]);
    return () => both(result);
  };
  return [
    {
      name: "svydesign(id=~1, weights)",
      work: () => {
        const result = afresh("design");
        return () => [degreesOfFreedom(result), ...describe(result)];
      },
    },
    {
      name: "rake 4 margins (R default stop)",
      work: () => {
        const result = rakeByProportionalFitting(design(), margins).design;
        return () => describe(result);
      },
    },
    {
      name: raking,
      work: () => {
        const result = afresh("raked");
        return () => describe(result);
      },
    },
    { name: "svymean(~trust) 6 levels + SE, uncalibrated", work: shares(design) },
    { name: calibratedShares, work: shares(raked) },
    {
      name: "svyby(~high, ~gender+age_group), calibrated",
      work: () => {
        const { joint } = byGroups(raked(), ["gender", "age_group"], (part) => meanStatistic(part, ["high"]));
        return () => both(joint);
      },
    },
    {
      name: "svyciprop(~high, xlogit), calibrated",
      work: () => {
        const { estimate, se, interval } = share(raked(), "high", { method: "xlogit" });
        return () => [estimate, se, interval.lower, interval.upper];
      },
    },
    {
      name: "svychisq(~trust5+background), uncalibrated",
      work: () => {
        const { statistic, df, p } = twoWayTest(design(), "trust5", "background").secondOrder;
        return () => [statistic, ...df, p];
      },
    },
    { name: logistic, work: glm(design, "binomial", covariates) },
    { name: calibratedLogistic, work: glm(raked, "binomial", covariates) },
    { name: "svyglm gaussian, 13 coefs, uncalibrated", work: glm(design, "gaussian", covariates) },
    { name: logisticWithNumber, work: glm(design, "binomial", covariates.replace("background", "abroad")) },
    {
      name: ordinal,
      work: () => {
        const fit = fitOrdinal(design(), `trust5 ~ ${covariates}`);
        return () => fitted(fit);
      },
    },
  ];
}
