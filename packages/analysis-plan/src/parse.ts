/** Reads and checks a plan. Every fault of its structure is listed, each with its line. */
import { check, kinds, nearest } from "@fortrogen/statistics/parts";
import { LineCounter, isMap, isNode, parseDocument, visit } from "yaml";
import type { Document, ErrorCode } from "yaml";
import type { Owner } from "./words/faults.ts";
import type { Fault, Report } from "./faults.ts";
import { PlanError, faultOf } from "./faults.ts";
import type { AnalysisType, Field, Kind, Shape } from "./fields.ts";
import { analysisTypes, fields, fieldsOf } from "./fields.ts";
import { checkMeaning } from "./meaning.ts";
import type { Path, Plan, PlanData } from "./plan.ts";

type Values = Readonly<Record<string, unknown>>;

/** Default words for a missing value. */
const missingTexts = ["NA", ""];

/**
 * Reads and checks a plan: YAML, of which JSON is a part. Returns it with its defaults filled in (raking, 0.95, missing texts, minimum 7).
 * Errors: `plan`, a `PlanError` with every fault in the order of the file; the message has one line for each: `plan.yaml:12: …`.
 */
export function parsePlan(text: string, name = "plan"): Plan {
  check({ text, name }, { text: kinds.text, name: kinds.text });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: "error" });
  const faults: Fault[] = [];
  const notYaml = (cause: ErrorCode, message: string, { line, col }: { line: number; col: number }): void => {
    const english = (message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "");
    faults.push(faultOf("yaml", { file: name, line }, { cause, column: col, english: `${english}.` }));
  };
  for (const { code, message, linePos } of document.errors) notYaml(code, message, linePos?.[0] ?? { line: 1, col: 1 });
  const lineOf = (path: Path): number => lineAt(document, lines, path);
  const report: Report = (path, code, ...values) => faults.push(faultOf(code, { file: name, line: lineOf(path) }, ...values));
  let root: unknown = {};
  try {
    if (faults.length === 0) root = document.toJS();
  } catch (error) {
    // The reader meets aliases that lead nowhere, or too far, only now.
    const at = strayAlias(document);
    notYaml(at === undefined ? "RESOURCE_EXHAUSTION" : "BAD_ALIAS", (error as Error).message, lines.linePos(at ?? 0));
  }
  if (faults.length === 0) {
    checkFields(root, "plan", [], report);
    if (isValues(root)) checkMeaning(root, report);
  }
  if (faults.length > 0) {
    throw new PlanError(faults.sort((a, b) => (a.place?.line ?? 1) - (b.place?.line ?? 1)));
  }
  return toPlan(root as Values, name, lineOf);
}

/** Offset of the first `*alias` without its `&anchor`. */
function strayAlias(document: Document): number | undefined {
  let at: number | undefined;
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) === undefined) at ??= alias.range?.[0];
    },
  });
  return at;
}

/** The plan with its defaults. The fields have been checked against the table, which has the same shapes as the types. */
function toPlan(root: Values, name: string, lineOf: Plan["lineOf"]): Plan {
  const dataOf = (value: unknown): PlanData => ({ missing: missingTexts, factors: {}, ...(value as { file: string }) });
  const { data, frame, weights, disclosure, ...rest } = root;
  return {
    title: name,
    confidence: 0.95,
    recodes: [],
    design: {},
    ...(rest as unknown as Pick<Plan, "analyses">),
    ...(weights === undefined ? {} : { weights: { distance: "raking", ...(weights as { margins: [] }) } }),
    ...(disclosure === undefined ? {} : { disclosure: { minimum: 7, level: "range", ...(disclosure as object) } }),
    data: dataOf(data),
    ...(frame === undefined ? {} : { frame: dataOf(frame) }),
    name,
    lineOf,
  };
}

