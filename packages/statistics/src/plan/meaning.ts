/** What the fields of a plan must be to one another, beyond what each may hold alone. */
import type { Path } from "./plan.ts";

type Values = Readonly<Record<string, unknown>>;
type Report = (path: Path, message: string) => void;

const map = (value: unknown): Values => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : {});
/** The members of a list in their places; what is no map is empty here and a fault elsewhere. */
const list = (value: unknown): readonly Values[] => (Array.isArray(value) ? value.map(map) : []);
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

/** Reports contradictions in a plan whose fields may themselves be faulty: what is of the wrong shape is left to the fields' own check. */
export function checkMeaning(root: Values, report: Report): void {
  list(root["recodes"]).forEach((recode, i) => {
    const has = (key: string): boolean => recode[key] !== undefined;
    if (has("expression") === (has("labels") || has("from"))) {
      report(["recodes", i], `A recode has either "expression", or "from" and "labels".`);
    } else if (has("labels") !== has("from")) report(["recodes", i], `A recode with new labels has both "from" and "labels".`);
  });
  checkReplicates(map(map(root["design"])["replicates"]), report);
  checkWeights(root, report);
  checkAnalyses(root, report);
}

function checkReplicates(replicates: Values, report: Report): void {
  const path = ["design", "replicates"];
  const has = (key: string): boolean => replicates[key] !== undefined;
  if (Object.keys(replicates).length === 0) return;
  if (!has("columns") && !has("method")) report(path, `Replicates need "columns" (given weights) or a "method" (to make them).`);
  if (!has("columns") && (has("scale") || has("rscales"))) report(path, `"scale" and "rscales" belong to given "columns".`);
  if (!has("columns") && replicates["method"] === "bootstrap" && !(has("replicates") && has("seed"))) {
    report(path, `A bootstrap needs "replicates" and a "seed", so that it can be run again.`);
  }
  if (has("columns") && !has("scale") && !has("method")) report(path, `Given "columns" need a "scale", or the "method" that made them.`);
  if (has("fay") && replicates["method"] !== "BRR") report([...path, "fay"], `"fay" belongs to BRR.`);
}

function checkWeights(root: Values, report: Report): void {
  const weights = map(root["weights"]);
  const { distance = "raking", bounds, margins, trim, file } = weights;
  if (Array.isArray(bounds) && (bounds.length !== 2 || !(Number(bounds[0]) < 1 && Number(bounds[1]) > 1))) {
    report(["weights", "bounds"], `"bounds" are a factor below 1 and one above, as [0.5, 2].`);
  }
  if (distance === "logit" && bounds === undefined) report(["weights"], `The distance logit needs "bounds".`);
  if (bounds !== undefined && (distance === "post-stratification" || distance === "raking")) {
    report(["weights", "bounds"], `"bounds" belong to linear and logit, not to ${distance}.`);
  }
  if (distance === "post-stratification" && list(margins).length > 1) {
    report(["weights", "margins"], `Post-stratification takes one margin, perhaps of crossed variables; use raking for several.`);
  }
  const limits = map(trim);
  if (trim !== undefined && limits["lower"] === undefined && limits["upper"] === undefined) {
    report(["weights", "trim"], `"trim" needs "lower", "upper" or both.`);
  }
  if (Number(limits["lower"] ?? 0) >= Number(limits["upper"] ?? Infinity)) report(["weights", "trim"], `"lower" must be below "upper".`);
  if (typeof file === "string" && (!/^[\w-]+[.]csv$/.test(file) || file === "results.csv")) {
    report(["weights", "file"], `"${file}" must be the name of a CSV file in the folder of results, as weights.csv.`);
  }
  if (file !== undefined && root["disclosure"] !== undefined) {
    report(
      ["weights", "file"],
      `A file with a row for each person cannot stand in a folder under a disclosure rule; write the weights with a plan of their own.`,
    );
  }
}

function checkAnalyses(root: Values, report: Report): void {
  const analyses = list(root["analyses"]);
  if (Array.isArray(root["analyses"]) && analyses.length === 0) report(["analyses"], "The plan has no analysis.");
  const ids = new Map<unknown, number>();
  analyses.forEach((analysis, i) => {
    const { id, type, by, interval, overall, reference } = analysis;
    if (id !== undefined && ids.has(id)) report(["analyses", i, "id"], `Two analyses have the id "${String(id)}".`);
    ids.set(id, i);
    if (typeof id === "string" && !/^[\p{L}\p{N}_-]+$/u.test(id)) {
      report(["analyses", i, "id"], `The id "${id}" has other signs than letters, digits, - and _.`);
    }
    if (by === undefined && overall !== undefined) report(["analyses", i, "overall"], `"overall" adds to "by", which is missing.`);
    if (by === undefined && reference !== undefined)
      report(["analyses", i, "reference"], `"reference" is a group of "by", which is missing.`);
    const forShares = ["logit", "likelihood", "wilson", "wilson-adjusted"];
    const forQuantiles = ["score", "quantile"];
    if (typeof interval === "string" && (type === "quantile" ? forShares : forQuantiles).includes(interval)) {
      report(["analyses", i, "interval"], `The interval ${interval} is not for ${String(type)}.`);
    }
    if (type === "response" && root["frame"] !== undefined && root["disclosure"] !== undefined) {
      report(
        ["analyses", i],
        `Under a disclosure rule a response analysis must read the data and no frame of its own: nothing ties the frame's counts to those of the survey.`,
      );
    }
    if (analysis["family"] === "ordinal" && analysis["margins"] !== undefined) {
      report(["analyses", i, "margins"], "Predicted margins are not made for ordinal models.");
    }
    if (analysis["family"] === "gaussian" && analysis["ratios"] === true) {
      report(["analyses", i, "ratios"], "A linear model has no ratios: its coefficients are differences.");
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
      if (parent.has(part)) report([...path, "hierarchy", group], `"${part}" stands both in "${parent.get(part)}" and in "${group}".`);
      parent.set(part, group);
    }
  }
  for (const group of Object.keys(hierarchy)) {
    const seen = new Set<string>();
    for (let at: string | undefined = group; at !== undefined; at = parent.get(at)) {
      if (seen.has(at)) {
        report([...path, "hierarchy", group], `"${group}" stands in itself.`);
        break;
      }
      seen.add(at);
    }
  }
}
