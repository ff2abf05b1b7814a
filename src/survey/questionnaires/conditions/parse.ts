/**
 * The parser of expressions: words to a tree. It knows no questionnaire; what names mean is the matter of `resolve.ts`. Nothing is ever run.
 *
 *     q13 = "Ja" and not (q4_1 in ("Ja", "Nej, vi har ingen rutin"))
 *     any(q4, "Ja, men med vissa begränsningar")        some row has one of these answers; all(…): each row
 *     selected(q11, "Familjebehandling")                 the alternative is ticked
 *     count(q4i) > 3     answered(q8)     from(q4b_1) + from(q4b_3) > 100     to(q4b_1)     q7 >= "2024-01-01"
 *
 * A name may be written ${q13} too, as XLSForm does. `and` binds closer than `or`, `not` closer than both.
 */

/** A tree with the places (0-based, in the words) that a fault is shown at. */
export type Tree =
  | { readonly kind: "and" | "or"; readonly parts: readonly Tree[]; readonly at: number }
  | { readonly kind: "not"; readonly part: Tree; readonly at: number }
  | { readonly kind: "compare"; readonly sign: string; readonly left: Term; readonly right: Term; readonly at: number }
  | { readonly kind: "among"; readonly left: Term; readonly values: readonly Term[]; readonly at: number }
  | { readonly kind: "term"; readonly term: Term; readonly at: number };

export type Term =
  | { readonly kind: "name"; readonly name: string; readonly at: number }
  | { readonly kind: "text"; readonly text: string; readonly at: number }
  | { readonly kind: "number"; readonly number: number; readonly at: number }
  | { readonly kind: "call"; readonly name: string; readonly terms: readonly Term[]; readonly at: number }
  | { readonly kind: "sum"; readonly left: Term; readonly right: Term; readonly isMinus: boolean; readonly at: number };

/** What is wrong with an expression, in Swedish, and where in it. */
export class ExpressionFault extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

type Token = { readonly kind: "name" | "text" | "number" | "sign" | "end"; readonly text: string; readonly at: number };

/** Deeper is written by no person; the parser needs its own stack for each level. */
const deepest = 50;
const longest = 5000;

/** Reads an expression. @throws ExpressionFault */
export function parseExpression(words: string): Tree {
  if (words.length > longest) throw new ExpressionFault(`Uttrycket är längre än ${longest} tecken.`, 0);
  const parser = new Parser(tokensOf(words));
  return parser.whole();
}

const pattern =
  /(?:(?<name>\$\{[^}]*\}|[\p{L}_][\p{L}\p{N}_]*)|(?<number>\d+(?:\.\d+)?)|(?<text>"[^"]*"|'[^']*'|”[^”]*”)|(?<sign><=|>=|!=|[=<>()+,]|-))/uy;

function tokensOf(words: string): readonly Token[] {
  const tokens: Token[] = [];
  let place = 0;
  while (words.slice(place).trim() !== "") {
    const at = words.length - words.slice(place).trimStart().length;
    pattern.lastIndex = at;
    const found = pattern.exec(words);
    if (!found?.groups) throw new ExpressionFault(unreadable(words.slice(at)), at);
    const { name, number, text, sign } = found.groups;
    if (name !== undefined) tokens.push({ kind: "name", text: name.replace(/^\$\{\s*|\s*\}$/g, ""), at });
    else if (text !== undefined) tokens.push({ kind: "text", text: text.slice(1, -1), at });
    else tokens.push(number === undefined ? { kind: "sign", text: sign ?? "", at } : { kind: "number", text: number, at });
    place = pattern.lastIndex;
  }
  return [...tokens, { kind: "end", text: "", at: words.length }];
}

function unreadable(rest: string): string {
  const sign = rest.charAt(0);
  return `"'”`.includes(sign) ? "Ett citattecken saknas i slutet av en text." : `Tecknet ${sign} hör inte till uttryck.`;
}

class Parser {
  readonly #tokens: readonly Token[];
  #place = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Tree {
    const tree = this.#or();
    const { kind, text, at } = this.#next;
    if (kind !== "end") throw new ExpressionFault(`”${text}” står där uttrycket borde ta slut. Saknas and eller or?`, at);
    return tree;
  }

  #or(): Tree {
    return this.#chain("or", () => this.#chain("and", () => this.#not()));
  }

  #chain(kind: "and" | "or", part: () => Tree): Tree {
    const { at } = this.#next;
    const parts = [part()];
    while (this.#take("name", kind)) parts.push(part());
    const [first] = parts;
    return parts.length === 1 && first ? first : { kind, parts, at };
  }

  #not(): Tree {
    const { at } = this.#next;
    return this.#deeper(() => {
      if (this.#take("name", "not")) return { kind: "not", part: this.#not(), at };
      if (!this.#take("sign", "(")) return this.#comparison();
      const inside = this.#or();
      this.#must(")");
      return inside;
    });
  }

  #comparison(): Tree {
    const left = this.#sum();
    const { kind, text, at } = this.#next;
    if (kind === "sign" && /^(?:[<>]=?|!?=)$/.test(text)) {
      this.#place++;
      return { kind: "compare", sign: text, left, right: this.#sum(), at };
    }
    if (!this.#take("name", "in")) return { kind: "term", term: left, at: left.at };
    this.#must("(");
    return { kind: "among", left, values: this.#list(), at };
  }

  #sum(): Term {
    let left = this.#term();
    for (;;) {
      const { at } = this.#next;
      const isMinus = this.#take("sign", "-");
      if (!isMinus && !this.#take("sign", "+")) return left;
      left = { kind: "sum", left, right: this.#term(), isMinus, at };
    }
  }

  #term(): Term {
    const { kind, text, at } = this.#next;
    this.#place++;
    if (kind === "text") return { kind, text, at };
    if (kind === "number") return { kind, number: Number(text), at };
    if (kind !== "name" || reserved.has(text)) {
      this.#place--;
      const met = kind === "end" ? "Uttrycket tar slut" : `”${text}” står`;
      throw new ExpressionFault(`${met} där ett namn, en text eller ett tal borde stå.`, at);
    }
    if (!this.#take("sign", "(")) return { kind, name: text, at };
    return { kind: "call", name: text, terms: this.#deeper(() => this.#list()), at };
  }

  /** What stands between commas, and the closing bracket. */
  #list(): readonly Term[] {
    const terms = [this.#sum()];
    while (this.#take("sign", ",")) terms.push(this.#sum());
    this.#must(")");
    return terms;
  }

  #deeper<T>(work: () => T): T {
    if (++this.#depth > deepest) throw new ExpressionFault(`Uttrycket har fler än ${deepest} nivåer.`, this.#next.at);
    const made = work();
    this.#depth--;
    return made;
  }

  get #next(): Token {
    return this.#tokens[this.#place] ?? { kind: "end", text: "", at: 0 };
  }

  #take(kind: Token["kind"], text: string): boolean {
    const isNext = this.#next.kind === kind && this.#next.text === text;
    if (isNext) this.#place++;
    return isNext;
  }

  #must(sign: string): void {
    const { kind, text, at } = this.#next;
    if (this.#take("sign", sign)) return;
    throw new ExpressionFault(`Här borde ”${sign}” stå${kind === "end" ? "" : `, inte ”${text}”`}.`, at);
  }
}

const reserved: ReadonlySet<string> = new Set(["and", "or", "not", "in"]);
