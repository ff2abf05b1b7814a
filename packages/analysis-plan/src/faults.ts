/** What is wrong with a plan, as data: each fault with its place. The sentences are made from it in two languages. */
import { StatisticsError } from "@fortrogen/statistics";
import { nearest } from "@fortrogen/statistics/parts";
import { faultsInSwedish } from "./words/swedish/faults.ts";
import type { FaultWords } from "./words/faults.ts";
import { faultsInEnglish } from "./words/faults.ts";
import type { Path, Plan } from "./plan.ts";
import type { Language } from "./words/page.ts";

/** Where a fault is: a file, and the 1-based line of it, or row where the file has no lines. */
export type Place = { readonly file: string; readonly line?: number; readonly row?: number };

export type FaultCode = keyof FaultWords;

/** What the sentence of a fault needs; nothing for some. */
type Values<Code extends FaultCode> = Parameters<FaultWords[Code]>;

/** A fault: `code`, what its sentence needs (`variable` and `count` among it), and `place` as soon as that is known. */
export type Fault = { [Code in FaultCode]: { readonly code: Code; readonly place?: Place } & Values<Code>[0] }[FaultCode];

/** Notes a fault at a path of the plan. */
export type Report = <Code extends FaultCode>(path: Path, code: Code, ...values: Values<Code>) => void;

/** Where the thing at a path of a plan stands in its file. Errors: none. */
export const placeOf = ({ name, lineOf }: Plan, path: Path): Place => ({ file: name, line: lineOf(path) });

/** The fault of a code. Errors: none. */
export function faultOf<Code extends FaultCode>(code: Code, place: Place | undefined, ...[values]: Values<Code>): Fault {
  // The compiler cannot follow that the values belong to the code; the parameters say so.
  return { ...values, code, ...(place ? { place } : {}) } as unknown as Fault;
}

const sentences: Readonly<Record<Language, FaultWords>> = { en: faultsInEnglish, sv: faultsInSwedish };
const rowWord: Readonly<Record<Language, string>> = { en: "row", sv: "rad" };

function messageOf(fault: Fault, language: Language): string {
  const { code, place } = fault;
  const sentence = (sentences[language][code] as (values: Fault) => string)(fault);
  if (place === undefined) return sentence;
  const { file, line, row } = place;
  if (line !== undefined) return `${file}:${line}: ${sentence}`;
  return `${file}: ${row === undefined ? "" : `${rowWord[language]} ${row}: `}${sentence}`;
}

/**
 * A plan, its data or its files refused. `faults` has everything that is wrong, in the order of the file; `message` has a line in English for each.
 * `code` is `plan`, or `argument` for files and folders that the command was given; `variable` is that of the first fault and `count` its line or row.
 */
export class PlanError extends StatisticsError {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[], code: "plan" | "argument" = "plan") {
    const [first] = faults;
    const variable = first && "variable" in first ? first.variable : undefined;
    const count = first?.place?.line ?? first?.place?.row ?? (first && "count" in first ? first.count : undefined);
    const details = { ...(variable === undefined ? {} : { variable }), ...(count === undefined ? {} : { count }) };
    super(code, faults.map((fault) => messageOf(fault, "en")).join("\n"), details);
    this.name = "PlanError";
    this.faults = faults;
  }
}

/** The error of one fault. Errors: none. */
export function planError<Code extends FaultCode>(code: Code, place: Place | undefined, ...values: Values<Code>): PlanError {
  return new PlanError([faultOf(code, place, ...values)]);
}

/** The faults behind an error, those without a place at `place`. `known` are the variables that a wrong name may have meant. Errors: none. */
export function faultsOf(error: StatisticsError, place?: Place, known: Iterable<string> = []): readonly Fault[] {
  if (error instanceof PlanError) return place ? error.faults.map((fault) => ({ ...fault, place: fault.place ?? place })) : error.faults;
  const { code: cause, message, variable, count } = error;
  const meant = cause === "unknown-column" && variable !== undefined ? nearest(variable, known) : "";
  const about = { ...(variable === undefined ? {} : { variable }), ...(count === undefined ? {} : { count }) };
  return [faultOf("library", place, { cause, message, meant, ...about })];
}

/** What an error of the package says, one line for each fault, in a language: `plan.yaml:12: …`. Errors: none. */
export function messagesOf(error: StatisticsError, language: Language): string[] {
  return faultsOf(error).map((fault) => messageOf(fault, language));
}
