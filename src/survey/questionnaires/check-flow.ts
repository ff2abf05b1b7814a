/** Whether a questionnaire hangs together: no loop, no contradiction, no question and no page that nobody can come to. */
import { answerColumns, columnsOfQuestion, ticked } from "./answer-columns.ts";
import type { AnswerColumn } from "./answer-columns.ts";
import { columnsOf } from "./conditions/condition.ts";
import type { Condition } from "./conditions/condition.ts";
import { comparedIn, isPossible, telling } from "./conditions/possible.ts";
import type { Trial, Work } from "./conditions/possible.ts";
import type { Path, Report } from "./faults.ts";
import { limits } from "./limits.ts";
import type { Ask, Page, Question, Questionnaire } from "./questionnaire.ts";

/** Reports what does not hang together. Errors: none. */
export function checkFlow(questionnaire: Questionnaire, report: Report): void {
  const flow = new Flow(questionnaire);
  // A loop makes every other question about reach meaningless.
  if (reportLoops(flow, report)) return;
  for (const [place, page] of questionnaire.pages.entries()) reportPage(flow, page, place, report);
  for (const [place, rule] of questionnaire.rules.entries()) {
    reportNever(flow, rule.when, ["rules", place, "when"], report, `Regel ${rule.number} kan aldrig slå till`);
  }
}

type Place = { readonly question: Question; readonly page: Page; readonly path: Path };

/** The questions in order, with what each is asked by. */
class Flow {
  readonly places: readonly Place[];
  readonly columns: ReadonlyMap<string, AnswerColumn>;
  /** What may still be done to settle whether conditions can hold, in the whole form. */
  readonly work: Work = { left: limits.work };
  readonly #order: ReadonlyMap<string, number>;

  constructor(questionnaire: Questionnaire) {
    this.places = questionnaire.pages.flatMap((page, place) =>
      page.questions.map((question, nth) => ({ question, page, path: ["pages", place, "questions", nth] })),
    );
    this.#order = new Map(this.places.map(({ question }, order) => [question.name, order]));
    this.columns = new Map(answerColumns(questionnaire).map((column) => [column.column, column]));
  }

  orderOf(column: string): number {
    return this.#order.get(this.columns.get(column)?.name ?? "") ?? -1;
  }

  /** What must hold for a question to be asked; null for always. */
  asked({ question, page }: Place): Condition | null {
    const parts = [page.ask, question.ask].flatMap((ask) => (ask === null ? [] : [ask.when]));
    return parts.length === 0 ? null : { kind: "and", parts };
  }

  /** The columns that decide a condition, and those that decide whether these are asked, in the form's order. */
  trials(goal: Condition, isBlind: boolean): readonly Trial[] {
    const conditions: Condition[] = [goal];
    const reached = new Set<string>();
    const waiting = [...columnsOf(goal)];
    for (let column = waiting.pop(); column !== undefined; column = waiting.pop()) {
      if (reached.has(column)) continue;
      reached.add(column);
      const place = this.places[this.orderOf(column)];
      const asked = place === undefined || isBlind ? null : this.asked(place);
      if (asked === null) continue;
      conditions.push(asked);
      waiting.push(...columnsOf(asked));
    }
    const ordered = [...this.columns.values()].filter(({ column }) => reached.has(column));
    const compared = comparedIn(conditions);
    this.work.left -= this.columns.size + conditions.length;
    return ordered.map(({ column, type, alternatives }) => {
      const place = this.places[this.orderOf(column)];
      const kind = type === "tal" ? "number" : type === "datum" ? "date" : type === "text" ? "text" : "choice";
      return {
        column,
        answers: telling(column, alternatives, kind, compared.get(column) ?? []),
        asked: place === undefined || isBlind ? null : this.asked(place),
      };
    });
  }

  /** What one who answers must keep to: so many at most, and what stands alone stands alone. */
  limits(columns: readonly string[]): readonly Condition[] {
    const places = new Set(columns.map((column) => this.orderOf(column)));
    return [...places].flatMap((order) => {
      const question = this.places[order]?.question;
      return question?.type === "several" ? limitsOf(question) : [];
    });
  }
}

