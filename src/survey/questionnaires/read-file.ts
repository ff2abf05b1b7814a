/** A questionnaire's file as data: YAML, held against the schema, every fault with its line. */
import { yamlSentences } from "#analysis-plan/yaml-sentences";
import { nearest } from "@fortrogen/statistics/nearest";
import { LineCounter, isMap, isNode, isSeq, parseDocument, visit } from "yaml";
import type { Document, Pair, YAMLMap } from "yaml";
import { z } from "zod";
import type { FileFault, Path, Report } from "./faults.ts";
import { limits, tooManyIn, tooMuchIn } from "./limits.ts";
import { fileSchema } from "./schema.ts";
import type { QuestionnaireFile } from "./schema.ts";

export type ReadFile = {
  /** null where the file does not have the shape of a questionnaire. */
  readonly data: QuestionnaireFile | null;
  readonly faults: readonly FileFault[];
  /** The line of what stands at a path, or of the nearest around it. */
  readonly lineOf: (path: Path) => number;
};

/** Reads the text of a file. Errors: none; what is wrong stands in `faults`, in the order of the file. */
export function readFileText(text: string, file: string): ReadFile {
  const faults: FileFault[] = [];
  const tooMuch = tooMuchIn(text);
  if (tooMuch !== null) return { data: null, faults: [{ file, code: "yaml", ...tooMuch }], lineOf: () => tooMuch.line };
  const lines = new LineCounter();
  // Whether a field stands twice is asked below: the library compares every field with every other.
  const document = parseDocument(text, { lineCounter: lines, logLevel: "error", uniqueKeys: false });
  const note = (line: number, code: keyof typeof yamlSentences): void =>
    void faults.push({ file, line, code: "yaml", message: `Går inte att läsa: ${yamlSentences[code]}` });
  for (const { code, linePos } of document.errors.slice(0, limits.faults)) note(linePos?.[0].line ?? 1, code);
  const lineOf = lineFinder(document, lines);
  if (faults.length > 0) return { data: null, faults, lineOf };
  const atLine = (at: number): number => lines.linePos(at).line;
  for (const fault of faultsInTree(document)) {
    if (fault.kind === "twice") note(atLine(fault.at), "DUPLICATE_KEY");
    else faults.push({ file, line: atLine(fault.at), code: "yaml", message: noAlias });
  }
  if (faults.length > 0) return { data: null, faults, lineOf };
  const report = reporter(file, lineOf, faults);
  const root: unknown = document.toJS();
  const crowded = tooManyIn(root);
  if (crowded.length > 0) {
    for (const { path, message } of crowded) report(path, "too-much", message);
    return { data: null, faults: inOrder(faults), lineOf };
  }
  const read = fileSchema.safeParse(root, { reportInput: true });
  if (read.success) return { data: read.data, faults, lineOf };
  for (const issue of read.error.issues) {
    if (faults.length > limits.faults) break;
    reportIssue(issue, [], report);
  }
  return { data: null, faults: inOrder(faults), lineOf };
}

/** Faults by line; those of a line as they were found. */
export const inOrder = (faults: readonly FileFault[]): readonly FileFault[] => [...faults].sort((a, b) => a.line - b.line);

const noAlias = `Alias (*) går att använda ${limits.aliases} gånger, för det som är kort och inte självt har alias i sig. Skriv ut det, eller lägg det under scales eller passages.`;

/**
 * What notes faults with their lines. After the first so many the rest are not told one by one: a message is made only where it is told, for a
 * suggestion of what was meant takes its time.
 */
export function reporter(file: string, lineOf: ReadFile["lineOf"], into: FileFault[]): Report {
  return (path, code, message) => {
    if (into.length > limits.faults) return;
    const isLast = into.length === limits.faults;
    const words = isLast ? `Filen har fler fel än ${limits.faults}. Rätta dem först.` : typeof message === "string" ? message : message();
    into.push({ file, line: lineOf(path), code, message: words, path });
  };
}

/** So many unknown fields in one place are named; a file of nothing else is no questionnaire. */
const mostNamed = 50;

type Issue = z.core.$ZodIssue;

function reportIssue(issue: Issue, around: Path, report: Report): void {
  const path = [...around, ...(issue.path as (string | number)[])];
  if (issue.code === "invalid_union" && issue.input !== undefined) {
    // Of the shapes that were allowed, the one that is of the right kind and came furthest says best what is wrong.
    const fitting = issue.errors.filter((issues) => !issues.some((one) => one.code === "invalid_type" && one.path.length === 0));
    const depth = (issues: readonly Issue[]): number => Math.max(...issues.map((one) => one.path.length));
    const [closest] = fitting.toSorted((a, b) => depth(b) - depth(a));
    if (closest !== undefined) return closest.forEach((one) => reportIssue(one, path, report));
  }
  if (issue.code === "unrecognized_keys") {
    for (const name of issue.keys.slice(0, mostNamed))
      report([...path, name], "shape", () => `Fältet ”${short(name)}” finns inte här.${meant(name)}`);
    const more = issue.keys.length - mostNamed;
    if (more > 0) report(path, "shape", `${more} fält till finns inte här.`);
    return;
  }
  report(path, "shape", `${nameAt(path)}: ${sentenceOf(issue)}`);
}

