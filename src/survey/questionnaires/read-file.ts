/** A questionnaire's file as data: YAML, held against the schema, every fault with its line. */
import { yamlSentences } from "@fortrogen/statistics/yaml-sentences";
import { nearest } from "@fortrogen/statistics/nearest";
import { LineCounter, isMap, isNode, parseDocument } from "yaml";
import type { Document } from "yaml";
import { z } from "zod";
import type { FileFault, Path, Report } from "./faults.ts";
import { fileSchema } from "./schema.ts";
import type { QuestionnaireFile } from "./schema.ts";

/** Larger is written by no person. */
const mostBytes = 2_000_000;

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
  if (Buffer.byteLength(text) > mostBytes) {
    const message = `Filen är större än ${mostBytes / 1_000_000} MB.`;
    return { data: null, faults: [{ file, line: 1, code: "yaml", message }], lineOf: () => 1 };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: "error" });
  for (const { code, linePos } of document.errors) {
    faults.push({ file, line: linePos?.[0].line ?? 1, code: "yaml", message: `Går inte att läsa: ${yamlSentences[code]}` });
  }
  const lineOf = (path: Path): number => lineAt(document, lines, path);
  if (faults.length > 0) return { data: null, faults, lineOf };
  const report: Report = (path, code, message) => faults.push({ file, line: lineOf(path), code, message });
  const root = plainOf(document, report);
  if (faults.length > 0) return { data: null, faults, lineOf };
  const read = fileSchema.safeParse(root, { reportInput: true });
  if (read.success) return { data: read.data, faults, lineOf };
  for (const issue of read.error.issues) reportIssue(issue, [], report);
  return { data: null, faults: inOrder(faults), lineOf };
}

/** Faults by line; those of a line as they were found. */
export const inOrder = (faults: readonly FileFault[]): readonly FileFault[] => [...faults].sort((a, b) => a.line - b.line);

function plainOf(document: Document, report: Report): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    // An alias leads nowhere, or what it stands for grows without end.
    report([], "yaml", `Går inte att läsa: ${yamlSentences.BAD_ALIAS}`);
    return null;
  }
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
    for (const name of issue.keys.slice(0, mostNamed)) report([...path, name], "shape", `Fältet ”${name}” finns inte här.${meant(name)}`);
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
