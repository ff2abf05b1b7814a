/**
 * What can be wrong with a plan, its data or its files: each fault with what its sentence needs, and the sentence in English. This file decides
 * which faults there are; `swedish/faults.ts` has the same in Swedish. `variable` and `count` mean what they mean in `StatisticsError`.
 */
import type { ErrorCode } from "yaml";
import type { StatisticsErrorCode } from "@fortrogen/statistics";
import type { Shape } from "../fields.ts";

/** Whose field it is: the plan's, that of an analysis of a type, or that of the map that stands under `name`. */
export type Owner = { readonly name: string; readonly type?: string };

/** An error of the library. `meant` is the known name nearest to `variable`, or empty. */
export type LibraryFault = {
  readonly cause: StatisticsErrorCode;
  readonly message: string;
  readonly variable?: string;
  readonly count?: number;
  readonly meant: string;
};

type Variable = { readonly variable: string };
type Count = { readonly count: number };
/** The known name nearest to what was written, or an empty text. */
type Meant = { readonly meant: string };
/** Why a file cannot be used, as the system says it: ENOENT, EISDIR and others. */
type Reason = { readonly reason: string };

const perhaps = (meant: string): string => (meant === "" ? "" : ` Did you mean "${meant}"?`);

function ownerText({ name, type }: Owner): string {
  if (type !== undefined) return `An analysis of type ${type}`;
  return name === "plan" ? "The plan" : `"${name}"`;
}

const reasonText = (reason: string): string =>
  reason === "ENOENT" ? "is not there" : reason === "EISDIR" ? "is a folder" : `cannot be read or written (${reason})`;

const newFolder = "name a new or empty folder, or that of an earlier run";

