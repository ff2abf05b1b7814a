/** What the checker says of one question, at the fields of the form that it is written in. */
import type { FieldProblem } from "../../platform/basics/result.ts";
import type { FileFault, Path } from "../questionnaires/faults.ts";
import { readQuestionnaire } from "../questionnaires/read-questionnaire.ts";
import type { Question } from "../questionnaires/questionnaire.ts";
import { questionsOf } from "../questionnaires/questionnaire.ts";
import { stringify } from "yaml";
import type { FieldsOfFile, FormFile } from "./form-file.ts";

/** Fields of the file that have another name in the form. */
const called: Readonly<Record<string, string>> = { question: "number" };

/** The faults that stand in the question at a place, each at its field; what is wrong elsewhere is left out. */
export function faultsAtFields(faults: readonly FileFault[], at: { readonly page: number; readonly nth: number }): readonly FieldProblem[] {
  return faults.flatMap(({ path = [], message }) => {
    const [pages, page, questions, nth, field, place] = path;
    if (pages !== "pages" || page !== at.page || questions !== "questions" || nth !== at.nth) return [];
    const name = called[String(field)] ?? (field === undefined ? "number" : String(field));
    return [{ field: name, message: typeof place === "number" ? `Rad ${place + 1}: ${message}` : message }];
  });
}

export type Shown = { readonly question: Question | null; readonly faults: readonly FieldProblem[] };

/** A question as whoever answers will see it, whatever is wrong with the rest of the file; its condition is left out, for it may ask about any question. */
export function showQuestion(file: FormFile, fields: FieldsOfFile): Shown {
  const shared = Object.fromEntries(["definitions", "passages", "periods", "scales"].map((name) => [name, file.top(name)]));
  const known = Object.fromEntries(Object.entries(shared).filter(([, value]) => value !== undefined));
  const { ask: _ask, ...rest } = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const alone = {
    id: "prov",
    version: 1,
    language: "sv",
    title: "Prov",
    ...known,
    pages: [{ page: "prov", title: "Prov", questions: [rest] }],
  };
  const read = readQuestionnaire(stringify(alone), "prov.yaml");
  if (!read.ok) return { question: null, faults: faultsAtFields(read.faults, { page: 0, nth: 0 }) };
  return { question: questionsOf(read.value)[0] ?? null, faults: [] };
}

/** A path that says which question or page something stands in. */
export const isIn = (path: Path | undefined, ...start: Path): boolean => start.every((part, place) => path?.[place] === part);
