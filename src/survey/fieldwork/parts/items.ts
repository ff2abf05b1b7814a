import { columnsOfQuestion, ticked } from "../../questionnaires/answer-columns.ts";
import type { AnswerColumn } from "../../questionnaires/answer-columns.ts";
import type { Answers } from "../../questionnaires/conditions/condition.ts";
import { answeredQuestions } from "../../questionnaires/questionnaire.ts";
import type { Question, Questionnaire } from "../../questionnaires/questionnaire.ts";
import type { Asked } from "../../questionnaires/skip.ts";
import { madePart, percentOf } from "../part.ts";
import type { Part } from "../part.ts";

/** What one unit did with a question: `cannot` is "Kan inte svara" or "Vet inte" wherever it answered. */
type Done = "answered" | "partly" | "cannot" | "blank";
type Tally = Record<Done, number>;

const how =
  "En fråga räknas för de enheter som har fått den: villkoren i formuläret går igenom för varje enhets svar, och en fråga som en enhet inte ska svara på är inget bortfall. Svarat: något svar på varje rad. Delvis: någon rad saknar svar. Kan inte svara: det enda som är valt är ”Kan inte svara”, ”Kan inte bedöma” eller ”Vet inte”. Utelämnad: inget är svarat. Det partiella bortfallet är de utelämnade av dem som fick frågan. Bas: enheter som har svarat, den senaste leveransen.";

const counts = [
  ["Fick frågan", "antal"],
  ["Svarat", "antal"],
  ["Delvis", "antal"],
  ["Kan inte svara", "antal"],
  ["Utelämnad", "antal"],
  ["Partiellt bortfall (%)", "procent"],
] as const;

/** A question with its columns, found once for all units. */
type Counted = { readonly question: Question; readonly own: readonly AnswerColumn[]; readonly rows: readonly AnswerColumn[] };

/** Item non-response question by question, and row by row of grids. `walked`: what each unit that answered was asked. */
export function items(form: Questionnaire, walked: readonly Asked[]): Part[] {
  const questions = answeredQuestions(form).map((question): Counted => {
    const own = columnsOfQuestion(question).filter(({ isBeside }) => !isBeside);
    return { question, own, rows: question.type === "grid" ? own : [] };
  });
  const tallies = new Map(questions.map(({ question }) => [question.name, emptyTally()]));
  const rowTallies = new Map(questions.flatMap(({ rows: ofGrid }) => ofGrid.map(({ column }) => [column, emptyTally()] as const)));
  for (const { questions: asked, answers: counted } of walked) {
    for (const one of questions) {
      if (!asked.has(one.question.name)) continue;
      const tally = tallies.get(one.question.name);
      if (tally) tally[doneWith(one, counted)] += 1;
      for (const { column } of one.rows) {
        const ofRow = rowTallies.get(column);
        if (ofRow) ofRow[doneWithRow(one.question, counted.get(column))] += 1;
      }
    }
  }
  const rows = questions.map(({ question }) => ({
    label: labelOf(question),
    values: valuesOf(tallies.get(question.name) ?? emptyTally()),
  }));
  const detail = questions.flatMap(({ question, rows: ofGrid }) =>
    ofGrid.map(({ column, row }) => ({
      label: `${question.number}: ${row}`,
      values: valuesOf(rowTallies.get(column) ?? emptyTally()),
    })),
  );
  const rowPart = { id: "fragor-rader", title: "Partiellt bortfall, rad för rad", stub: "Rad", how, columns: counts };
  return [
    madePart({ id: "fragor", title: "Partiellt bortfall, fråga för fråga", stub: "Fråga", how, columns: counts }, rows),
    ...(detail.length === 0 ? [] : [madePart(rowPart, detail, { isDetail: true })]),
  ];
}

const emptyTally = (): Tally => ({ answered: 0, partly: 0, cannot: 0, blank: 0 });

function valuesOf({ answered, partly, cannot, blank }: Tally) {
  const asked = answered + partly + cannot + blank;
  return [asked, answered, partly, cannot, blank, percentOf(blank, asked)];
}

const labelOf = ({ number, text }: Question): string => (text.startsWith(number) ? text : `${number}. ${text}`);

/** What a unit that was asked did. What is written beside a choice answers nothing. */
function doneWith({ question, own }: Counted, answers: Answers): Done {
  if (question.type === "several") return own.some(({ column }) => answers.get(column) === ticked) ? "answered" : "blank";
  const given = own.flatMap(({ column }) => answers.get(column) ?? []);
  if (given.length === 0) return "blank";
  const outside = outsideOf(question);
  if (given.every((answer) => outside.has(answer))) return "cannot";
  return given.length < own.length ? "partly" : "answered";
}

function doneWithRow(question: Question, answer: string | undefined): Done {
  if (answer === undefined) return "blank";
  return outsideOf(question).has(answer) ? "cannot" : "answered";
}

const known = new WeakMap<Question, ReadonlySet<string>>();

/** The alternatives that are no place on the question's scale. */
function outsideOf(question: Question): ReadonlySet<string> {
  const made =
    known.get(question) ??
    new Set("alternatives" in question ? question.alternatives.filter(({ isOutside }) => isOutside).map(({ text }) => text) : []);
  known.set(question, made);
  return made;
}
