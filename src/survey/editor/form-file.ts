/** A questionnaire's file as it is changed part by part: what is not touched keeps its words, its comments and its place. Pure functions of text. */
import { isMap, isSeq, parseDocument, YAMLMap } from "yaml";
import type { Document, YAMLSeq } from "yaml";

/** What a question or a page has, by the fields of the file; undefined takes a field away. */
export type FieldsOfFile = Readonly<Record<string, unknown>>;

export type ListedQuestion = { readonly number: string; readonly type: string; readonly text: string };
export type ListedPage = { readonly page: string; readonly title: string; readonly questions: readonly ListedQuestion[] };

/** A file that is open. */
export class FormFile {
  readonly #document: Document;
  readonly #pages: YAMLSeq<YAMLMap>;

  private constructor(document: Document, pages: YAMLSeq<YAMLMap>) {
    this.#document = document;
    this.#pages = pages;
  }

  /** Opens a file; null where it is no YAML, or its pages and questions are not what pages and questions are: then it is changed as text. */
  static open(content: string): FormFile | null {
    const document = parseDocument(content, { logLevel: "error", uniqueKeys: false });
    const pages = document.errors.length === 0 && isMap(document.contents) ? document.get("pages") : null;
    if (!isSeq(pages) || !pages.items.every(isPage)) return null;
    return new FormFile(document, pages as YAMLSeq<YAMLMap>);
  }

  /** The file as text. */
  get content(): string {
    return this.#document.toString({ lineWidth: 140, flowCollectionPadding: false });
  }

