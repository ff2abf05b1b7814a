/** From the text of a file to a questionnaire that holds together, or to everything that is wrong with it. */
import { answerColumns } from "./answer-columns.ts";
import { readCondition } from "./conditions/resolve.ts";
import type { Names } from "./conditions/resolve.ts";
import { ExpressionFault } from "./conditions/parse.ts";
import { checkFlow } from "./check-flow.ts";
import type { FileFault, Path, Report } from "./faults.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { inOrder, readFileText, reporter } from "./read-file.ts";
import { Builder } from "./build.ts";
import type { Ask, Page, Question, Questionnaire, Rule } from "./questionnaire.ts";
import type { QuestionnaireFile } from "./schema.ts";

export type Read = { readonly ok: true; readonly value: Questionnaire } | { readonly ok: false; readonly faults: readonly FileFault[] };

/**
 * Reads and checks a questionnaire. It is refused, each fault with its line, where it is no YAML or has another shape; where a name is not
 * there, or is there twice; where an expression cannot be read, asks about itself or about what comes later (loop), can never hold
 * (contradiction), or leaves a question or a page that nobody can come to. Errors: none.
 */
export function readQuestionnaire(text: string, file: string): Read {
  const { data, faults, lineOf } = readFileText(text, file);
  if (data === null) return { ok: false, faults };
  const found: FileFault[] = [];
  const report = reporter(file, lineOf, found);
  const questionnaire = assemble(data, report);
  // What hangs together is tried where every part can be read.
  if (found.length === 0) checkFlow(questionnaire, report);
  return found.length === 0 ? { ok: true, value: questionnaire } : { ok: false, faults: inOrder(found) };
}

function assemble(data: QuestionnaireFile, report: Report): Questionnaire {
  const built = new Builder(data, report);
  const bare = data.pages.map((page, place) => ({
    page,
    text: built.texts(page.text, ["pages", place, "text"]),
    questions: page.questions.map((question, nth) => built.question(question, ["pages", place, "questions", nth])),
  }));
  const names = namesOf(bare.flatMap(({ questions }) => questions));
  checkTwice(data, report);
  const askOf = (words: string | undefined, path: Path): Ask | null => {
    const when = words === undefined ? undefined : conditionAt(words, names, path, report);
    return words === undefined || when === undefined ? null : { words, when };
  };
  const pages: Page[] = bare.map(({ page, text, questions }, place) => ({
    key: page.page,
    title: page.title,
    text,
    ask: askOf(page.ask, ["pages", place, "ask"]),
    questions: questions.map((question, nth) => {
      return { ...question, ask: askOf(page.questions[nth]?.ask, ["pages", place, "questions", nth, "ask"]) };
    }),
  }));
  const { id, version, language, title, respondent = "unit", source = null, closing = null } = data;
  const content = {
    id,
    version,
    language,
    title,
    source,
    closing,
    definitions: built.definitions,
    pages,
    rules: rulesOf(data, names, report),
  };
  // Forms of units were published before there were others: their fingerprints are without it.
  return { ...content, respondent, fingerprint: fingerprintOf(respondent === "unit" ? content : { ...content, respondent }) };
}

function namesOf(questions: readonly Question[]): Names {
  const columns = answerColumns({ pages: [{ key: "", title: "", text: [], ask: null, questions }] });
  return Map.groupBy(columns, ({ name }) => name);
}

function conditionAt(words: string, names: Names, path: Path, report: Report) {
  try {
    return readCondition(words, names);
  } catch (cause) {
    if (!(cause instanceof ExpressionFault)) throw cause;
    const where = words.length > 40 ? ` (vid ”${words.slice(cause.at, cause.at + 30)}”)` : "";
    report(path, cause.message.includes("finns inte") ? "unknown-name" : "expression", `${cause.message}${where}`);
    return undefined;
  }
}

function rulesOf({ rules = [] }: QuestionnaireFile, names: Names, report: Report): readonly Rule[] {
  const columns = new Set([...names.values()].flat().map(({ column }) => column));
  return rules.flatMap(({ rule, column, severity, when: words, text, link = null }, place) => {
    if (!columns.has(column)) report(["rules", place, "column"], "unknown-name", `Kolumnen ”${column}” finns inte.`);
    const when = conditionAt(words, names, ["rules", place, "when"], report);
    return when === undefined ? [] : [{ number: rule, column, severity, words, when, text, link }];
  });
}

/** What must be there once: pages, questions, rules. */
function checkTwice({ pages, rules = [] }: QuestionnaireFile, report: Report): void {
  const once = (what: string) => {
    const seen = new Set<string>();
    return (name: string, path: Path): void => {
      if (seen.has(name)) report(path, "twice", `${what} ${name} finns två gånger.`);
      seen.add(name);
    };
  };
  const page = once("Sidan");
  const question = once("Frågan");
  const rule = once("Regeln");
  pages.forEach((one, place) => {
    page(one.page, ["pages", place, "page"]);
    one.questions.forEach((asked, nth) => question(asked.question, ["pages", place, "questions", nth, "question"]));
  });
  rules.forEach((one, place) => rule(String(one.rule), ["rules", place, "rule"]));
}
