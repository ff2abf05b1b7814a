/** What the fields of a plan must be to one another, beyond what each may hold alone. */
import { isReadable } from "./filter.ts";
import type { Report } from "./faults.ts";
import type { Path } from "./plan.ts";

type Values = Readonly<Record<string, unknown>>;

const map = (value: unknown): Values => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : {});
/** The members of a list in their places; what is no map is empty here and a fault elsewhere. */
const list = (value: unknown): readonly Values[] => (Array.isArray(value) ? value.map(map) : []);
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

/** Reports contradictions in a plan whose fields may themselves be faulty: what is of the wrong shape is left to the fields' own check. */
export function checkMeaning(root: Values, report: Report): void {
  list(root["recodes"]).forEach((recode, i) => {
    const has = (key: string): boolean => recode[key] !== undefined;
    if (has("expression") === (has("labels") || has("from"))) {
      report(["recodes", i], "recode-either");
    } else if (has("labels") !== has("from")) report(["recodes", i], "recode-both");
  });
  const { filter } = root;
  if (typeof filter === "string" && !isReadable(filter)) report(["filter"], "filter-unreadable", { variable: filter });
  checkReplicates(map(map(root["design"])["replicates"]), report);
  checkWeights(root, report);
  checkAnalyses(root, report);
}

function checkReplicates(replicates: Values, report: Report): void {
  const path = ["design", "replicates"];
  const has = (key: string): boolean => replicates[key] !== undefined;
  if (Object.keys(replicates).length === 0) return;
  if (!has("columns") && !has("method")) report(path, "replicates-none");
  if (!has("columns") && (has("scale") || has("rscales"))) report(path, "replicates-scale");
  if (!has("columns") && replicates["method"] === "bootstrap" && !(has("replicates") && has("seed"))) {
    report(path, "replicates-bootstrap");
  }
  if (has("columns") && !has("scale") && !has("method")) report(path, "replicates-given");
  if (has("fay") && replicates["method"] !== "BRR") report([...path, "fay"], "replicates-fay");
}

function checkWeights(root: Values, report: Report): void {
  const weights = map(root["weights"]);
  const { distance = "raking", bounds, margins, trim, file } = weights;
  if (Array.isArray(bounds) && (bounds.length !== 2 || !(Number(bounds[0]) < 1 && Number(bounds[1]) > 1))) {
    report(["weights", "bounds"], "bounds-around-one");
  }
  if (distance === "logit" && bounds === undefined) report(["weights"], "bounds-for-logit");
  if (bounds !== undefined && (distance === "post-stratification" || distance === "raking")) {
    report(["weights", "bounds"], "bounds-not-for", { distance });
  }
  if (distance === "post-stratification" && list(margins).length > 1) {
    report(["weights", "margins"], "one-margin");
  }
  const limits = map(trim);
  if (trim !== undefined && limits["lower"] === undefined && limits["upper"] === undefined) {
    report(["weights", "trim"], "trim-empty");
  }
  if (Number(limits["lower"] ?? 0) >= Number(limits["upper"] ?? Infinity)) report(["weights", "trim"], "trim-order");
  if (typeof file === "string" && (!/^[\w-]+[.]csv$/.test(file) || file === "results.csv")) {
    report(["weights", "file"], "weights-file", { variable: file });
  }
  if (file !== undefined && root["disclosure"] !== undefined) {
    report(["weights", "file"], "weights-file-disclosure");
  }
}

function checkAnalyses(root: Values, report: Report): void {
  const analyses = list(root["analyses"]);
  if (Array.isArray(root["analyses"]) && analyses.length === 0) report(["analyses"], "no-analysis");
  const ids = new Map<unknown, number>();
  analyses.forEach((analysis, i) => {
    const { id, type, by, interval, overall, reference, missing, classes } = analysis;
    if (id !== undefined && ids.has(id)) report(["analyses", i, "id"], "same-id", { variable: String(id) });
    ids.set(id, i);
    if (typeof id === "string" && !/^[\p{L}\p{N}_-]+$/u.test(id)) {
      report(["analyses", i, "id"], "id-signs", { variable: id });
    }
    if (missing === "reweight" && !["mean", "total", "share", "ratio"].includes(String(type)))
      report(["analyses", i, "missing"], "reweight-not-for", { type: String(type) });
    else if (missing === "reweight" && classes === undefined) report(["analyses", i, "missing"], "reweight-classes");
    if (classes !== undefined && missing !== "reweight") report(["analyses", i, "classes"], "classes-for-reweight");
    if (by === undefined && overall !== undefined) report(["analyses", i, "overall"], "overall-without-by");
    if (by === undefined && analysis["pairs"] === true) report(["analyses", i, "pairs"], "pairs-without-by");
    if (reference !== undefined && analysis["pairs"] === true) report(["analyses", i, "pairs"], "pairs-or-reference");
    if (by === undefined && reference !== undefined) report(["analyses", i, "reference"], "reference-without-by");
    const forShares = ["logit", "likelihood", "wilson", "wilson-adjusted"];
    const forQuantiles = ["score", "quantile"];
    if (typeof interval === "string" && (type === "quantile" ? forShares : forQuantiles).includes(interval)) {
      report(["analyses", i, "interval"], "interval-not-for", { interval, type: String(type) });
    }
    if (type === "response" && root["frame"] !== undefined && root["disclosure"] !== undefined) {
      report(["analyses", i], "response-frame-disclosure");
    }
    if (analysis["family"] === "ordinal" && analysis["margins"] !== undefined) {
      report(["analyses", i, "margins"], "ordinal-margins");
    }
    if (analysis["family"] === "gaussian" && analysis["ratios"] === true) {
      report(["analyses", i, "ratios"], "linear-ratios");
    }
    list(analysis["dimensions"]).forEach((dimension, k) => checkHierarchy(dimension, ["analyses", i, "dimensions", k], report));
  });
}

/** Every group stands in one place, and none in itself. */
function checkHierarchy(dimension: Values, path: Path, report: Report): void {
  const hierarchy = map(dimension["hierarchy"]);
  const parent = new Map<string, string>();
  for (const [group, parts] of Object.entries(hierarchy)) {
    for (const part of texts(parts)) {
      const first = parent.get(part);
      if (first !== undefined) report([...path, "hierarchy", group], "hierarchy-twice", { variable: part, first, second: group });
      parent.set(part, group);
    }
  }
  for (const group of Object.keys(hierarchy)) {
    const seen = new Set<string>();
    for (let at: string | undefined = group; at !== undefined; at = parent.get(at)) {
      if (seen.has(at)) {
        report([...path, "hierarchy", group], "hierarchy-loop", { variable: group });
        break;
      }
      seen.add(at);
    }
  }
}