  /** The pages and questions in order. */
  pages(): readonly ListedPage[] {
    return this.#pages.items.map((page) => ({
      page: textAt(page, "page"),
      title: textAt(page, "title"),
      questions: questionsIn(page).items.map((question) => ({
        number: textAt(question, "question"),
        type: textAt(question, "type"),
        text: textAt(question, "text"),
      })),
    }));
  }

  /** What stands in a field at the top, plain. */
  top(name: string): unknown {
    return plain(this.#document, this.#document.get(name, true));
  }

  setTop(name: string, value: unknown): void {
    if (value === undefined) this.#document.delete(name);
    else this.#document.set(name, this.#document.createNode(value));
  }

  /** The fields of a question, plain; undefined where there is none. */
  question(number: string): FieldsOfFile | undefined {
    const found = this.#find(number);
    return found && (plain(this.#document, found.question) as FieldsOfFile);
  }

  /** Where a question stands: places of its page and in it, both from 0. */
  placeOf(number: string): { readonly page: number; readonly nth: number } | undefined {
    const found = this.#find(number);
    return found && { page: found.page, nth: found.nth };
  }

  /** The fields of a page but for its questions. */
  page(key: string): FieldsOfFile | undefined {
    const found = this.#pages.items.find((page) => textAt(page, "page") === key);
    return found && (plain(this.#document, found) as FieldsOfFile);
  }

  setQuestion(number: string, fields: FieldsOfFile): boolean {
    const found = this.#find(number);
    if (found) this.#set(found.question, fields);
    return found !== undefined;
  }

  addQuestion(page: string, fields: FieldsOfFile): boolean {
    const on = this.#pages.items.find((one) => textAt(one, "page") === page);
    if (!on) return false;
    const question = new YAMLMap();
    this.#set(question, fields);
    questionsIn(on).add(question);
    return true;
  }

  /** Takes a question away, and its page where it was the only one there and there are others. */
  removeQuestion(number: string): boolean {
    const found = this.#find(number);
    if (!found) return false;
    const questions = questionsIn(this.#pages.items[found.page] as YAMLMap);
    if (questions.items.length === 1 && this.#pages.items.length === 1) return false;
    if (questions.items.length === 1) this.#pages.items.splice(found.page, 1);
    else questions.items.splice(found.nth, 1);
    return true;
  }

  /** Moves a question a step: past its neighbour, or over to the page beside. False where there is nowhere to go. */
  moveQuestion(number: string, step: -1 | 1): boolean {
    const found = this.#find(number);
    if (!found) return false;
    const questions = questionsIn(this.#pages.items[found.page] as YAMLMap);
    const to = found.nth + step;
    if (to >= 0 && to < questions.items.length) {
      questions.items.splice(found.nth, 1);
      questions.items.splice(to, 0, found.question);
      return true;
    }
    const beside = this.#pages.items[found.page + step];
    if (!beside || questions.items.length === 1) return false;
    questions.items.splice(found.nth, 1);
    const others = questionsIn(beside).items;
    others.splice(step === 1 ? 0 : others.length, 0, found.question);
    return true;
  }

  movePage(key: string, step: -1 | 1): boolean {
    const at = this.#pages.items.findIndex((page) => textAt(page, "page") === key);
    const to = at + step;
    const page = this.#pages.items[at];
    if (!page || to < 0 || to >= this.#pages.items.length) return false;
    this.#pages.items.splice(at, 1);
    this.#pages.items.splice(to, 0, page);
    return true;
  }

  setPage(key: string, fields: FieldsOfFile): boolean {
    const found = this.#pages.items.find((page) => textAt(page, "page") === key);
    if (found) this.#set(found, fields);
    return found !== undefined;
  }

  addPage(fields: FieldsOfFile): void {
    const page = new YAMLMap();
    this.#set(page, fields);
    this.#pages.add(page);
  }

  /** Where the answers of a question are asked about: numbers of questions, titles of pages, numbers of rules, in words. */
  dependents(number: string): readonly string[] {
    const name = /^\d/.test(number) ? `q${number}` : number;
    const asks = new RegExp(String.raw`(?<![\w])${name}(?:_\w+)?(?![\w])`);
    const isAsked = (words: unknown): boolean => typeof words === "string" && asks.test(words.replaceAll(/"[^"]*"|'[^']*'|”[^”]*”/g, '""'));
    const ofPages = this.#pages.items.flatMap((page) => [
      ...(isAsked(page.get("ask")) ? [`Sidan ”${textAt(page, "title")}”`] : []),
      ...questionsIn(page)
        .items.filter((question) => isAsked(question.get("ask")))
        .map((question) => `Fråga ${textAt(question, "question")}`),
    ]);
    const rules = this.top("rules");
    const listed = (Array.isArray(rules) ? rules : []) as readonly FieldsOfFile[];
    const ofRules = listed.filter((rule) => isAsked(rule["when"]) || isAsked(rule["column"]));
    return [...ofPages, ...ofRules.map((rule) => `Regel ${String(rule["rule"])}`)];
  }

  #find(number: string) {
    for (const [page, one] of this.#pages.items.entries()) {
      const nth = questionsIn(one).items.findIndex((question) => textAt(question, "question") === number);
      const question = questionsIn(one).items[nth];
      if (question) return { page, nth, question };
    }
    return undefined;
  }

  #set(map: YAMLMap, fields: FieldsOfFile): void {
    for (const [name, value] of Object.entries(fields)) {
      if (value === undefined) map.delete(name);
      // What says the same stays as it is written.
      else if (JSON.stringify(plain(this.#document, map.get(name, true))) !== JSON.stringify(value))
        map.set(name, this.#document.createNode(value));
    }
  }
}

function isPage(page: unknown): page is YAMLMap {
  if (!isMap(page)) return false;
  const questions = page.get("questions");
  return isSeq(questions) && questions.items.length > 0 && questions.items.every(isMap);
}

const questionsIn = (page: YAMLMap): YAMLSeq<YAMLMap> => page.get("questions") as YAMLSeq<YAMLMap>;

function textAt(map: YAMLMap, name: string): string {
  const value = map.get(name);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function plain(document: Document, node: unknown): unknown {
  return node !== null && typeof node === "object" && "toJS" in node ? (node as YAMLMap).toJS(document) : node;
}