/** Checks a value against the fields of its kind, and what it holds against theirs. */
function checkFields(value: unknown, kind: Kind, path: Path, report: Report): void {
  if (!isValues(value)) {
    const name = String(path.findLast((part) => typeof part === "string") ?? "plan");
    report(path, "not-a-map", { owner: { name }, example: Object.keys(fields[kind])[0] ?? "" });
    return;
  }
  const type = value["type"];
  const isTyped = kind === "analysis" && analysisTypes.includes(type as AnalysisType);
  const known = isTyped ? fieldsOf(type as AnalysisType) : fields[kind];
  const owner: Owner = { name: kind, ...(isTyped ? { type: String(type) } : {}) };
  for (const [key, held] of Object.entries(value)) {
    const field = known[key];
    if (field) checkValue(held, key, field, [...path, key], report);
    else {
      const names = Object.keys(known);
      report([...path, key], "unknown-field", { owner, variable: key, known: names, meant: nearest(key, names) });
    }
  }
  for (const [key, field] of Object.entries(known)) {
    const isNeeded = field.required === true || (isTyped && field.needed?.includes(type as AnalysisType));
    if (isNeeded && value[key] === undefined) report(path, "missing-field", { owner, variable: key, about: field.about });
  }
}

function checkValue(value: unknown, key: string, field: Field, path: Path, report: Report): void {
  const { shape, choices, range } = field;
  if (typeof shape === "object" && "one" in shape) {
    checkFields(value, shape.one, path, report);
    return;
  }
  if (typeof shape === "object") {
    if (!Array.isArray(value)) report(path, "not-a-list", { variable: key });
    else value.forEach((one: unknown, i) => checkFields(one, shape.list, [...path, i], report));
    return;
  }
  const wrong = shapeFault(value, shape);
  if (wrong !== undefined) {
    const inside = wrong.length === 0 ? shape : (shapeInside[shape] ?? shape);
    report([...path, ...wrong], "shape", { variable: [key, ...wrong].join("."), shape: inside });
    return;
  }
  if (choices && !choices.includes(value as string)) {
    const chosen = String(value);
    report(path, "choice", { variable: key, value: chosen, known: choices, meant: nearest(chosen, choices) });
  }
  if (range) {
    for (const number of Array.isArray(value) ? (value as number[]) : [value as number]) {
      const [from, to] = range;
      if (number < from || number > to) report(path, "range", { variable: key, value: number, from, to });
    }
  }
}

/** What a map holds for each of its keys. */
const shapeInside: Readonly<Partial<Record<Exclude<Shape, object>, Exclude<Shape, object>>>> = {
  "map of texts": "text",
  "map of numbers": "number",
  "map of text lists": "texts",
};

/** undefined when the value has the shape, else the keys that lead to what has not. */
function shapeFault(value: unknown, shape: Exclude<Shape, object>): (string | number)[] | undefined {
  const text = (one: unknown): boolean => typeof one === "string";
  const number = (one: unknown): boolean => typeof one === "number" && Number.isFinite(one);
  const list = (one: unknown, holds: (item: unknown) => boolean): boolean => Array.isArray(one) && one.length > 0 && one.every(holds);
  const map = (holds: (item: unknown) => boolean): (string | number)[] | undefined => {
    if (!isValues(value)) return [];
    const wrong = Object.entries(value).find(([, one]) => !holds(one));
    return wrong && [wrong[0]];
  };
  switch (shape) {
    case "text":
      return text(value) ? undefined : [];
    case "number":
      return number(value) ? undefined : [];
    case "whole number":
      return Number.isSafeInteger(value) ? undefined : [];
    case "boolean":
      return typeof value === "boolean" ? undefined : [];
    case "texts":
      return list(value, text) ? undefined : [];
    case "numbers":
      return list(value, number) ? undefined : [];
    case "map of texts":
      return map(text);
    case "map of numbers":
      return map(number);
    case "map of text lists":
      return map((one) => list(one, text));
  }
}

/** Whether a value is a map of named fields. */
function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Line of the deepest thing on the path that stands in the file; of a field, the line of its name. */
function lineAt(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const last = path[length - 1];
    const around = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(around) ? around.items.find(({ key }) => isNode(key) && String(key) === String(last)) : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  const { contents } = document;
  return isNode(contents) && contents.range ? lines.linePos(contents.range[0]).line : 1;
}
