/**
 * What an expression of a questionnaire means, when its names are resolved (`resolve.ts`): conditions on columns of answers. There are few
 * kinds, so that whoever reads, writes or proves something of them has little to know.
 */
export type Condition =
  | { readonly kind: "and" | "or"; readonly parts: readonly Condition[] }
  | { readonly kind: "not"; readonly part: Condition }
  /** The column's answer is exactly this. An answer that is not given is nothing. */
  | { readonly kind: "is"; readonly column: string; readonly value: string }
  | { readonly kind: "answered"; readonly column: string }
  /** False where an amount has no number. */
  | { readonly kind: "compare"; readonly sign: Sign; readonly left: Amount; readonly right: Amount };

export type Sign = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** A number, out of answers. Null where the answer has none ("Kan inte svara") or is not given. */
export type Amount =
  | { readonly kind: "number"; readonly number: number }
  /** A number or a day answered (days since 1970-01-01), or the places of answers that have one. */
  | { readonly kind: "value"; readonly column: string; readonly of: Readonly<Record<string, number>> | "number" | "date" }
  /** How many of the columns have an answer among the values. */
  | { readonly kind: "count"; readonly columns: readonly string[]; readonly values: readonly string[] }
  | { readonly kind: "sum"; readonly left: Amount; readonly right: Amount; readonly isMinus: boolean };

/** The answers of one who answers: a text for each column, in the form's own words. A column that is not there, or "", is not answered. */
export type Answers = ReadonlyMap<string, string>;

/** What is known of a column: its answer, "" for none; undefined where that is open still. */
export type Reader = (column: string) => string | undefined;

/** Reads answers. Errors: none. */
const readerOf =
  (answers: Answers): Reader =>
  (column) =>
    answers.get(column) ?? "";

/** Every column that a condition asks about, each once. */
export function columnsOf(condition: Condition): readonly string[] {
  const known = asked.get(condition) ?? [...new Set(visit(condition))];
  asked.set(condition, known);
  return known;
}

/** Conditions never change, and a check of a form asks of each again and again. */
const asked = new WeakMap<Condition, readonly string[]>();

function visit(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.parts.flatMap(visit);
    case "not":
      return visit(condition.part);
    case "is":
    case "answered":
      return [condition.column];
    case "compare":
      return [...columnsOfAmount(condition.left), ...columnsOfAmount(condition.right)];
  }
}

/** Every column that an amount is made of. */
function columnsOfAmount(amount: Amount): readonly string[] {
  switch (amount.kind) {
    case "number":
      return [];
    case "value":
      return [amount.column];
    case "count":
      return amount.columns;
    case "sum":
      return [...columnsOfAmount(amount.left), ...columnsOfAmount(amount.right)];
  }
}

/** Whether a condition holds. With answers that are open it may be undecided: undefined. Errors: none. */
export function decide(condition: Condition, read: Reader): boolean | undefined {
  switch (condition.kind) {
    case "and":
      return decideAll(condition.parts, read, false);
    case "or":
      return decideAll(condition.parts, read, true);
    case "not": {
      const part = decide(condition.part, read);
      return part === undefined ? undefined : !part;
    }
    case "is": {
      const answer = read(condition.column);
      return answer === undefined ? undefined : answer === condition.value;
    }
    case "answered": {
      const answer = read(condition.column);
      return answer === undefined ? undefined : answer !== "";
    }
    case "compare": {
      const left = amountOf(condition.left, read);
      const right = amountOf(condition.right, read);
      if (left === undefined || right === undefined) return undefined;
      return left !== null && right !== null && compare[condition.sign](left, right);
    }
  }
}

/** Whether a condition holds for answers that are as they are. Errors: none. */
export const holds = (condition: Condition, answers: Answers): boolean => decide(condition, readerOf(answers)) === true;

/** `settling`: what one part must be to settle the whole. */
function decideAll(parts: readonly Condition[], read: Reader, settling: boolean): boolean | undefined {
  let isOpen = false;
  for (const part of parts) {
    const decided = decide(part, read);
    if (decided === settling) return settling;
    isOpen ||= decided === undefined;
  }
  return isOpen ? undefined : !settling;
}

const compare: Readonly<Record<Sign, (left: number, right: number) => boolean>> = {
  "=": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
};

function amountOf(amount: Amount, read: Reader): number | null | undefined {
  switch (amount.kind) {
    case "number":
      return amount.number;
    case "value": {
      const answer = read(amount.column);
      return answer === undefined ? undefined : valueOf(answer, amount.of);
    }
    case "count": {
      const answers = amount.columns.map(read);
      if (answers.includes(undefined)) return undefined;
      return answers.filter((answer) => amount.values.includes(answer ?? "")).length;
    }
    case "sum": {
      const left = amountOf(amount.left, read);
      const right = amountOf(amount.right, read);
      if (left === undefined || right === undefined) return undefined;
      if (left === null || right === null) return null;
      return amount.isMinus ? left - right : left + right;
    }
  }
}

const dayInMilliseconds = 86_400_000;

function valueOf(answer: string, of: Readonly<Record<string, number>> | "number" | "date"): number | null {
  if (answer === "") return null;
  if (of === "date") return dayNumber(answer);
  const value = of === "number" ? (isNumber(answer) ? Number(answer) : Number.NaN) : (of[answer] ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}

/** Whether an answer is a number as answers write it: digits, a decimal point, a minus. Errors: none. */
export const isNumber = (answer: string): boolean => /^-?\d{1,15}(?:\.\d{1,6})?$/.test(answer);

/** Days since 1970-01-01 of a day written 2024-03-31; null where it is no day. Errors: none. */
export function dayNumber(day: string): number | null {
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) ? null : time / dayInMilliseconds;
}
