/** The analysis plan as data: what one JSON or YAML file says. `fields.ts` says what each field is for; `parse.ts` reads it. */
import type { IntervalMethod, QuantileRule, QuantileInterval, RankScore } from "@fortrogen/statistics";
import type { AnalysisType } from "./fields.ts";
import type { ReadOptions } from "./read/text-column.ts";

export type PlanData = ReadOptions & { readonly file: string };

export type PlanMargin = { readonly variables: readonly string[]; readonly totals: Readonly<Record<string, number>> };

export type Recode = {
  readonly name: string;
  /** An expression on columns (comparisons give 1 and 0) … */
  readonly expression?: string;
  /** … or new labels for the levels of a factor. Levels that are not named become missing. */
  readonly from?: string;
  readonly labels?: Readonly<Record<string, string>>;
};

export type PlanReplicates = {
  readonly method?: "JK1" | "JKn" | "BRR" | "bootstrap";
  readonly columns?: readonly string[];
  readonly scale?: number;
  readonly rscales?: readonly number[];
  readonly fay?: number;
  readonly replicates?: number;
  readonly seed?: number;
  readonly mse?: boolean;
};

export type PlanDesign = {
  readonly ids?: readonly string[];
  readonly strata?: readonly string[];
  readonly weights?: string;
  readonly fpc?: readonly string[];
  readonly nest?: boolean;
  readonly lonelyPsu?: "fail" | "remove" | "certainty" | "adjust" | "average";
  readonly pps?: "brewer" | "overton";
  readonly ppsVariance?: "HT" | "YG";
  readonly replicates?: PlanReplicates;
};

export type PlanWeights = {
  readonly distance: "raking" | "linear" | "logit" | "post-stratification";
  readonly bounds?: readonly [number, number];
  readonly margins: readonly PlanMargin[];
  readonly trim?: { readonly lower?: number; readonly upper?: number; readonly then?: "calibrate" | "leave" };
  readonly file?: string;
};

export type PlanDisclosure = { readonly minimum: number; readonly level: "exact" | "range"; readonly singletons?: boolean };

export type PlanDimension = {
  readonly variable: string;
  readonly total?: string;
  readonly hierarchy?: Readonly<Record<string, readonly string[]>>;
};

/** One analysis. Which fields belong to which type is checked when the plan is read; see `fields.ts`. */
export type Analysis = {
  readonly id: string;
  readonly type: AnalysisType;
  readonly title?: string;
  readonly domain?: string;
  readonly confidence?: number;
  readonly by?: readonly string[];
  readonly overall?: boolean;
  readonly reference?: string;
  readonly pairs?: boolean;
  readonly variable?: string;
  readonly level?: string;
  readonly denominator?: string;
  readonly interval?: IntervalMethod | QuantileInterval;
  readonly quantiles?: readonly number[];
  readonly rule?: QuantileRule;
  readonly notSubstantive?: readonly string[];
  readonly row?: string;
  readonly column?: string;
  readonly group?: string;
  readonly score?: RankScore;
  readonly wave?: string;
  readonly scores?: readonly number[];
  readonly formula?: string;
  readonly family?: "gaussian" | "binomial" | "poisson" | "ordinal";
  readonly tests?: readonly string[];
  readonly testMethod?: "wald" | "likelihood-ratio";
  readonly ratios?: boolean;
  readonly margins?: readonly string[];
  readonly responded?: string;
  readonly reminders?: string;
  readonly propensity?: readonly string[];
  readonly dimensions?: readonly PlanDimension[];
  readonly missing?: "omit" | "refuse" | "reweight";
  readonly classes?: readonly string[];
};

export type Path = readonly (string | number)[];

export type Plan = {
  /** Name of the file, for messages. */
  readonly name: string;
  readonly title: string;
  readonly language?: "sv" | "en";
  readonly confidence: number;
  readonly data: PlanData;
  readonly frame?: PlanData;
  readonly recodes: readonly Recode[];
  readonly filter?: string;
  readonly design: PlanDesign;
  readonly weights?: PlanWeights;
  readonly disclosure?: PlanDisclosure;
  readonly analyses: readonly Analysis[];
  /** 1-based line in the file of what stands at a path, or of the nearest thing around it. */
  readonly lineOf: (path: Path) => number;
};
