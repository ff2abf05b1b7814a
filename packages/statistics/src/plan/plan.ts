/** The analysis plan: one JSON or YAML file that says everything. Errors point at the line. */
import { LineCounter, isNode, parseDocument } from "yaml";
import type { Document } from "yaml";
import { StatisticsError } from "../errors.ts";
import type { IntervalMethod } from "../estimate/interval.ts";

export type PlanMargin = { readonly variables: readonly string[]; readonly totals: Readonly<Record<string, number>> };
export type Recode = {
  readonly name: string;
  /** An expression on numeric columns (comparisons give 1 and 0) … */
  readonly expression?: string;
  /** … or new labels for the levels of a factor. Levels that are not named become missing. */
  readonly from?: string;
  readonly labels?: Readonly<Record<string, string>>;
};
export type Analysis = {
  readonly id: string;
  readonly title?: string;
  readonly type: "mean" | "total" | "share" | "ratio" | "regression";
  readonly variable?: string;
  /** Of a factor, for a share. */
  readonly level?: string;
  readonly denominator?: string;
  readonly by?: readonly string[];
  readonly interval?: IntervalMethod;
  readonly formula?: string;
  readonly family?: "gaussian" | "binomial" | "poisson";
};
export type Plan = {
  readonly title: string;
  readonly data: {
    readonly file: string;
    readonly missing: readonly string[];
    readonly factors: Readonly<Record<string, readonly string[]>>;
  };
  readonly recodes: readonly Recode[];
  readonly design: {
    readonly ids?: readonly string[];
    readonly strata?: readonly string[];
    readonly weights?: string;
    readonly fpc?: readonly string[];
    readonly nest?: boolean;
    readonly lonelyPsu?: "fail" | "remove" | "certainty" | "adjust" | "average";
  };
  readonly weights?: {
    readonly distance: "raking" | "linear" | "logit";
    readonly bounds?: readonly [number, number];
    readonly margins: readonly PlanMargin[];
  };
  readonly analyses: readonly Analysis[];
  /** 1-based line of each analysis, for messages. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
};

type Shape = "text" | "number" | "boolean" | "texts" | "numbers" | "map" | "list";
const fields: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  plan: { title: "text", data: "map", recodes: "list", design: "map", weights: "map", analyses: "list" },
  data: { file: "text", missing: "texts", factors: "map" },
  recode: { name: "text", expression: "text", from: "text", labels: "map" },
  design: { ids: "texts", strata: "texts", weights: "text", fpc: "texts", nest: "boolean", lonelyPsu: "text" },
  weights: { distance: "text", bounds: "numbers", margins: "list" },
  margin: { variables: "texts", totals: "map" },
  analysis: {
    id: "text",
    title: "text",
    type: "text",
    variable: "text",
    level: "text",
    denominator: "text",
    by: "texts",
    interval: "text",
    formula: "text",
    family: "text",
  },
};
const choices: Readonly<Record<string, readonly string[]>> = {
  "design.lonelyPsu": ["fail", "remove", "certainty", "adjust", "average"],
  "weights.distance": ["raking", "linear", "logit"],
  "analysis.type": ["mean", "total", "share", "ratio", "regression"],
  "analysis.family": ["gaussian", "binomial", "poisson"],
  "analysis.interval": ["xlogit", "logit", "asin", "mean", "beta", "likelihood", "wilson", "wilson-adjusted"],
};
/** What each analysis cannot do without. */
const needed: Readonly<Record<Analysis["type"], readonly string[]>> = {
  mean: ["variable"],
  total: ["variable"],
  share: ["variable"],
  ratio: ["variable", "denominator"],
  regression: ["formula", "family"],
};

type Path = readonly (string | number)[];
type Map_ = Readonly<Record<string, unknown>>;

/**
 * Reads and checks a plan (YAML, of which JSON is a part). The schema is in the README.
 * Throws StatisticsError `plan`: every message begins with the line, for example `plan.yaml:12: …`; `count` is the line.
 */
export function parsePlan(text: string, name = "plan"): Plan {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken) throw at(name, broken.linePos?.[0].line ?? 1, broken.message.split("\n")[0] ?? "not YAML");
  const lineOf = (path: Path): number => lineAt(document, lines, path);
  const fail = (path: Path, message: string): never => {
    throw at(name, lineOf(path), message);
  };
  const check = (value: unknown, kind: string, path: Path, required: readonly string[]): Map_ => {
    const map = isMap(value) ? value : fail(path, `${path.join(".") || "the plan"} must be a map of fields.`);
    const known = fields[kind] ?? {};
    for (const [key, field] of Object.entries(map)) {
      const shape =
        known[key] ?? fail([...path, key], `"${key}" is not a field of ${kind}; the fields are ${Object.keys(known).join(", ")}.`);
      if (!hasShape(field, shape)) fail([...path, key], `"${key}" must be ${words[shape]}.`);
      const allowed = choices[`${kind}.${key}`];
      if (allowed && !allowed.includes(field as string)) fail([...path, key], `"${String(field)}" is not one of ${allowed.join(", ")}.`);
    }
    for (const key of required) if (map[key] === undefined) fail(path, `${path.join(".") || "The plan"} needs "${key}".`);
    return map;
  };
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
  const root = check(document.toJS(), "plan", [], ["data", "analyses"]);
  const data = check(root["data"], "data", ["data"], ["file"]);
  for (const [factor, levels] of Object.entries((data["factors"] ?? {}) as Map_)) {
    if (!hasShape(levels, "texts")) fail(["data", "factors", factor], `The levels of "${factor}" must be a list of texts.`);
  }
  list(root["recodes"]).forEach((one, i) => {
    const recode = check(one, "recode", ["recodes", i], ["name"]);
    if ((recode["expression"] === undefined) === (recode["labels"] === undefined)) {
      fail(["recodes", i], `A recode has either "expression", or "from" and "labels".`);
    }
    if (recode["labels"] !== undefined && recode["from"] === undefined) fail(["recodes", i], `A recode with "labels" needs "from".`);
  });
  if (root["design"] !== undefined) check(root["design"], "design", ["design"], []);
  if (root["weights"] !== undefined) {
    const weights = check(root["weights"], "weights", ["weights"], ["margins"]);
    list(weights["margins"]).forEach((one, i) => {
      const margin = check(one, "margin", ["weights", "margins", i], ["variables", "totals"]);
      for (const [cell, total] of Object.entries(margin["totals"] as Map_)) {
        if (typeof total !== "number") fail(["weights", "margins", i, "totals", cell], `The total of "${cell}" must be a number.`);
      }
    });
  }
  const ids = new Set<unknown>();
  list(root["analyses"]).forEach((one, i) => {
    const analysis = check(one, "analysis", ["analyses", i], ["id", "type"]);
    for (const key of needed[analysis["type"] as Analysis["type"]]) {
      if (analysis[key] === undefined) fail(["analyses", i], `A ${String(analysis["type"])} needs "${key}".`);
    }
    if (ids.has(analysis["id"])) fail(["analyses", i, "id"], `Two analyses have the id "${String(analysis["id"])}".`);
    ids.add(analysis["id"]);
  });
  const distance = (isMap(root["weights"]) ? root["weights"]["distance"] : undefined) ?? "raking";
  return {
    title: (root["title"] as string | undefined) ?? name,
    data: { missing: ["NA", ""], factors: {}, ...(data as { file: string }) },
    recodes: list(root["recodes"]) as Recode[],
    design: (root["design"] ?? {}) as Plan["design"],
    ...(isMap(root["weights"])
      ? { weights: { ...(root["weights"] as unknown as NonNullable<Plan["weights"]>), distance: distance as "raking" } }
      : {}),
    analyses: list(root["analyses"]) as Analysis[],
    lineOf,
  };
}

const words: Readonly<Record<Shape, string>> = {
  text: "a text",
  number: "a number",
  boolean: "true or false",
  texts: "a list of texts",
  numbers: "a list of numbers",
  map: "a map of fields",
  list: "a list",
};

function hasShape(value: unknown, shape: Shape): boolean {
  const every = (type: string) => Array.isArray(value) && value.every((one) => typeof one === type);
  switch (shape) {
    case "text":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "texts":
      return every("string");
    case "numbers":
      return every("number");
    case "map":
      return isMap(value);
    case "list":
      return Array.isArray(value);
  }
}

function isMap(value: unknown): value is Map_ {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function at(name: string, line: number, message: string): StatisticsError {
  return new StatisticsError("plan", `${name}:${line}: ${message}`, { count: line });
}

/** Line of the deepest node on the path that stands in the file. */
function lineAt(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
