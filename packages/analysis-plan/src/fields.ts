/**
 * Every field of a plan, once: what it may hold, where it belongs and what it is for. The parser, the JSON Schema for editors and the table in
 * the README all come from here, so that they cannot say different things.
 */

export type AnalysisType =
  | "mean"
  | "total"
  | "share"
  | "ratio"
  | "quantile"
  | "three-numbers"
  | "crosstab"
  | "t-test"
  | "rank-test"
  | "trend"
  | "regression"
  | "response"
  | "table";

export const analysisTypes: readonly AnalysisType[] = [
  "mean",
  "total",
  "share",
  "ratio",
  "quantile",
  "three-numbers",
  "crosstab",
  "t-test",
  "rank-test",
  "trend",
  "regression",
  "response",
  "table",
];

/** What a field holds. Lists and maps of one kind of thing say which. */
export type Shape =
  | "text"
  | "number"
  | "whole number"
  | "boolean"
  | "texts"
  | "numbers"
  | "map of texts"
  | "map of numbers"
  | "map of text lists"
  | { readonly one: Kind }
  | { readonly list: Kind };

export type Kind =
  "plan" | "data" | "recode" | "design" | "replicates" | "weights" | "margin" | "trim" | "disclosure" | "dimension" | "analysis";

export type Field = {
  readonly shape: Shape;
  readonly about: string;
  readonly choices?: readonly string[];
  readonly required?: true;
  /** Numbers: both ends belong to the range. */
  readonly range?: readonly [number, number];
  /** Of an analysis: the types that use it, and those that cannot do without. */
  readonly types?: readonly AnalysisType[];
  readonly needed?: readonly AnalysisType[];
};

type Fields = Readonly<Record<string, Field>>;

const estimates: readonly AnalysisType[] = ["mean", "total", "share", "ratio"];
const surveyed: readonly AnalysisType[] = analysisTypes.filter((type) => type !== "response" && type !== "table");

const confidence = { shape: "number", range: [0.5, 0.9999], about: "level of the confidence intervals" } as const;

const data: Fields = {
  file: { shape: "text", required: true, about: "CSV or `.parquet`, beside the plan" },
  missing: { shape: "texts", about: 'texts that mean missing; default `["NA", ""]`' },
  factors: { shape: "map of text lists", about: "levels of a variable in their order; the first is the reference level" },
  encoding: { shape: "text", choices: ["utf-8", "windows-1252"], about: "of a CSV file; default utf-8" },
};

