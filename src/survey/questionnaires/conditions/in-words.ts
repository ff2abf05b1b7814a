/** Conditions in Swedish, for whoever reads the form: "om svaret på 13 är ”Ja”". */
import type { AnswerColumn } from "../answer-columns.ts";
import type { Amount, Condition } from "./condition.ts";

/** A condition as the part of a sentence that follows on "om". `columns` are those of the questionnaire, by name. Errors: none. */
export function inWords(condition: Condition, columns: ReadonlyMap<string, AnswerColumn>): string {
  const one = (part: Condition): string => inWords(part, columns);
  switch (condition.kind) {
    case "and":
      return condition.parts.map((part) => (part.kind === "or" ? `(${one(part)})` : one(part))).join(" och ");
    case "or":
      return sameColumn(condition.parts, columns) ?? condition.parts.map(one).join(" eller ");
    case "not":
      return condition.part.kind === "is" ? isWords(condition.part, "inte är", columns) : `det inte är så att ${one(condition.part)}`;
    case "is":
      return isWords(condition, "är", columns);
    case "answered":
      return `${nameOf(condition.column, columns)} är besvarad`;
    case "compare":
      return `${amountWords(condition.left, columns)} ${signs[condition.sign]} ${amountWords(condition.right, columns)}`;
  }
}

type Is = Extract<Condition, { kind: "is" }>;
type Columns = ReadonlyMap<string, AnswerColumn>;

function isWords({ column, value }: Is, verb: string, columns: Columns): string {
  const found = columns.get(column);
  if (found?.type !== "flera") return `svaret på ${nameOf(column, columns)} ${verb} ”${value}”`;
  return `”${found.row}” ${(value === "Ja") === (verb === "är") ? "är" : "inte är"} valt i fråga ${found.question}`;
}

/** "svaret på 4c är ”a” eller ”b”": where each part is about the same answer. */
function sameColumn(parts: readonly Condition[], columns: Columns): string | undefined {
  const alike = parts.filter((part): part is Is => part.kind === "is");
  const [first] = alike;
  if (first === undefined || alike.length < parts.length) return undefined;
  if (alike.some(({ column }) => column !== first.column) || columns.get(first.column)?.type === "flera") return undefined;
  return `svaret på ${nameOf(first.column, columns)} är ${alike.map(({ value }) => `”${value}”`).join(" eller ")}`;
}

function nameOf(column: string, columns: Columns): string {
  const found = columns.get(column);
  if (found === undefined) return column;
  const of = found.row === "" || found.isBeside ? "" : ` för ”${found.row}”`;
  return `fråga ${found.question}${of}`;
}

function amountWords(amount: Amount, columns: Columns): string {
  switch (amount.kind) {
    case "number":
      return new Intl.NumberFormat("sv-SE").format(amount.number);
    case "value":
      return `svaret på ${nameOf(amount.column, columns)}`;
    case "count":
      return `antalet val i fråga ${columns.get(amount.columns[0] ?? "")?.question ?? ""}`;
    case "sum":
      return `${amountWords(amount.left, columns)} ${amount.isMinus ? "minus" : "plus"} ${amountWords(amount.right, columns)}`;
  }
}

const signs = {
  "=": "är lika med",
  "!=": "inte är lika med",
  "<": "är mindre än",
  "<=": "är högst",
  ">": "är större än",
  ">=": "är minst",
} as const;
