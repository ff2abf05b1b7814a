/** Runs a plan on its tables: results with provenance, under the plan's disclosure rule. */
import { StatisticsError } from "@fortrogen/statistics";
import type { Table, Design } from "@fortrogen/statistics";
import { check, having, listOf, oneOf, optional, options, recordOf, kinds, nearest } from "@fortrogen/statistics/parts";
import { countTable } from "./analyses/counts.ts";
import { crosstab } from "./analyses/crosstab.ts";
import { estimates } from "./analyses/estimates.ts";
import { quantileFigures } from "./analyses/quantiles.ts";
import { regression } from "./analyses/regression.ts";
import { response } from "./analyses/response.ts";
import { rankTestFigures, tTestFigures } from "./analyses/tests.ts";
import { threeNumberFigures } from "./analyses/three-numbers.ts";
import { trendFigures } from "./analyses/trend.ts";
import { designOf, recoded } from "./design-step.ts";
import { type Fault, PlanError, faultsOf, messagesOf, placeOf, planError } from "./faults.ts";
import { missingRows } from "./missing.ts";
import { type AnalysisType, analysisTypes } from "./fields.ts";
import { filtered } from "./filter.ts";
import { Ledger } from "./ledger.ts";
import type { Run } from "./parts.ts";
import { limited } from "./parts.ts";
import type { Analysis, Path, Plan, PlanData } from "./plan.ts";
import { type Sources, aboutOf, sourcesOf } from "./sources.ts";
import { protect } from "./protect.ts";
import { textAmongNumbers } from "./read/text-column.ts";
import type { DisclosureResult, Failure, Outcome, PlanResult, Result, WeightsResult } from "./result.ts";
import { weighted } from "./weights-step.ts";
import { words } from "./words/page.ts";

export type PlanContext = {
  readonly table: Table;
  /** The table of the plan's frame, when it names one. */
  readonly frame?: Table;
  readonly dataHash: string;
  readonly frameHash?: string;
  readonly planHash: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly time: string;
  /** Language of the page where the plan names none. Default en. */
  readonly language?: "sv" | "en";
  readonly signal?: AbortSignal;
  /** Told before each step: steps done of all, and what comes next. */
  readonly onProgress?: (done: number, total: number, next: string) => void;
};

export type PlanRun = {
  readonly result: PlanResult;
  /** The analyses that could not be made: a fault for each, with its place in the plan and, for what the library refused, its code, variable and count. */
  readonly failed: PlanError | null;
  /** Weights of every row, before and after calibration, when the plan asks for a file of them. */
  readonly weights: { readonly file: string; readonly base: Float64Array; readonly final: Float64Array } | null;
};

/** How each type is computed. Response reads the frame and has its own way in. */
const families: Readonly<Record<Exclude<AnalysisType, "response">, (run: Run, analysis: Analysis) => Outcome>> = {
  mean: estimates,
  total: estimates,
  share: estimates,
  ratio: estimates,
  quantile: quantileFigures,
  "three-numbers": threeNumberFigures,
  crosstab,
  "t-test": tTestFigures,
  "rank-test": rankTestFigures,
  trend: trendFigures,
  regression,
  table: countTable,
};

const parsedPlan = having<Pick<Plan, "title" | "name" | "confidence" | "data" | "design" | "recodes" | "analyses" | "lineOf">>(
  "a plan, as parsePlan reads it",
  {
    title: kinds.text,
    name: kinds.text,
    confidence: kinds.number,
    data: having<PlanData>("the data", {
      file: kinds.text,
      missing: listOf(kinds.text, "texts"),
      factors: kinds.record,
      encoding: optional(kinds.text),
    }),
    design: kinds.record,
    recodes: listOf(kinds.record, "recodes"),
    analyses: listOf(having<Pick<Analysis, "id" | "type">>("an analysis", { id: kinds.text, type: oneOf(...analysisTypes) }), "analyses"),
    lineOf: kinds.callback,
  },
);
const planContext = options<PlanContext>({
  ...kinds.progress,
  table: kinds.table,
  frame: optional(kinds.table),
  dataHash: kinds.text,
  frameHash: optional(kinds.text),
  planHash: kinds.text,
  versions: recordOf(kinds.text, "versions by name"),
  time: kinds.text,
  language: optional(oneOf("sv", "en")),
});

/**
 * Runs every analysis of a plan. Estimates are in the units of the variables, shares between 0 and 1, regressions on the link's scale. Under a
 * disclosure rule what is hidden is null everywhere in the result, so that nothing written from it can tell. An analysis that cannot be made leaves the
 * others as they are: its result has the reason in its `failure`, and `failed` has the faults.
 * Errors: `plan`, a `PlanError`, for what all analyses need: recodes, design, weights, disclosure rule; and with a fault for each analysis where none
 * could be made, for names that are not there and not for what the data do not allow. Or `aborted`.
 */