function sentenceOf(issue: Issue): string {
  const isChoice = issue.code === "invalid_type" || issue.code === "invalid_union";
  if (isChoice && issue.input === undefined) return "fältet saknas.";
  if (issue.code === "invalid_type") return `här ska stå ${kinds[issue.expected] ?? issue.expected}.`;
  if (issue.code === "invalid_value") return `ska vara något av ${issue.values.map(String).join(", ")}.`;
  if (issue.code === "invalid_union" && issue.errors.length === 0)
    return `ska vara något av single, several, grid, number, text, date, contact, information.`;
  if (issue.code === "too_small" && !/^[A-ZÅÄÖ].*[.]$/.test(issue.message)) return `ska vara minst ${issue.minimum}.`;
  if (issue.code === "too_big") return `ska vara högst ${issue.maximum}.`;
  return /[.]$/.test(issue.message) ? issue.message : "går inte att använda.";
}

const kinds: Readonly<Record<string, string>> = {
  string: "en text",
  number: "ett tal",
  int: "ett heltal",
  boolean: "true eller false",
  array: "en lista",
  object: "fält med namn",
  record: "fält med namn",
};

const nameAt = (path: Path): string => `”${path.findLast((part) => typeof part === "string") ?? "filen"}”`;

/** Every field that a file may have anywhere, out of its schema. */
function fieldsOf(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = "properties" in schema && typeof schema.properties === "object" ? Object.keys(schema.properties ?? {}) : [];
  return [...own, ...Object.values(schema).flatMap(fieldsOf)];
}

let known: ReadonlySet<string> | undefined;

function meant(name: string): string {
  known ??= new Set(fieldsOf(z.toJSONSchema(fileSchema, { io: "input", unrepresentable: "any" })));
  const near = nearest(name, known);
  return near === "" || near === name ? "" : ` Menas ”${near}”?`;
}

const short = (name: string): string => (name.length > 60 ? `${name.slice(0, 60)}…` : name);

/** Finds lines: that of the deepest thing on a path that stands in the file; of a field, the line of its name. The fields of each part are listed once. */
function lineFinder(document: Document, lines: LineCounter): ReadFile["lineOf"] {
  const listed = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  const fieldsIn = (map: YAMLMap): ReadonlyMap<string, Pair> => {
    const known = listed.get(map) ?? new Map(map.items.map((pair) => [String(pair.key), pair]));
    listed.set(map, known);
    return known;
  };
  return (path) => {
    let here: unknown = document.contents;
    let start = isNode(here) ? here.range?.[0] : undefined;
    for (const part of path) {
      const pair = isMap(here) ? fieldsIn(here).get(String(part)) : undefined;
      const named = pair && isNode(pair.key) ? pair.key : undefined;
      here = pair ? pair.value : isSeq(here) && typeof part === "number" ? here.items[part] : undefined;
      const range = named?.range ?? (isNode(here) ? here.range : undefined);
      if (!range) break;
      [start] = range;
    }
    return start === undefined ? 1 : lines.linePos(start).line;
  };
}

type TreeFault = { readonly kind: "twice" | "alias"; readonly at: number };

/** Fields that stand twice in one place, and aliases that make much of little. The first of each few. */
function faultsInTree(document: Document): readonly TreeFault[] {
  const found: TreeFault[] = [];
  const at = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);
  const lengths = new Map<string, number>();
  let [aliases, length] = [0, 0];
  visit(document, {
    Alias(_, alias, around) {
      length += lengths.get(alias.source) ?? 0;
      const isNested = around.some((node) => "anchor" in node && node.anchor !== undefined);
      const isTold = isNested || ++aliases > limits.aliases || length > limits.bytes || !lengths.has(alias.source);
      if (isTold) found.push({ kind: "alias", at: at(alias) });
      return isTold ? visit.BREAK : undefined;
    },
    Value(_, node) {
      if (node.anchor !== undefined) lengths.set(node.anchor, (node.range?.[1] ?? 0) - at(node));
      if (!isMap(node)) return undefined;
      const names = new Set<string>();
      for (const { key } of node.items) {
        if (names.has(String(key))) found.push({ kind: "twice", at: at(key) });
        names.add(String(key));
      }
      return found.length > limits.faults ? visit.BREAK : undefined;
    },
  });
  return found.slice(0, limits.faults);
}
