import { valueOf } from "../../platform/basics/result.ts";
import type { TableSet } from "./definition.ts";
import { findQuestionnaire } from "../questionnaires/find-questionnaire.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import { delaktighet2024 } from "./definitions/delaktighet-2024.ts";
import { tablesOfForm } from "./tables-of-form.ts";

/** The surveys that there are tables for. */
const sets: readonly TableSet[] = [delaktighet2024];

/**
 * The tables of any questionnaire. Those of a survey that has tables where it asks the same, word for word; for what it asks otherwise a table for
 * each question. @throws where the program's own questionnaires do not hold together.
 */
export async function tableSetFor(form: Questionnaire): Promise<TableSet> {
  const known = sets.find(({ survey }) => survey === form.id) ?? sets[0];
  return tablesOfForm(form, known === undefined ? null : { set: known, form: valueOf(await findQuestionnaire(known.survey)) });
}
