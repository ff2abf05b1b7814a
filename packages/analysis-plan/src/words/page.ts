/** The page's own words and numbers in two languages. What the plan and the data say themselves is left as it is. */
import type { Measure, TestRow } from "../result.ts";
import { pageInSwedish } from "./swedish/page.ts";

export type Language = "sv" | "en";

/** What the sentence on rows without a value is made of; the numbers as the page writes them, null where they are not told. */
type MissingWords = {
  readonly variables: string;
  readonly rows: string | null;
  readonly of: string | null;
  readonly treatment: "omit" | "reweight";
  readonly classes: string;
  readonly isTotal: boolean;
};

export type Words = {
  readonly estimate: string;
  readonly standardError: string;
  readonly interval: (level: string) => string;
  readonly to: string;
  readonly rows: string;
  readonly p: string;
  readonly name: string;
  readonly test: string;
  readonly statistic: string;
  readonly degrees: string;
  readonly all: string;
  readonly domain: string;
  /** Of a crosstab: its caption, and the column of sums. */
  readonly ofRow: string;
  readonly sum: string;
  readonly hiddenNote: (minimum: number) => string;
  readonly boundary: string;
  readonly largest: string;
  readonly constant: string;
  readonly few: string;
  readonly empty: string;
  readonly "no-base": string;
  /** Rows without a value, and what that does. Numbers are not told under a rule. */
  readonly missing: (about: MissingWords) => string;
  /** A class that answered fully or not at all; `""` is everybody. */
  readonly certain: (name: string, propensity: 0 | 1) => string;
  readonly failure: string;
  readonly failureKept: string;
  readonly chartFirst: (count: number) => string;
  readonly percentagePoints: string;
  readonly weights: string;
  readonly weightFacts: Readonly<
    Record<"distance" | "sum" | "range" | "kish" | "effective" | "factors" | "misfit" | "trimmed" | "marginsMet" | "marginsNotMet", string>
  >;
  readonly outside: (count: string) => string;
  readonly margin: readonly [string, string, string];
  readonly source: string;
  readonly sources: Readonly<Record<"data" | "frame" | "plan" | "hash" | "versions" | "time" | "rule" | "audit" | "covers", string>>;
  readonly rule: (minimum: number, hidden: string, figures: string) => string;
  readonly audit: Readonly<Record<"range" | "exact", string>>;
  /** Beside what the audit found. */
  readonly singletons: string;
  readonly covers: string;
  readonly combinationsCut: string;
  readonly rowCount: (rows: string) => string;
  readonly measures: Readonly<Record<Measure, string>>;
  readonly methods: Readonly<Record<TestRow["method"], string>>;
  /** Steps of a run beside its analyses, for the line of progress. */
  readonly steps: Readonly<Record<"design" | "weights" | "disclosure", string>>;
  /** Names that the analyses give themselves. */
  readonly names: Readonly<Record<string, string>>;
};

