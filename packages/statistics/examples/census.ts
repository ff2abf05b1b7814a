import {
  byGroups,
  compareEarlyLate,
  compareWithFrame,
  contrasts,
  createTable,
  factor,
  factorColumn,
  numeric,
  numericColumn,
  responsePropensity,
  responseRates,
  responseRatesBy,
  share,
  shareStatistic,
  surveyDesign,
} from "@fortrogen/statistics";
import { municipalities, sizeClasses } from "./synthetic.ts";

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
const points = (value: number): string => `${(100 * value).toFixed(1)} points`;

// 1. All 303 were asked; the frame has one row for each, answered or not.
const frame = municipalities();
const answered = numeric(frame, "responded");
const size = factor(frame, "size");
const complete = answered.reduce((sum, yes) => sum + yes, 0);
const rates = responseRates({ complete, nonContact: frame.n - complete });
const byClass = responseRatesBy(frame, "responded", "size");

// 2. How uneven is the response? The R-indicator is 1 when all classes answer alike; the bias of a mean is at most this many standard deviations.
const propensity = responsePropensity(frame, "responded", ["size"]);
const comparison = compareWithFrame(frame, "responded", "size");
const late = compareEarlyLate(frame, "responded", "reminders", "routine");

// 3. Weighting classes: those who answered stand for their class. Strata are the classes, fpc the number of municipalities in each, so the
//    weight is asked/answered and a class where all answered has no sampling error.
const rows = Array.from({ length: frame.n }, (_, row) => row).filter((row) => answered[row] === 1);
const classOf = (row: number): string => size.levels[size.codes[row] ?? -1] ?? "";
const asked = new Map(byClass.map(({ group, units }) => [group, units]));
const routine = numeric(frame, "routine");
const respondents = createTable([
  factorColumn("size", rows.map(classOf), sizeClasses),
  numericColumn(
    "asked",
    rows.map((row) => asked.get(classOf(row))),
  ),
  numericColumn(
    "routine",
    rows.map((row) => routine[row]),
  ),
]);
const weighted = surveyDesign(respondents, { strata: ["size"], fpc: ["asked"] });

// 4. The share with a written routine: as answered, weighted, and the difference between the largest and the smallest.
const plain = share(surveyDesign(respondents), "routine");
const all = share(weighted, "routine", { method: "beta" });
const classes = byGroups(weighted, ["size"], (part) => shareStatistic(part, "routine"));
const gap = contrasts(classes.joint, { "large minus small": [1, 0, -1] });

export const output = [
  `response rate (AAPOR RR1): ${percent(rates.rr1)}, ${complete} of ${frame.n}`,
  ...byClass.map(({ group, units, responded, rate }) => `  ${group}: ${responded} of ${units}, ${percent(rate)}`),
  `R-indicator ${propensity.rIndicator.toFixed(3)}, largest bias ${propensity.maximumBias.toFixed(3)} standard deviations`,
  `class and response: chi-square ${comparison.chiSquare.toFixed(2)} on ${comparison.df}, p = ${comparison.p.toPrecision(2)}`,
  `routine, late minus early answers: ${points(late.difference)}, p = ${late.p.toFixed(3)}`,
  `routine, as answered: ${percent(plain.estimate)}`,
  `routine, weighting classes: ${percent(all.estimate)} (${percent(all.interval.lower)} – ${percent(all.interval.upper)})`,
  ...classes.groups.map(({ labels, rows: n }, k) => `  ${labels[0]}: ${percent(classes.estimates[k]?.estimate[0] ?? 0)} of ${n}`),
  `large minus small: ${points(gap.estimate[0] ?? 0)}, standard error ${(100 * (gap.se[0] ?? 0)).toFixed(1)}`,
];