export async function runPlan(asked: Plan, context: PlanContext): Promise<PlanRun> {
  check({ plan: asked, options: context }, { plan: parsedPlan, options: planContext });
  const { signal } = context;
  const total = asked.analyses.length + 3;
  const step = async (done: number, next: string): Promise<void> => {
    // Lets a signal or a line of progress through between two pieces of work.
    await new Promise((resolve) => setTimeout(resolve));
    if (signal?.aborted) throw new StatisticsError("aborted", `The plan was stopped before ${next}.`);
    context.onProgress?.(done, total, next);
  };
  await step(0, words.en.steps.design);
  const { table, design: drawn, design: base } = prepared(asked, context);
  const plan = inPlace(asked, ["filter"], drawn, () => filtered(asked, drawn));
  await step(1, words.en.steps.weights);
  let design = drawn;
  let weights: WeightsResult | null = null;
  if (plan.weights) {
    const wanted = plan.weights;
    const found = inPlace(plan, ["weights"], drawn, () => weighted(drawn, wanted, signal));
    design = found.design;
    weights = found.report;
  }
  const ledger = new Ledger(plan.disclosure !== undefined);
  const sources = sourcesOf(plan.recodes);
  const outcomes: (Outcome | PlanError)[] = [];
  for (const [i, analysis] of plan.analyses.entries()) {
    await step(i + 2, analysis.id);
    try {
      outcomes.push(inPlace(plan, ["analyses", i], design, () => analysed(plan, analysis, { design, ledger, sources, table, context })));
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      outcomes.push(error);
    }
  }
  const faults = outcomes.flatMap((one) => (one instanceof PlanError ? one.faults : []));
  const failed = faults.length === 0 ? null : new PlanError(faults);
  // A plan that names only what is not there is mended first; what the data do not allow is told on the page, also when it is all there is.
  if (failed !== null && outcomes.every((one) => one instanceof PlanError) && !faults.some(isAboutData)) throw failed;

  await step(total - 1, words.en.steps.disclosure);
  const language = plan.language ?? context.language ?? "en";
  const { results, disclosure } = await published({ ...plan, language }, outcomes, ledger, signal);
  const hides = (disclosure?.hidden ?? 0) > 0;
  const provenance = {
    generator: "@fortrogen/analysis-plan",
    planFile: plan.name,
    dataFile: plan.data.file,
    frameFile: plan.frame?.file ?? null,
    dataHash: context.dataHash,
    frameHash: context.frameHash ?? null,
    planHash: context.planHash,
    rows: hides ? null : context.table.n,
    versions: context.versions,
    time: context.time,
  } as const;
  const shownWeights = weights && plan.disclosure ? guarded(weights, hides) : weights;
  const file = plan.weights?.file;
  return {
    result: { title: plan.title, language, results, weights: shownWeights, disclosure, provenance },
    failed,
    weights: file === undefined ? null : { file, base: base.weights, final: design.weights },
  };
}

/** What is wrong with the data for an analysis, rather than with the plan's words about them. */
function isAboutData(fault: Fault): boolean {
  const codes = ["missing-choice", "missing-refused", "reference-empty", "text-in-numbers"];
  const causes = "missing-values empty-domain lonely-psu one-level too-few-rows separation collinear singular not-converged".split(" ");
  return codes.includes(fault.code) || (fault.code === "library" && causes.includes(fault.cause));
}

/**
 * Under a rule the weights tell no number of rows when one is hidden, and no weighted sum of a margin's cell other than the total that was known
 * before: such a sum may rest on a few.
 */
function guarded(weights: WeightsResult, hides: boolean): WeightsResult {
  return { ...weights, margins: weights.marginsAreMet ? weights.margins : [], diagnostics: hides ? null : weights.diagnostics };
}

/** The table after its recodes and the design drawn on it. */
function prepared(plan: Plan, { table: given, frame, signal }: PlanContext): { table: Table; design: Design } {
  refuseUnknownFactors(plan, "data", given);
  if (frame) refuseUnknownFactors(plan, "frame", frame);
  let table = given;
  plan.recodes.forEach((recode, i) => {
    table = inPlace(plan, ["recodes", i], { table }, () => recoded(table, recode));
  });
  return { table, design: inPlace(plan, ["design"], { table }, () => designOf(table, plan.design, signal)) };
}

/** Levels that were given for a variable that is not there would otherwise be for nothing. */
function refuseUnknownFactors(plan: Plan, field: "data" | "frame", { columns }: Table): void {
  for (const name of Object.keys(plan[field]?.factors ?? {})) {
    if (columns.has(name)) continue;
    const place = placeOf(plan, [field, "factors", name]);
    const meant = nearest(name, columns.keys());
    throw planError("unknown-factor", place, { file: plan[field]?.file ?? "", variable: name, meant });
  }
}

type Work = {
  readonly design: Design;
  readonly ledger: Ledger;
  readonly sources: Sources;
  readonly table: Table;
  readonly context: PlanContext;
};