export const fields: Readonly<Record<Kind, Fields>> = {
  plan: {
    title: { shape: "text", about: "heading of the page" },
    language: { shape: "text", choices: ["sv", "en"], about: "language of the page's own words and numbers" },
    confidence: { ...confidence, about: "level of the confidence intervals of all analyses; default 0.95" },
    data: { shape: { one: "data" }, required: true, about: "the survey's answers, one row per unit" },
    frame: { shape: { one: "data" }, about: "the frame, for analyses of response; without it they read the data" },
    recodes: { shape: { list: "recode" }, about: "new variables of the data, in order; each may use the ones before" },
    filter: {
      shape: "text",
      about: "expression that limits all analyses but response to the rows where it is true; the others stay in the design and its weights",
    },
    design: { shape: { one: "design" }, about: "how the sample was drawn; without it every row is a unit with weight 1" },
    weights: { shape: { one: "weights" }, about: "how the weights are calibrated and trimmed" },
    disclosure: { shape: { one: "disclosure" }, about: "the rule under which small groups are not printed" },
    analyses: { shape: { list: "analysis" }, required: true, about: "what is computed, in the order of the page" },
  },
  data,
  recode: {
    name: { shape: "text", required: true, about: "name of the new variable" },
    expression: { shape: "text", about: "arithmetic and comparisons on variables; a comparison gives 1 and 0" },
    from: { shape: "text", about: "variable whose levels get new labels" },
    labels: { shape: "map of texts", about: "old level: new label; levels that are not named become missing" },
  },
  design: {
    ids: { shape: "texts", about: "sampling units of each stage, outermost first" },
    strata: { shape: "texts", about: "strata of each stage" },
    weights: { shape: "text", about: "variable with the design weights; default Π N/n from `fpc`, or 1" },
    fpc: { shape: "texts", about: "population sizes of each stage, or sampling fractions" },
    nest: { shape: "boolean", about: "ids are unique within strata only" },
    lonelyPsu: {
      shape: "text",
      choices: ["fail", "remove", "certainty", "adjust", "average"],
      about: "what to do with a stratum of one unit; default fail",
    },
    pps: {
      shape: "text",
      choices: ["brewer", "overton"],
      about: "drawn with probability proportional to size; `fpc` holds the probabilities",
    },
    ppsVariance: { shape: "text", choices: ["HT", "YG"], about: "variance form of `overton`; default HT" },
    replicates: { shape: { one: "replicates" }, about: "replicate weights, given or made" },
  },
  replicates: {
    method: {
      shape: "text",
      choices: ["JK1", "JKn", "BRR", "bootstrap"],
      about: "how replicates are made; with `columns`, how they were made (for the default scale)",
    },
    columns: { shape: "texts", about: "variables with replicate weights that came with the data, the weight itself included" },
    scale: { shape: "number", range: [0, Infinity], about: "with `columns`: what the sum of squares is multiplied by" },
    rscales: { shape: "numbers", about: "with `columns`: one factor for each replicate; default 1" },
    fay: { shape: "number", range: [0, 0.99], about: "BRR: the part of the weight that the other half keeps; default 0" },
    replicates: { shape: "whole number", range: [2, 100000], about: "bootstrap: number of replicates" },
    seed: { shape: "whole number", range: [0, 4294967295], about: "bootstrap: seed of the random draws" },
    mse: { shape: "boolean", about: "squares around the estimate and not around the mean of the replicates" },
  },
  weights: {
    distance: {
      shape: "text",
      choices: ["raking", "linear", "logit", "post-stratification"],
      about: "how far weights move; post-stratification takes one (crossed) margin; default raking",
    },
    margins: { shape: { list: "margin" }, required: true, about: "what is known of the population" },
    bounds: { shape: "numbers", about: "smallest and largest factor, for linear and logit: `[0.5, 2]`" },
    trim: { shape: { one: "trim" }, about: "cut weights that are too small or too large" },
    file: { shape: "text", about: "name of a CSV file for the weights of every row, `weights.csv`; not under a disclosure rule" },
  },
  margin: {
    variables: { shape: "texts", required: true, about: "one variable, or several that are crossed" },
    totals: { shape: "map of numbers", required: true, about: 'level: number in the population; crossed levels as `"woman | city": 120`' },
  },
  trim: {
    lower: { shape: "number", range: [0, Infinity], about: "smallest weight" },
    upper: { shape: "number", range: [0, Infinity], about: "largest weight" },
    then: {
      shape: "text",
      choices: ["calibrate", "leave"],
      about: "calibrate again (default), or leave the margins unmet; the page says which",
    },
  },
  disclosure: {
    minimum: { shape: "whole number", range: [2, 1000], about: "least number of rows that a printed figure rests on; default 7" },
    level: {
      shape: "text",
      choices: ["exact", "range"],
      about: "a hidden number cannot be computed, or (default) not be narrowed further than the rule itself says",
    },
    singletons: {
      shape: "boolean",
      about: "also against the only one in a group: who knows their own answer cannot work out another hidden group; default false",
    },
  },
  dimension: {
    variable: { shape: "text", required: true, about: "a factor" },
    total: { shape: "text", about: "label of all levels together; default `total`" },
    hierarchy: { shape: "map of text lists", about: "group: its levels or groups; groups may stand in groups" },
  },
  analysis: {
    id: { shape: "text", required: true, about: "short name, also the anchor on the page" },
    type: { shape: "text", choices: analysisTypes, required: true, about: "what is computed" },
    title: { shape: "text", about: "heading; default the id" },
    domain: {
      shape: "text",
      types: [...surveyed, "table"],
      about: "expression that limits the analysis to a subpopulation (rows stay in the design)",
    },
    confidence: { ...confidence, types: [...surveyed], about: "level of the intervals of this analysis" },
    by: {
      shape: "texts",
      types: [...estimates, "quantile", "three-numbers", "crosstab", "response"],
      needed: ["response"],
      about: "group variables; for response the classes of the frame, each alone",
    },
    overall: { shape: "boolean", types: [...estimates, "quantile"], about: "with `by`: also all groups together" },
    reference: {
      shape: "text",
      types: [...estimates],
      about: 'with `by`: the group that the others are compared with, crossed as `"woman | city"`',
    },
    pairs: {
      shape: "boolean",
      types: [...estimates],
      about: "with `by`: also every group compared with every other; p is adjusted by Holm for all of them together",
    },
    variable: {
      shape: "text",
      types: [...estimates, "quantile", "three-numbers", "t-test", "rank-test", "trend"],
      needed: [...estimates, "quantile", "three-numbers", "t-test", "rank-test", "trend"],
      about: "what is measured: a variable; for share and trend also an expression",
    },
    level: { shape: "text", types: ["share"], about: "of a factor; without it the shares of all levels" },
    denominator: { shape: "text", types: ["ratio"], needed: ["ratio"], about: "the ratio's denominator" },
    interval: {
      shape: "text",
      choices: ["xlogit", "logit", "asin", "mean", "beta", "likelihood", "wilson", "wilson-adjusted", "score", "quantile"],
      types: ["share", "quantile", "crosstab"],
      about: "how intervals are made; default xlogit for shares, mean (Woodruff) for quantiles; score and quantile for quantiles alone",
    },
    quantiles: { shape: "numbers", types: ["quantile"], range: [0, 1], about: "default `[0.5]`, the median" },
    rule: {
      shape: "text",
      choices: ["math", "school", "shahvaish", "hf1", "hf2", "hf3", "hf4", "hf5", "hf6", "hf7", "hf8", "hf9"],
      types: ["quantile"],
      about: "which value between two is taken; default math",
    },
    notSubstantive: {
      shape: "texts",
      types: ["three-numbers"],
      needed: ["three-numbers"],
      about: 'levels that are no opinion: `["vet inte"]`',
    },
    row: {
      shape: "text",
      types: ["crosstab"],
      needed: ["crosstab"],
      about: "factor whose levels are the rows; shares add to 100 % in each",
    },
    column: { shape: "text", types: ["crosstab"], needed: ["crosstab"], about: "factor whose levels are the columns" },
    group: {
      shape: "text",
      types: ["t-test", "rank-test"],
      needed: ["rank-test"],
      about: "the groups compared; a t-test without it is against 0",
    },
    score: {
      shape: "text",
      choices: ["wilcoxon", "vanderWaerden", "median", "KruskalWallis"],
      types: ["rank-test"],
      about: "scores of the ranks; default wilcoxon",
    },
    wave: { shape: "text", types: ["trend"], needed: ["trend"], about: "variable with the waves" },
    scores: { shape: "numbers", types: ["trend"], about: "position of each wave in time; default its number, or 0, 1, 2 …" },
    formula: { shape: "text", types: ["regression"], needed: ["regression"], about: "`y ~ a + b + a:b`, as in R" },
    family: {
      shape: "text",
      choices: ["gaussian", "binomial", "poisson", "ordinal"],
      types: ["regression"],
      needed: ["regression"],
      about: "linear, logistic, Poisson (log-linear) or proportional odds",
    },
    tests: { shape: "texts", types: ["regression"], about: "terms to test, each alone; `~ a + a:b` tests two together" },
    testMethod: {
      shape: "text",
      choices: ["wald", "likelihood-ratio"],
      types: ["regression"],
      about: "Wald (default) or Rao–Scott likelihood ratio",
    },
    ratios: { shape: "boolean", types: ["regression"], about: "also odds ratios (rate ratios for poisson); not for gaussian" },
    margins: {
      shape: "texts",
      types: ["regression"],
      about: "factors whose predicted margins are computed (not for ordinal or replicates)",
    },
    responded: { shape: "text", types: ["response"], needed: ["response"], about: "1 for those who answered, else 0" },
    reminders: { shape: "text", types: ["response"], about: "reminders sent before the answer, for the rate after each" },
    propensity: { shape: "texts", types: ["response"], about: "variables of the model behind the R-indicator; default those of `by`" },
    missing: {
      shape: "text",
      choices: ["omit", "refuse", "reweight"],
      types: [...estimates, "quantile", "crosstab", "t-test", "rank-test", "trend", "regression"],
      about:
        "rows without a value: left out (default; a total must choose, for it then counts them as 0), refused, or those of their class stand for them",
    },
    classes: {
      shape: "texts",
      types: [...estimates],
      about: "with `missing: reweight`: the variables whose crossed levels are the classes",
    },
    dimensions: {
      shape: { list: "dimension" },
      types: ["table"],
      needed: ["table"],
      about: "the table counts rows over these, with all totals",
    },
  },
};

/** The fields that a type of analysis may have, in the order of the table. Errors: none. */
export function fieldsOf(type: AnalysisType): Fields {
  return Object.fromEntries(Object.entries(fields.analysis).filter(([, field]) => field.types === undefined || field.types.includes(type)));
}