const en: Words = {
  estimate: "Estimate",
  standardError: "Standard error",
  interval: (level) => `${level} confidence interval`,
  to: "to",
  rows: "Rows (unweighted)",
  p: "p",
  name: "About",
  test: "Test",
  statistic: "Statistic",
  degrees: "Degrees of freedom",
  all: "all",
  domain: "Limited to",
  ofRow: "shares of each row",
  sum: "sum",
  hiddenNote: (minimum) => `.. is hidden: it rests on fewer than ${minimum} rows, or would give such a number away.`,
  boundary: "The share is 0 or 100 %; the interval is the exact one.",
  largest: "No answer lies above; the lower limit is the exact one for that.",
  constant: "Fixed by the design or the margins: without sampling error.",
  few: "Too few for an interval.",
  empty: "No row has a value: there is no figure.",
  "no-base": "What it is divided by is 0: there is no figure.",
  missing: ({ variables, rows, of, treatment, classes, isTotal }) => {
    const begin = rows === null ? `Some rows have no value of ${variables}.` : `${rows} of ${of ?? ""} rows have no value of ${variables}.`;
    if (treatment === "reweight") return `${begin} Those with a value stand for the others of their class (${classes}).`;
    return `${begin} They are left out${isTotal ? ", so they count as 0: the total is of those with a value, and too low for all." : "."}`;
  },
  certain: (name, propensity) =>
    propensity === 1
      ? `${name}: all answered, so the propensity to answer is 1.`
      : `${name}: none answered, so the propensity to answer is 0.`,
  failure: "This analysis could not be made:",
  failureKept: "The reason is not printed under the disclosure rule; it stands where the plan was run.",
  chartFirst: (count) => `The chart shows the first ${count} rows of the table.`,
  percentagePoints: "percentage points",
  weights: "Weights",
  weightFacts: {
    distance: "Method",
    sum: "Sum of weights",
    range: "Smallest and largest weight",
    kish: "Kish's design effect",
    effective: "Effective size",
    factors: "Smallest and largest factor",
    misfit: "Largest misfit of a margin",
    trimmed: "Trimmed to",
    marginsMet: "The margins are met.",
    marginsNotMet: "The margins are no longer met: the weights were trimmed after calibration.",
  },
  outside: (count) => `${count} weights outside`,
  margin: ["Margin", "Population", "Weighted"],
  source: "Where this came from",
  sources: {
    data: "Data",
    frame: "Frame",
    plan: "Plan",
    hash: "SHA-256",
    versions: "Versions",
    time: "Run",
    rule: "Disclosure rule",
    audit: "Audit",
    covers: "What the audit covers",
  },
  rule: (minimum, hidden, figures) => `no figure on fewer than ${minimum} rows; ${hidden} of ${figures} figures hidden`,
  audit: {
    range: "no hidden number can be narrowed further than the rule itself says",
    exact: "no hidden number can be computed from those shown",
  },
  singletons: "not by the only one in a group either",
  covers:
    "everything this plan prints, taken together and in whole numbers; not what it gives together with other plans, tables or publications from the same data, nor what somebody knows of the people in it",
  combinationsCut: "what three or more figures give together was tried only in part, the plan being too large",
  rowCount: (rows) => `${rows} rows`,
  measures: {
    mean: "mean",
    total: "total",
    share: "share",
    ratio: "ratio",
    quantile: "quantile",
    difference: "difference",
    "pairwise difference": "difference between groups, p adjusted by Holm",
    change: "change",
    slope: "slope",
    coefficient: "coefficient",
    "odds ratio": "odds ratio",
    "rate ratio": "rate ratio",
    "predicted margin": "predicted margin",
    count: "count",
    "response rate": "response rate",
    "cumulative response": "answered so far",
    "frame share": "share of the frame",
    "respondent share": "share of the answers",
    "R-indicator": "R-indicator",
    "largest bias": "largest bias (standard deviations)",
  },
  methods: {
    "Rao–Scott F": "Rao–Scott F",
    t: "t-test",
    "rank t": "rank test, t",
    "rank F": "rank test, F",
    "Wald F": "Wald F",
    "Rao–Scott likelihood ratio": "Rao–Scott likelihood ratio",
    "Pearson chi-square": "Pearson's chi-square",
  },
  steps: { design: "the design", weights: "the weights", disclosure: "the disclosure rule" },
  names: { "(Intercept)": "constant" },
};

export const words: Readonly<Record<Language, Words>> = { sv: pageInSwedish, en };

/** What a measure is called in a language. Errors: none. */
export const measureIn = (measure: Measure, language: Language): string => words[language].measures[measure];

/** What `onProgress` calls the next step, in a language; ids of analyses and names of files as they are. Errors: none. */
export function stepIn(next: string, language: Language): string {
  const step = (["design", "weights", "disclosure"] as const).find((one) => words.en.steps[one] === next);
  return step === undefined ? next : words[language].steps[step];
}

/** Numbers as the language writes them. */
export type Numbers = {
  readonly whole: (value: number) => string;
  /** Four significant digits; whole numbers from 1,000 on. */
  readonly plain: (value: number) => string;
  readonly fixed: (value: number, decimals: number) => string;
  readonly percent: (share: number) => string;
  /** A share of which the heading says that it is in percentage points. */
  readonly points: (share: number) => string;
  readonly ratio: (value: number) => string;
  readonly p: (value: number) => string;
};

export function numbersIn(language: Language): Numbers {
  const locale = language === "sv" ? "sv-SE" : "en-GB";
  const format = (options: Intl.NumberFormatOptions): ((value: number) => string) => {
    const formatter = new Intl.NumberFormat(locale, options);
    return (value) => formatter.format(value === 0 ? 0 : value);
  };
  const whole = format({ maximumFractionDigits: 0 });
  const digits = format({ maximumSignificantDigits: 4 });
  const one = format({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const two = format({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const three = format({ minimumFractionDigits: 3, maximumFractionDigits: 3 });
  return {
    whole,
    plain: (value) => (Math.abs(value) >= 1000 ? whole(value) : digits(value)),
    fixed: (value, decimals) => format({ minimumFractionDigits: decimals, maximumFractionDigits: decimals })(value),
    percent: (share) => `${one(100 * share)}\u00a0%`,
    points: (share) => one(100 * share),
    ratio: (value) => (value >= 1000 ? whole(value) : two(value)),
    p: (value) => (value < 0.001 ? `<\u00a0${three(0.001)}` : three(value)),
  };
}
