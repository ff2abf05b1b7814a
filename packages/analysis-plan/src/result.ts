/** What a plan gives: the shape of `results.json`. */
import type { MarginFit } from "@fortrogen/statistics";
import type { AnalysisType } from "./fields.ts";

export type Measure =
  | "mean"
  | "total"
  | "share"
  | "ratio"
  | "quantile"
  | "difference"
  | "pairwise difference"
  | "change"
  | "slope"
  | "coefficient"
  | "odds ratio"
  | "rate ratio"
  | "predicted margin"
  | "count"
  | "response rate"
  | "cumulative response"
  | "frame share"
  | "respondent share"
  | "R-indicator"
  | "largest bias";

/** One figure. All numbers are null in a row that the disclosure rule hides. */
export type ResultRow = {
  /** The group, in the order of `by`; empty texts for all groups together. */
  readonly labels: readonly string[];
  readonly measure: Measure;
  /** Variable, level, coefficient, or what else the figure is about. */
  readonly name: string;
  /** In the unit of the variable; shares and rates 0–1; regressions on the link's scale; counts unweighted. */
  readonly estimate: number | null;
  /** null where the figure has none: counts, ratios of odds, limits that the data do not set. */
  readonly se: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Two-sided, where the figure is a difference or a coefficient; of pairwise differences adjusted by Holm over the analysis. */
  readonly p: number | null;
  /** Unweighted rows that the figure rests on. */
  readonly rows: number | null;
  readonly hidden: boolean;
  /**
   * `boundary`: a share of 0 or 1 with an exact one-sided interval; `largest`: a quantile that is the largest value, with the limit of that
   * share; `constant`: fixed by design or margins, without sampling error; `few`: too few units for a standard error; `empty`: no row has a value, so
   * there is no figure; `no-base`: the denominator is 0.
   */
  readonly remark: "boundary" | "largest" | "constant" | "few" | "empty" | "no-base" | null;
};

export type TestRow = {
  readonly labels: readonly string[];
  readonly name: string;
  readonly method: "Rao–Scott F" | "t" | "rank t" | "rank F" | "Wald F" | "Rao–Scott likelihood ratio" | "Pearson chi-square";
  readonly statistic: number | null;
  readonly df: readonly number[] | null;
  readonly p: number | null;
  readonly hidden: boolean;
};

/** Rows without a value, and what was done about them. The numbers are null under a disclosure rule. */
export type MissingRows = {
  readonly variables: readonly string[];
  readonly rows: number | null;
  /** Of how many rows in the domain. */
  readonly of: number | null;
  readonly treatment: "omit" | "reweight";
  /** With `reweight`: those with a value stand for the others of their class. */
  readonly classes: readonly string[];
};

/** A class of the frame that answered fully or not at all, whose propensity is 1 or 0; `""` is everybody. */
export type CertainRow = { readonly variable: string; readonly level: string; readonly propensity: 0 | 1 };

/** Why an analysis could not be made, in the language of the page; no sentences under a disclosure rule, for they may tell small numbers. */
export type Failure = { readonly code: string; readonly reasons: readonly string[] };

export type Result = {
  readonly id: string;
  readonly title: string;
  readonly type: AnalysisType;
  /** The variables that `labels` are levels of. */
  readonly by: readonly string[];
  readonly domain: string | null;
  readonly confidence: number;
  readonly rows: readonly ResultRow[];
  readonly tests: readonly TestRow[];
  /** null where no row misses a value. */
  readonly missing: MissingRows | null;
  readonly certain: readonly CertainRow[];
  /** null for an analysis that was made. */
  readonly failure: Failure | null;
};

export type WeightsResult = {
  readonly distance: string;
  readonly iterations: number;
  /** Largest relative misfit of a margin, after trimming too. */
  readonly misfit: number;
  readonly marginsAreMet: boolean;
  readonly trimmed: { readonly lower: number | null; readonly upper: number | null; readonly outside: number } | null;
  /** Empty under a disclosure rule when the margins are not met. */
  readonly margins: readonly MarginFit[];
  /** Kish's design effect of the weights and the effective size; null under a disclosure rule that hides something. */
  readonly diagnostics: {
    readonly n: number;
    readonly sum: number;
    readonly min: number;
    readonly max: number;
    readonly kishDesignEffect: number;
    readonly effectiveSize: number;
    readonly smallestFactor: number;
    readonly largestFactor: number;
  } | null;
};

/** What the rule did, and the audit of everything that is printed, all analyses together. */
export type DisclosureResult = {
  readonly minimum: number;
  readonly level: "exact" | "range";
  readonly figures: number;
  readonly hidden: number;
  /** No hidden number below the minimum can be computed from what is printed; at level range, nor narrowed further than the rule says. */
  readonly audit: {
    readonly isExactSafe: boolean;
    readonly isRangeSafe: boolean;
    /** Present where the plan is too large for all combinations of three and more figures to be tried. */
    readonly isCut?: true;
  };
  /** Present where the rule also holds against the only one in a group. */
  readonly singletons?: boolean;
};

export type Provenance = {
  readonly generator: "@fortrogen/analysis-plan";
  readonly planFile: string;
  readonly dataFile: string;
  readonly frameFile: string | null;
  /** SHA-256 of the files, hexadecimal. */
  readonly dataHash: string;
  readonly frameHash: string | null;
  readonly planHash: string;
  /** Rows of the data; null under a disclosure rule that hides something. */
  readonly rows: number | null;
  readonly versions: Readonly<Record<string, string>>;
  /** ISO 8601, given by the caller. */
  readonly time: string;
};

export type PlanResult = {
  readonly title: string;
  readonly language: "sv" | "en";
  readonly results: readonly Result[];
  readonly weights: WeightsResult | null;
  readonly disclosure: DisclosureResult | null;
  readonly provenance: Provenance;
};

/** A figure before the rule has been laid on it: which sets of rows it would tell something about. */
export type Figure = Omit<ResultRow, "hidden" | "remark" | "p"> & {
  readonly p?: number | null;
  readonly remark?: ResultRow["remark"];
  /** Units of the ledger; the figure is hidden when one of them is. */
  readonly needs: readonly number[];
  /** It rests on too few rows for a reason of its own. */
  readonly isThin?: boolean;
};

export type TestFigure = Omit<TestRow, "hidden"> & { readonly needs: readonly number[] };

export type Outcome = {
  readonly by: readonly string[];
  readonly figures: readonly Figure[];
  readonly tests?: readonly TestFigure[];
  readonly missing?: MissingRows | null;
  /** With the units that must be shown for the class to be told. */
  readonly certain?: readonly (CertainRow & { readonly needs: readonly number[] })[];
};