function limitsOf(question: Question & { readonly type: "several" }): readonly Condition[] {
  const columns = columnsOfQuestion(question).flatMap(({ column, type }) => (type === "flera" ? [column] : []));
  const is = (column: string): Condition => ({ kind: "is", column, value: ticked });
  const alone = question.alternatives.flatMap((alternative, place): Condition[] => {
    const column = columns[place];
    if (!alternative.alone || column === undefined) return [];
    const others = columns.filter((one) => one !== column).map(is);
    return [{ kind: "not", part: { kind: "and", parts: [is(column), { kind: "or", parts: others }] } }];
  });
  if (question.most === null) return alone;
  const count = { kind: "count", columns, values: [ticked] } as const;
  return [...alone, { kind: "compare", sign: "<=", left: count, right: { kind: "number", number: question.most } }];
}

function reportPage(flow: Flow, page: Page, place: number, report: Report): void {
  const pagePath: Path = ["pages", place];
  if (page.ask !== null && reportNever(flow, page.ask.when, [...pagePath, "ask"], report, `Sidan ”${page.title}” kan ingen nå`)) return;
  for (const [nth, question] of page.questions.entries()) {
    if (question.ask === null) continue;
    const path = [...pagePath, "questions", nth, "ask"];
    const what = `Fråga ${question.number} kan ingen nå`;
    const isAloneWrong = reportNever(flow, question.ask.when, path, report, what);
    if (isAloneWrong || page.ask === null) continue;
    reportNever(flow, { kind: "and", parts: [page.ask.when, question.ask.when] }, path, report, what);
  }
}

/** Reports a condition that can never hold, and says whether it did. */
function reportNever(flow: Flow, condition: Condition, path: Path, report: Report, what: string): boolean {
  // What is left of the form is told with the condition that the work ended at.
  if (flow.work.left < 0) return true;
  const inItself = { kind: "and", parts: [condition, ...flow.limits(columnsOf(condition))] } as const;
  const reached = isPossible(inItself, flow.trials(inItself, false), flow.work);
  if (reached === "possible") return false;
  const blind = isPossible(inItself, flow.trials(inItself, true), flow.work);
  if (blind === "impossible") report(path, "contradiction", `${what}: villkoret säger emot sig självt.`);
  else if (reached === "impossible") report(path, "unreachable", `${what}: villkoret frågar efter svar som då aldrig har getts.`);
  else report(path, "too-tangled", "Villkoret är för invecklat för att prövas. Dela upp det, eller skriv det enklare.");
  return true;
}

/** Reports conditions that ask about their own question or about what comes later, and says whether there were any. */
function reportLoops(flow: Flow, report: Report): boolean {
  let isAny = false;
  const judge = (ask: Ask | null, place: Place, first: number, path: Path): void => {
    if (ask === null) return;
    const late = columnsOf(ask.when).find((column) => flow.orderOf(column) >= first);
    if (late === undefined) return;
    isAny = true;
    const asked = flow.places[flow.orderOf(late)];
    const { number } = place.question;
    const back = asked !== undefined && columnsOf(flow.asked(asked) ?? none).some((column) => flow.orderOf(column) >= first);
    if (asked?.question.name === place.question.name) report(path, "loop", `Slinga: fråga ${number} visas beroende på sitt eget svar.`);
    else if (back)
      report(path, "loop", `Slinga: fråga ${number} visas beroende på ${asked?.question.number}, som visas beroende på ${number}.`);
    else report(path, "loop", `Fråga ${number} visas beroende på ${asked?.question.number}, som kommer senare.`);
  };
  flow.places.forEach((place, order) => {
    const [, page, , nth] = place.path;
    judge(place.question.ask, place, order, [...place.path, "ask"]);
    if (nth === 0) judge(place.page.ask, place, order, ["pages", page ?? 0, "ask"]);
  });
  return isAny;
}

const none: Condition = { kind: "and", parts: [] };
