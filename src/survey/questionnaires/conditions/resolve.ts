/** From the tree of an expression to a condition on columns: every name and every alternative must be there, and fit what is done with it. */
import { nearest } from "@fortrogen/statistics/nearest";
import type { AnswerColumn } from "../answer-columns.ts";
import type { Amount, Condition, Sign } from "./condition.ts";
import { dayNumber } from "./condition.ts";
import { ExpressionFault, parseExpression } from "./parse.ts";
import type { Term, Tree } from "./parse.ts";

/** The columns that expressions may name, by question name, in the form's order. */
export type Names = ReadonlyMap<string, readonly AnswerColumn[]>;

/** Reads an expression and resolves its names. @throws ExpressionFault */
export function readCondition(words: string, names: Names): Condition {
  return new Resolver(names).condition(parseExpression(words));
}

class Resolver {
  readonly #names: Names;
  readonly #columns: ReadonlyMap<string, AnswerColumn>;

  constructor(names: Names) {
    this.#names = names;
    this.#columns = new Map([...names.values()].flat().map((column) => [column.column, column]));
  }

  condition(tree: Tree): Condition {
    switch (tree.kind) {
      case "and":
      case "or":
        return { kind: tree.kind, parts: tree.parts.map((part) => this.condition(part)) };
      case "not":
        return { kind: "not", part: this.condition(tree.part) };
      case "term":
        return this.#call(tree.term);
      case "among":
        return anyOf(tree.values.map((value) => this.#equal(tree.left, value)));
      case "compare":
        if (tree.right.kind === "text" && (tree.sign === "=" || tree.sign === "!=")) {
          const equal = this.#equal(tree.left, tree.right);
          return tree.sign === "=" ? equal : { kind: "not", part: equal };
        }
        return { kind: "compare", sign: tree.sign as Sign, left: this.#amount(tree.left), right: this.#amount(tree.right) };
    }
  }

  #equal(left: Term, right: Term): Condition {
    if (right.kind !== "text") return { kind: "compare", sign: "=", left: this.#amount(left), right: this.#amount(right) };
    if (left.kind !== "name") throw new ExpressionFault("Till vänster om en text ska ett svar stå, som q13.", left.at);
    const column = this.#column(left);
    return { kind: "is", column: column.column, value: this.#alternative(column, right) };
  }

  #call(term: Term): Condition {
    if (term.kind !== "call") throw new ExpressionFault(`Uttrycket ska vara sant eller falskt, som q13 = "Ja".`, term.at);
    const [first, ...rest] = term.terms;
    if (term.name === "answered" && first && rest.length === 0) {
      return anyOf(this.#columnsOf(first).map(({ column }) => ({ kind: "answered", column })));
    }
    if ((term.name === "any" || term.name === "all" || term.name === "selected") && first && rest.length > 0) {
      const parts = term.name === "selected" ? rest.map((value) => this.#ticked(first, value)) : this.#rows(first, rest);
      return term.name === "all" ? { kind: "and", parts } : anyOf(parts);
    }
    if (!calls.has(term.name)) throw new ExpressionFault(unknownName("Funktionen", term.name, calls), term.at);
    throw new ExpressionFault(`Så används ${term.name} inte här. Exempel: ${calls.get(term.name)}`, term.at);
  }

  #rows(question: Term, values: readonly Term[]): readonly Condition[] {
    return this.#columnsOf(question).map((column) => {
      return anyOf(values.map((value) => ({ kind: "is", column: column.column, value: this.#alternative(column, value) })));
    });
  }

  #ticked(question: Term, value: Term): Condition {
    const columns = this.#columnsOf(question);
    if (value.kind !== "text") throw new ExpressionFault("Ett svarsalternativ skrivs inom citattecken.", value.at);
    const found = columns.find(({ type, row }) => type === "flera" && row === value.text);
    if (found) return { kind: "is", column: found.column, value: "Ja" };
    const rows = columns.filter(({ type }) => type === "flera").map(({ row }) => row);
    if (rows.length === 0) throw new ExpressionFault("selected gäller frågor där flera svar kan väljas.", question.at);
    throw new ExpressionFault(unknownName("Svarsalternativet", value.text, rows), value.at);
  }

  #amount(term: Term): Amount {
    switch (term.kind) {
      case "number":
        return { kind: "number", number: term.number };
      case "text": {
        const day = dayNumber(term.text);
        if (day === null) throw new ExpressionFault("En text går bara att jämföra med = eller !=. En dag skrivs 2024-03-31.", term.at);
        return { kind: "number", number: day };
      }
      case "name": {
        const column = this.#column(term);
        const of = placesOf(column);
        if (of === null) throw new ExpressionFault(`Svaren i ${term.name} är inga tal.`, term.at);
        return { kind: "value", column: column.column, of };
      }
      case "sum":
        return { kind: "sum", left: this.#amount(term.left), right: this.#amount(term.right), isMinus: term.isMinus };
      case "call":
        return this.#measured(term);
    }
  }

  #measured({ name, terms, at }: Term & { readonly kind: "call" }): Amount {
    const [first, ...rest] = terms;
    if ((name === "from" || name === "to") && first?.kind === "name" && rest.length === 0) {
      const column = this.#column(first);
      if (column.intervals === null) throw new ExpressionFault(`Svaren i ${first.name} är inga intervall.`, first.at);
      return { kind: "value", column: column.column, of: mapOf(column.intervals, (interval) => interval[name]) };
    }
    if (name === "count" && first) {
      const columns = this.#columnsOf(first);
      if (rest.length === 0 && !columns.every(({ type }) => type === "flera")) {
        throw new ExpressionFault(`count behöver svaren som ska räknas: count(${nameOf(first)}, "Ja").`, at);
      }
      const asked = columns.filter(({ alternatives }) => alternatives.length > 0);
      const values =
        rest.length === 0 ? ["Ja"] : rest.flatMap((value) => asked.slice(0, 1).map((column) => this.#alternative(column, value)));
      return { kind: "count", columns: asked.map(({ column }) => column), values };
    }
    if (!calls.has(name)) throw new ExpressionFault(unknownName("Funktionen", name, calls), at);
    throw new ExpressionFault(`Så används ${name} inte här. Exempel: ${calls.get(name)}`, at);
  }

  /** The one column of a name. */
  #column(term: Term & { readonly kind: "name" }): AnswerColumn {
    const found = this.#columns.get(term.name);
    if (found) return found;
    const several = this.#names.get(term.name);
    if (several === undefined) throw new ExpressionFault(this.#unknown(term.name), term.at);
    const example = several[0]?.column ?? "";
    throw new ExpressionFault(`${term.name} har flera svar. Säg vilket, som ${example}, eller skriv any(${term.name}, …).`, term.at);
  }

  /** The columns of a question, without those of free text beside it; or the one column of a name. */
  #columnsOf(term: Term): readonly AnswerColumn[] {
    if (term.kind !== "name") throw new ExpressionFault("Här ska en frågas namn stå, som q4.", term.at);
    const columns = this.#names.get(term.name);
    if (columns === undefined) return [this.#column(term)];
    const closed = columns.filter(({ isBeside }) => !isBeside);
    if (closed.length === 0) throw new ExpressionFault(`${term.name} har inga svar.`, term.at);
    return closed;
  }

  #alternative({ column, alternatives }: AnswerColumn, term: Term): string {
    if (term.kind !== "text") throw new ExpressionFault("Ett svarsalternativ skrivs inom citattecken.", term.at);
    if (alternatives.includes(term.text)) return term.text;
    if (alternatives.length === 0) throw new ExpressionFault(`${column} har inga svarsalternativ.`, term.at);
    throw new ExpressionFault(unknownName("Svarsalternativet", term.text, alternatives), term.at);
  }

  #unknown(name: string): string {
    return unknownName("Frågan", name, [...this.#names.keys(), ...this.#columns.keys()]);
  }
}

const calls: ReadonlyMap<string, string> = new Map([
  ["any", 'any(q4, "Ja")'],
  ["all", 'all(q4, "Ja")'],
  ["selected", 'selected(q11, "Familjebehandling")'],
  ["answered", "answered(q8)"],
  ["count", "count(q11) > 3"],
  ["from", "from(q4b_1) > 50"],
  ["to", "to(q4b_1) < 50"],
]);

function unknownName(what: string, name: string, known: Iterable<string> | ReadonlyMap<string, string>): string {
  const meant = nearest(name, known instanceof Map ? (known.keys() as Iterable<string>) : (known as Iterable<string>));
  return `${what} ”${name}” finns inte.${meant === "" ? "" : ` Menas ”${meant}”?`}`;
}

const nameOf = (term: Term): string => (term.kind === "name" ? term.name : "…");

function anyOf(parts: readonly Condition[]): Condition {
  const [first] = parts;
  return parts.length === 1 && first ? first : { kind: "or", parts };
}

function placesOf({ type, values }: AnswerColumn): Readonly<Record<string, number>> | "number" | "date" | null {
  if (type === "tal") return "number";
  if (type === "datum") return "date";
  return values === null ? null : mapOf(values, (value) => value);
}

const mapOf = <T>(of: ReadonlyMap<string, T>, number: (one: T) => number): Readonly<Record<string, number>> =>
  Object.fromEntries([...of].map(([text, one]) => [text, number(one)]));