function analysed(plan: Plan, analysis: Analysis, work: Work): Outcome {
  const outcome = computed(plan, analysis, work);
  // JSON would write what is not finite as null, which is the sign of what is hidden or has no value.
  for (const { name, estimate, se, lower, upper } of outcome.figures) {
    const wrong = [estimate, se, lower, upper].find((value) => value !== null && !Number.isFinite(value));
    if (wrong !== undefined) throw planError("not-finite", undefined, { variable: name });
  }
  return outcome;
}

function computed(plan: Plan, analysis: Analysis, { design, ledger, sources, table, context }: Work): Outcome {
  if (analysis.type === "response") {
    const about = aboutOf(sources, analysis, [analysis.responded ?? ""]);
    return response(plan.frame ? (context.frame ?? table) : table, ledger, about, analysis);
  }
  const run: Run = {
    design: limited(design, analysis.domain),
    ledger,
    sources,
    minimum: plan.disclosure?.minimum ?? 0,
    confidence: analysis.confidence ?? plan.confidence,
    ...(context.signal ? { signal: context.signal } : {}),
  };
  const missing = analysis.type === "table" ? null : missingRows(run.design, analysis);
  return { missing, ...families[analysis.type](run, analysis) };
}

/** Runs a piece of work; what it refuses is said with the place in the plan, and with the variable that was perhaps meant. */
function inPlace<T>(plan: Plan, path: Path, { table }: { readonly table: Table }, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw placed(error, plan, path, table);
  }
}

type Published = { readonly results: readonly Result[]; readonly disclosure: DisclosureResult | null };

/** Lays the rule on all figures together, and takes the numbers out of those it hides. */
async function published(
  plan: Plan,
  outcomes: readonly (Outcome | PlanError)[],
  ledger: Ledger,
  signal: AbortSignal | undefined,
): Promise<Published> {
  const rule = plan.disclosure;
  const protection = rule && (await inPlaceLater(plan, () => protect(ledger, rule, signal)));
  const isHidden = (needs: readonly number[]): boolean => needs.some((unit) => protection?.isHidden[unit] === true);
  const results = outcomes.map((outcome, i): Result => {
    const { id = "", title = id, type = "mean", domain = null, confidence = plan.confidence, by: asked = [] } = plan.analyses[i] ?? {};
    const about = { id, title, type, domain, confidence };
    if (outcome instanceof PlanError)
      return { ...about, by: asked, rows: [], tests: [], missing: null, certain: [], failure: failureOf(outcome, plan) };
    const { by, figures, tests = [], missing = null, certain = [] } = outcome;
    const rows = figures.map(({ needs, isThin = false, p = null, remark = null, ...figure }) =>
      isThin || isHidden(needs)
        ? { ...figure, estimate: null, se: null, lower: null, upper: null, p: null, rows: null, hidden: true, remark: null }
        : { ...figure, p, hidden: false, remark },
    );
    const shown = tests.map(({ needs, ...test }) =>
      isHidden(needs) ? { ...test, statistic: null, df: null, p: null, hidden: true } : { ...test, hidden: false },
    );
    return {
      ...about,
      by,
      rows,
      tests: shown,
      missing: missing && rule ? { ...missing, rows: null, of: null } : missing,
      certain: certain.flatMap(({ needs, ...one }) => (isHidden(needs) ? [] : [one])),
      failure: null,
    };
  });
  if (!rule || !protection) return { results, disclosure: null };
  const all = results.flatMap(({ rows, tests }) => [...rows, ...tests]);
  const { isExactSafe, isRangeSafe, isCut } = protection;
  const hidden = all.filter((one) => one.hidden).length;
  return {
    results,
    disclosure: { ...rule, figures: all.length, hidden, audit: { isExactSafe, isRangeSafe, ...(isCut ? { isCut } : {}) } },
  };
}

/** Why an analysis could not be made. Under a rule the sentences stay at the terminal: they name numbers that nothing has protected. */
function failureOf(error: PlanError, { disclosure, language = "en" }: Plan): Failure {
  const [first] = error.faults;
  const code = first === undefined ? "plan" : "cause" in first && first.code === "library" ? first.cause : first.code;
  return { code, reasons: disclosure === undefined ? messagesOf(error, language) : [] };
}

async function inPlaceLater<T>(plan: Plan, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw placed(error, plan, ["disclosure"]);
  }
}

/** What the library refused with its place in the plan; anything else as it was. */
function placed(error: unknown, plan: Plan, path: Path, table?: Table): unknown {
  if (error instanceof StatisticsError && error.code === "wrong-column-type" && error.variable !== undefined) {
    // A column of numbers but for a text here and there: what the analyst needs is the row.
    const odd = table && textAmongNumbers(table, error.variable);
    const { file, line } = placeOf(plan, path);
    if (odd) return planError("text-in-numbers", odd.place, { variable: error.variable, value: odd.value, where: `${file}:${line ?? ""}` });
  }
  const known = table?.columns.keys();
  const isRefusal = error instanceof StatisticsError && error.code !== "aborted";
  return isRefusal ? new PlanError(faultsOf(error, placeOf(plan, path), known)) : error;
}
