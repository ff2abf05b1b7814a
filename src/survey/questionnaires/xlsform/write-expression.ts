/** The tree of an expression as words again, with names and texts put in the place of others: how an expression of another tool becomes ours. */
import type { Term, Tree } from "../conditions/parse.ts";

export type Renaming = {
  /** Our name for a name there. */
  readonly name: (name: string) => string;
  /** Our text for a text there, where it is compared with a name (null where it is compared with something else). */
  readonly text: (text: string, beside: string | null) => string;
  /** Whether a name there is a question where several may be chosen. */
  readonly isSeveral: (name: string) => boolean;
};

/** Writes a tree as words of our own. Errors: none. */
export function writeExpression(tree: Tree, renaming: Renaming): string {
  const write = (part: Tree): string =>
    part.kind === "and" || part.kind === "or" ? `(${writeExpression(part, renaming)})` : writeExpression(part, renaming);
  switch (tree.kind) {
    case "and":
    case "or":
      return tree.parts.map(write).join(` ${tree.kind} `);
    case "not":
      return `not (${writeExpression(tree.part, renaming)})`;
    case "term":
      return writeTerm(tree.term, renaming, null);
    case "among":
      return `${writeTerm(tree.left, renaming, null)} in (${tree.values.map((value) => writeTerm(value, renaming, nameIn(tree.left))).join(", ")})`;
    case "compare": {
      // "is not empty" is how others ask whether there is an answer.
      if (tree.right.kind === "text" && tree.right.text === "") {
        const answered = `answered(${writeTerm(tree.left, renaming, null)})`;
        return tree.sign === "=" ? `not ${answered}` : answered;
      }
      return `${writeTerm(tree.left, renaming, nameIn(tree.right))} ${tree.sign} ${writeTerm(tree.right, renaming, nameIn(tree.left))}`;
    }
  }
}

const nameIn = (term: Term): string | null => (term.kind === "name" ? term.name : null);

function writeTerm(term: Term, renaming: Renaming, beside: string | null): string {
  switch (term.kind) {
    case "name":
      return renaming.name(term.name);
    case "number":
      return String(term.number);
    case "text": {
      const text = renaming.text(term.text, beside);
      return text.includes('"') ? `'${text}'` : `"${text}"`;
    }
    case "call": {
      const [first, ...rest] = term.terms;
      const of = first === undefined ? null : nameIn(first);
      // Others say that a single answer is selected too.
      if (term.name === "selected" && first && of !== null && !renaming.isSeveral(of)) {
        return `${writeTerm(first, renaming, null)} in (${rest.map((one) => writeTerm(one, renaming, of)).join(", ")})`;
      }
      const name = calls.get(term.name) ?? term.name;
      return `${name}(${term.terms.map((one) => writeTerm(one, renaming, of)).join(", ")})`;
    }
    case "sum":
      return `${writeTerm(term.left, renaming, null)} ${term.isMinus ? "-" : "+"} ${writeTerm(term.right, renaming, null)}`;
  }
}

/** Functions of XLSForm by the name that ours have. */
const calls: ReadonlyMap<string, string> = new Map([["count_selected", "count"]]);
