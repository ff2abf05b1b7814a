/** Reads and checks a plan. Every fault of its structure is listed, each with its line. */
import { LineCounter, isMap, isNode, parseDocument } from "yaml";
import type { Document } from "yaml";
import { StatisticsError } from "../errors.ts";
import type { AnalysisType, Field, Kind, Shape } from "./fields.ts";
import { analysisTypes, fields, fieldsOf } from "./fields.ts";
import { checkMeaning } from "./meaning.ts";
import type { Path, Plan, PlanData } from "./plan.ts";
import { didYouMean } from "./similar.ts";

export type Values = Readonly<Record<string, unknown>>;
/** Notes a fault at a path of the plan; `onKey` when it is the name of the field that is wrong. */
export type Report = (path: Path, message: string) => void;

/** Default words for a missing value. */
const missingTexts = ["NA", ""];

/**
 * Reads and checks a plan: YAML, of which JSON is a part. Returns it with its defaults filled in (raking, 0.95, missing texts, minimum 7).
 * Errors: `plan`. The message has one line for each fault, in the order of the file: `plan.yaml:12: …`; `count` is the line of the first.
 */
export function parsePlan(text: string, name = "plan"): Plan {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const faults: { line: number; message: string }[] = document.errors.map((error) => ({
    line: error.linePos?.[0].line ?? 1,
    message: (error.message.split("\n")[0] ?? "not YAML").replace(/ at line \d+, column \d+:?$/, "."),
  }));
  const lineOf = (path: Path): number => lineAt(document, lines, path);
  const report: Report = (path, message) => faults.push({ line: lineOf(path), message });
  const root: unknown = faults.length > 0 ? {} : document.toJS();
  if (faults.length === 0) {
    checkFields(root, "plan", [], report);
    if (isValues(root)) checkMeaning(root, report);
  }
  if (faults.length > 0) {
    faults.sort((a, b) => a.line - b.line);
    const message = faults.map((fault) => `${name}:${fault.line}: ${fault.message}`).join("\n");
    throw new StatisticsError("plan", message, { count: faults[0]?.line ?? 1 });
  }
  return toPlan(root as Values, name, lineOf);
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
  const where =
    path.length === 0 ? "The plan" : `"${kind === "plan" ? "plan" : String(path.findLast((part) => typeof part === "string"))}"`;
  if (!isValues(value)) {
    report(path, `${where} must be a map of fields, such as ${Object.keys(fields[kind])[0]}: …`);
    return;
  }
  const type = value["type"];
  const isTyped = kind === "analysis" && analysisTypes.includes(type as AnalysisType);
  const known = isTyped ? fieldsOf(type as AnalysisType) : fields[kind];
  const owner = isTyped ? `An analysis of type ${String(type)}` : kind === "plan" ? "The plan" : `"${kind}"`;
  for (const [key, held] of Object.entries(value)) {
    const field = known[key];
    if (field) checkValue(held, key, field, [...path, key], report);
    else {
      const hint = didYouMean(key, Object.keys(known));
      report([...path, key], `${owner} has no field "${key}".${hint === "" ? ` Its fields are ${Object.keys(known).join(", ")}.` : hint}`);
    }
  }
  for (const [key, field] of Object.entries(known)) {
    const isNeeded = field.required === true || (isTyped && field.needed?.includes(type as AnalysisType));
    if (isNeeded && value[key] === undefined) report(path, `${owner} needs "${key}" (${field.about}).`);
  }
}

function checkValue(value: unknown, key: string, field: Field, path: Path, report: Report): void {
  const { shape, choices, range } = field;
  if (typeof shape === "object" && "one" in shape) {
    checkFields(value, shape.one, path, report);
    return;
  }
  if (typeof shape === "object") {
    if (!Array.isArray(value)) report(path, `"${key}" must be a list.`);
    else value.forEach((one: unknown, i) => checkFields(one, shape.list, [...path, i], report));
    return;
  }
  const wrong = shapeFault(value, shape);
  if (wrong !== undefined) {
    report(wrong.length === 0 ? path : [...path, ...wrong], `"${[key, ...wrong].join(".")}" must be ${shapeWords[shape]}.`);
    return;
  }
  if (choices && !choices.includes(value as string)) {
    const hint = didYouMean(String(value), choices);
    report(path, `"${String(value)}" is no ${key}; choose ${choices.join(", ")}.${hint}`);
  }
  if (range) {
    for (const number of Array.isArray(value) ? (value as number[]) : [value as number]) {
      if (number < range[0] || number > range[1]) report(path, `"${key}" is ${number}, outside ${range[0]} … ${range[1]}.`);
    }
  }
}

/** What each shape is called in a message. */
const shapeWords: Readonly<Record<Exclude<Shape, object>, string>> = {
  text: 'a text (write "…" around what looks like a number, or like true and false)',
  number: "a number",
  "whole number": "a whole number",
  boolean: "true or false",
  texts: 'a list of texts, as [a, b] (write "…" around what looks like a number)',
  numbers: "a list of numbers, as [1, 2]",
  "map of texts": "a map from text to text, as { a: b }",
  "map of numbers": "a map from text to number, as { a: 1 }",
  "map of text lists": "a map from text to a list of texts, as { a: [b, c] }",
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
export function isValues(value: unknown): value is Values {
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
