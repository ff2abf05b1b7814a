import { type Publication, auditPattern, compilePublication, suppress } from "@fortrogen/statistics";
import { createTable, fitGlm, numericColumn, StatisticsError, surveyDesign, withReplicates } from "@fortrogen/statistics";

type Columns = readonly (readonly [name: string, values: Float64Array])[];
type Message =
  | { readonly kind: "protect"; readonly publication: Publication }
  | { readonly kind: "fit"; readonly columns: Columns; readonly formula: string; readonly flag: Int32Array }
  | { readonly kind: "stop" };

const onProgress = (progress: unknown): void => self.postMessage({ progress });
let stop = new AbortController();

/** Protection and audit wait for messages between their steps, so an ordinary abort signal stops them. */
async function protect(publication: Publication) {
  stop = new AbortController();
  const watch = { signal: stop.signal, onProgress };
  const system = compilePublication(publication);
  const { hidden } = await suppress(system, watch);
  const { isRangeSafe, intervals } = await auditPattern(system, hidden, { intervals: "all", ...watch });
  return { hidden, isRangeSafe, intervals };
}

/** Estimates are computed in one go and hear no message; what stops them is a flag in memory that the page shares. */
function fit(columns: Columns, formula: string, flag: Int32Array) {
  const signal = {
    get aborted() {
      return Atomics.load(flag, 0) === 1;
    },
  };
  const table = createTable(columns.map(([name, values]) => numericColumn(name, values)));
  const design = withReplicates(surveyDesign(table), { type: "bootstrap", replicates: 500, seed: 1 });
  const { coefficients, standardErrors } = fitGlm(design, formula, "binomial", { signal, onProgress });
  return { coefficients, standardErrors };
}

self.onmessage = async ({ data }: MessageEvent<Message>) => {
  try {
    if (data.kind === "stop") stop.abort();
    else if (data.kind === "protect") self.postMessage({ result: await protect(data.publication) });
    else self.postMessage({ result: fit(data.columns, data.formula, data.flag) });
  } catch (error) {
    self.postMessage({ error: { code: error instanceof StatisticsError ? error.code : "unexpected", message: String(error) } });
  }
};
