/**
 * The tables of a questionnaire that nobody has written tables for: one for each question with alternatives, in the form's words and order. Where a
 * question is asked word for word as in a survey that has tables, those are its tables.
 */
import { columnsOfQuestion } from "../questionnaires/answer-columns.ts";
import type { Question, Questionnaire } from "../questionnaires/questionnaire.ts";
import { answeredQuestions } from "../questionnaires/questionnaire.ts";
import type { Wording } from "../questionnaires/wording.ts";
import { wordingsOf } from "../questionnaires/wording.ts";
import type { TableDefinition, TableSet } from "./definition.ts";
import { columnsNeeded, columnsOf } from "./definition.ts";
import { anyYes, gave, givenTo, yesRow } from "./definitions/parts.ts";

const common = { stub: "", order: { kind: "form" }, notes: [], hasSource: true } as const;

/** A survey that has tables, with the questionnaire that they are of. */
export type KnownSet = { readonly set: TableSet; readonly form: Questionnaire };

/** The tables of a questionnaire: those of `known` whose questions it asks word for word, then one for each other question. Errors: none. */
export function tablesOfForm(form: Questionnaire, known: KnownSet | null): TableSet {
  const asked = wordingsOf(form);
  if (known !== null && known.form.fingerprint === form.fingerprint) return known.set;
  const same = known === null ? new Set<string>() : sameQuestions(asked, wordingsOf(known.form));
  const questionOf = new Map(
    [form, ...(known === null ? [] : [known.form])].flatMap((one) =>
      answeredQuestions(one).flatMap((question) => columnsOfQuestion(question).map(({ column }) => [column, question.name] as const)),
    ),
  );
  const isSame = (columns: readonly string[]) => columns.every((column) => same.has(questionOf.get(column) ?? ""));
  const kept = (known?.set.tables ?? []).filter((table) => isSame(columnsNeeded(table)));
  const covered = new Set(kept.flatMap(columnsNeeded).map((column) => questionOf.get(column)));
  const bySexAndAge = (known?.set.bySexAndAge ?? []).filter((table) => isSame(columnsNeeded(table)));
  for (const name of bySexAndAge.flatMap(columnsNeeded)) covered.add(questionOf.get(name));
  const own = answeredQuestions(form)
    .filter(({ name }) => !covered.has(name))
    .flatMap(tableOfQuestion);
  return {
    survey: form.id,
    title: form.title,
    source: `Enkäten ”${form.title}”.`,
    year: "",
    about: unknownAbout(form),
    tables: [...kept, ...own],
    texts: (known?.set.texts ?? []).filter(({ of }) => isSame(columnsOf(of))),
    bySexAndAge,
  };
}

/** The names of questions that both ask word for word. Errors: none. */
export function sameQuestions(one: ReadonlyMap<string, Wording>, other: ReadonlyMap<string, Wording>): ReadonlySet<string> {
  return new Set([...one].filter(([name, { digest }]) => other.get(name)?.digest === digest).map(([name]) => name));
}

function tableOfQuestion(question: Question): TableDefinition[] {
  const columns = columnsOfQuestion(question).filter(({ isBeside, alternatives }) => !isBeside && alternatives.length > 0);
  const head = { ...common, id: `Fråga ${question.number}`, title: question.text };
  const [first] = columns;
  if (first === undefined) return [];
  const every = first.alternatives.map((_, place) => place + 1);
  switch (question.type) {
    case "single": {
      const among = givenTo(first.column, ...every);
      const rows = first.alternatives.map((label, place) => ({ label, figures: [{ of: gave(first.column, place + 1), base: among }] }));
      return [{ ...head, columns: [share], rows, hasTotal: true, bases: "table", inferred: [amongThose] }];
    }
    case "several": {
      const among = { kind: "counted", of: anyYes(...columns.map(({ column }) => column)) } as const;
      const rows = columns.map(({ row, column }) => yesRow(row, column, among));
      return [{ ...head, columns: [share], rows, hasTotal: false, bases: "table", inferred: ["Basen är de som har markerat något."] }];
    }
    case "grid": {
      const rows = columns.map(({ row, column }) => ({
        label: row,
        hasBaseInLabel: true,
        figures: every.map((alternative) => ({ of: gave(column, alternative), base: givenTo(column, ...every) })),
      }));
      const headings = first.alternatives.map((words) => `${words} (%)`);
      return [{ ...head, columns: headings, rows, hasTotal: false, bases: "rows", inferred: [amongThose] }];
    }
    case "number":
    case "text":
    case "date":
    case "contact":
    case "information":
      return [];
  }
}

const share = "Andel (%)";
const amongThose = "Basen är de som har svarat på frågan; ”Vet inte” och liknande alternativ räknas med.";

function unknownAbout(form: Questionnaire): TableSet["about"] {
  const missing = "Uppgift saknas.";
  return {
    assignment: form.source ?? missing,
    purpose: missing,
    population: "Målpopulationen är de kommuner och stadsdelar som står i ramen.",
    objects: "Målobjekten är kommunernas och stadsdelarnas socialtjänst.",
    frame: "Ramen är den som omgången sattes upp med.",
    questions: `Enkäten består av ${answeredQuestions(form).length} frågor.`,
    collection: missing,
    period: "den som frågorna anger.",
    measurement: missing,
    comparability: missing,
  };
}