const shapes: Readonly<Record<Exclude<Shape, object>, string>> = {
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

/** Files that are no text, by what they are. */
export type BinaryFormat =
  "spss" | "spss-portable" | "excel" | "old-excel" | "stata" | "sas" | "zip" | "gzip" | "pdf" | "parquet" | "unknown";

const formats: Readonly<Record<BinaryFormat, string>> = {
  spss: "a data file of SPSS (.sav)",
  "spss-portable": "a portable file of SPSS (.por)",
  excel: "a workbook of Excel or LibreOffice",
  "old-excel": "an old workbook of Excel (.xls) or another Office file",
  stata: "a data file of Stata (.dta)",
  sas: "a data file of SAS (.sas7bdat)",
  zip: "a zip archive",
  gzip: "packed with gzip",
  pdf: "a PDF",
  parquet: "Parquet under another name: call it .parquet",
  unknown: "binary and no text",
};

export const faultsInEnglish = {
  // Files and folders.
  "no-plan": ({ variable, reason }: Variable & Reason) => `The plan ${variable} ${reasonText(reason)}.`,
  "no-file": ({ variable, reason }: Variable & Reason) => `the file ${variable} ${reasonText(reason)}.`,
  "folder-unreadable": ({ variable }: Variable) => `The folder ${variable} is no folder that can be read; ${newFolder}.`,
  "folder-foreign": ({ variable, other }: Variable & { other: string }) =>
    `The folder ${variable} holds ${other}, which no run of a plan wrote; ${newFolder}.`,
  "folder-unwritten": ({ variable, reason }: Variable & Reason) => `The folder ${variable} ${reasonText(reason)}.`,

  // Fields of the plan, each alone.
  yaml: ({ english }: { cause: ErrorCode; column: number; english: string }) => english,
  "not-a-map": ({ owner, example }: { owner: Owner; example: string }) =>
    `${ownerText(owner)} must be a map of fields, such as ${example}: …`,
  "not-a-list": ({ variable }: Variable) => `"${variable}" must be a list.`,
  "unknown-field": ({ owner, variable, known, meant }: Variable & Meant & { owner: Owner; known: readonly string[] }) =>
    `${ownerText(owner)} has no field "${variable}".${perhaps(meant) || ` Its fields are ${known.join(", ")}.`}`,
  "missing-field": ({ owner, variable, about }: Variable & { owner: Owner; about: string }) =>
    `${ownerText(owner)} needs "${variable}" (${about}).`,
  shape: ({ variable, shape }: Variable & { shape: Exclude<Shape, object> }) => `"${variable}" must be ${shapes[shape]}.`,
  choice: ({ variable, value, known, meant }: Variable & Meant & { value: string; known: readonly string[] }) =>
    `"${value}" is no ${variable}; choose ${known.join(", ")}.${perhaps(meant)}`,
  range: ({ variable, value, from, to }: Variable & { value: number; from: number; to: number }) =>
    `"${variable}" is ${value}, outside ${from} … ${to}.`,

  // What the fields must be to one another.
  "filter-unreadable": ({ variable }: Variable) =>
    `The filter "${variable}" is no expression. Write for instance age >= 18 & sex == 'woman'.`,
  "recode-either": () => `A recode has either "expression", or "from" and "labels".`,
  "recode-both": () => `A recode with new labels has both "from" and "labels".`,
  "replicates-none": () => `Replicates need "columns" (given weights) or a "method" (to make them).`,
  "replicates-scale": () => `"scale" and "rscales" belong to given "columns".`,
  "replicates-bootstrap": () => `A bootstrap needs "replicates" and a "seed", so that it can be run again.`,
  "replicates-given": () => `Given "columns" need a "scale", or the "method" that made them.`,
  "replicates-fay": () => `"fay" belongs to BRR.`,
  "replicates-jkn": () => `Given replicates of JKn need "scale" and "rscales": they differ between strata.`,
  "bounds-around-one": () => `"bounds" are a factor below 1 and one above, as [0.5, 2].`,
  "bounds-for-logit": () => `The distance logit needs "bounds".`,
  "bounds-not-for": ({ distance }: { distance: string }) => `"bounds" belong to linear and logit, not to ${distance}.`,
  "one-margin": () => `Post-stratification takes one margin, perhaps of crossed variables; use raking for several.`,
  "trim-empty": () => `"trim" needs "lower", "upper" or both.`,
  "trim-order": () => `"lower" must be below "upper".`,
  "weights-file": ({ variable }: Variable) => `"${variable}" must be the name of a CSV file in the folder of results, as weights.csv.`,
  "weights-file-disclosure": () =>
    `A file with a row for each person cannot stand in a folder under a disclosure rule; write the weights with a plan of their own.`,
  "margin-cell": ({ cell, variable, count, wanted, example }: Variable & Count & { cell: string; wanted: number; example: string }) =>
    `"${cell}" names ${count} levels where the margin has ${wanted} (${variable}): write "${example}".`,
  "no-analysis": () => "The plan has no analysis.",
  "same-id": ({ variable }: Variable) => `Two analyses have the id "${variable}".`,
  "id-signs": ({ variable }: Variable) => `The id "${variable}" has other signs than letters, digits, - and _.`,
  "overall-without-by": () => `"overall" adds to "by", which is missing.`,
  "pairs-without-by": () => `"pairs" compares the groups of "by", which is missing.`,
  "pairs-or-reference": () => `Choose "pairs" (every group with every other) or "reference" (all with one group), not both.`,
  "reference-without-by": () => `"reference" is a group of "by", which is missing.`,
  "interval-not-for": ({ interval, type }: { interval: string; type: string }) => `The interval ${interval} is not for ${type}.`,
  "reweight-classes": () => `"missing: reweight" needs "classes": the variables in whose levels those with a value stand for the others.`,
  "classes-for-reweight": () => `"classes" belong to "missing: reweight".`,
  "reweight-not-for": ({ type }: { type: string }) => `"missing: reweight" is not for ${type}; it is for mean, total, share and ratio.`,
  "response-frame-disclosure": () =>
    `Under a disclosure rule a response analysis must read the data and no frame of its own: nothing ties the frame's counts to those of the survey.`,
  "ordinal-margins": () => "Predicted margins are not made for ordinal models.",
  "linear-ratios": () => "A linear model has no ratios: its coefficients are differences.",
  "hierarchy-twice": ({ variable, first, second }: Variable & { first: string; second: string }) =>
    `"${variable}" stands both in "${first}" and in "${second}".`,
  "hierarchy-loop": ({ variable }: Variable) => `"${variable}" stands in itself.`,

  // The data.
  "csv-empty": () => "the file is empty.",
  "csv-no-name": ({ count }: Count) => `column ${count} has no name.`,
  "csv-same-name": ({ variable }: Variable) => `two columns are named "${variable}".`,
  "csv-fields": ({ count, header }: Count & { header: number }) => `${count} fields where the header has ${header}.`,
  "csv-no-rows": () => "the file has a header and no rows.",
  "csv-utf16": () => 'the file is UTF-16; save it as "CSV UTF-8".',
  "csv-not-utf8": () => 'the file is not UTF-8, perhaps Windows-1252; save it as "CSV UTF-8" or say "encoding: windows-1252" under data.',
  "binary-file": ({ format, advice }: { format: BinaryFormat; advice: "text" | "parquet" }) =>
    `the file is ${formats[format]}, which a plan does not read; save it as "CSV UTF-8"${advice === "parquet" ? " or Parquet" : ""}.`,
  "csv-zero": () => "the line has a character with the number 0, which no text has; the file is not CSV, or is damaged.",
  "not-a-number": ({ variable, value, isMark }: Variable & { value: string; isMark: boolean }) =>
    `"${variable}" is "${value}", where the other values are numbers. ${isMark ? `If it means that there is no value, name it in the list "missing" under data.` : "Write it as a plain number, or give the variable its levels under factors."}`,
  "text-in-numbers": ({ variable, value, where }: Variable & { value: string; where: string }) =>
    `"${variable}" is "${value}", so that it is no variable of numbers as ${where} needs.`,
  "csv-open-quote": () => "a quote is not closed.",
  "csv-after-quote": () => "there is text after a closing quote.",
  "parquet-no-rows": () => "the file has no rows.",
  "parquet-nested": ({ variable }: Variable) => `the column "${variable}" holds lists or records; a plan reads plain values.`,
  "parquet-kind": ({ variable }: Variable) => `the column "${variable}" holds neither numbers nor texts.`,
  "parquet-large": ({ variable, value }: Variable & { value: string }) =>
    `"${variable}" is ${value}, more than a number holds exactly; write identities as text.`,
  "parquet-unreadable": ({ english }: { english: string }) => `the file cannot be read as Parquet: ${english}.`,
  "mixed-decimals": ({ variable, comma, point }: Variable & { comma: string; point: string }) =>
    `"${variable}" has both "${comma}" and "${point}"; write the decimals of a column in one way.`,
  "outside-levels": ({ variable, value, known, meant }: Variable & Meant & { value: string; known: readonly string[] }) =>
    `"${variable}" is "${value}", which is not among its levels ${known.join(", ")}.${perhaps(meant)}`,

  // The plan and the data together.
  "unknown-factor": ({ file, variable, meant }: Variable & Meant & { file: string }) =>
    `${file} has no column "${variable}".${perhaps(meant)}`,
  "unknown-label": ({ variable, level, meant }: Variable & Meant & { level: string }) =>
    `"${variable}" has no level "${level}".${perhaps(meant)}`,
  "unknown-group": ({ variable, known, meant }: Variable & Count & Meant & { known: readonly string[] }) =>
    `There is no group "${variable}"; the groups are ${known.join(", ")}.${perhaps(meant)}`,
  "hierarchy-unknown": ({ variable, name, meant }: Variable & Meant & { name: string }) =>
    `The hierarchy of "${variable}" names "${name}", which is neither a level nor a group.${perhaps(meant)}`,
  "hierarchy-level": ({ variable, name }: Variable & { name: string }) =>
    `"${name}" is a level of "${variable}"; call the group or the total something else.`,
  unprotected: ({ count, level }: Count & { level: string }) =>
    `${count} small groups cannot be protected at level ${level}; print fewer groups.`,
  "missing-choice": ({ variable, count, rows }: Variable & Count & { rows: number }) =>
    `"${variable}" has no value in ${count} of ${rows} rows, which a total would count as 0. Choose "missing": omit (the total of those with a value), refuse, or reweight with "classes" (those of a class stand for the others in it).`,
  "missing-refused": ({ variable, count, rows }: Variable & Count & { rows: number }) =>
    `"${variable}" has no value in ${count} of ${rows} rows, and the plan refuses that.`,
  "reference-empty": ({ variable }: Variable) => `No row of the reference group "${variable}" has a value.`,
  "not-finite": ({ variable }: Variable) => `"${variable}" has a figure that is no finite number.`,
  library: ({ message, meant }: LibraryFault) => `${message}${perhaps(meant)}`,
};

/** Every fault with its sentence in one language. */
export type FaultWords = Readonly<typeof faultsInEnglish>;
