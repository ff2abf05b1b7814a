import type { Result } from "../../platform/basics/result.ts";
import { failed, ok, valueOf } from "../../platform/basics/result.ts";
import type { TableSet } from "./definition.ts";
import { findQuestionnaire } from "../questionnaires/find-questionnaire.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import { delaktighet2024 } from "./definitions/delaktighet-2024.ts";
import { tablesOfForm } from "./tables-of-form.ts";

/** The surveys that there are tables for. */
const sets: readonly TableSet[] = [delaktighet2024];

/** The tables of a survey by its id. Problem: `tables-unknown`. */
export function findTableSet(id: string): Result<TableSet> {
  const found = sets.find(({ survey }) => survey === id);
  if (found) return ok(found);
  const known = sets.map(({ survey }) => survey).join(", ");
  return failed({ code: "tables-unknown", message: `Det finns inga tabeller för ${id}.`, hint: `Tabeller finns för ${known}.` });
}

/**
 * The tables of any questionnaire. Those of a survey that has tables where it asks the same, word for word; for what it asks otherwise a table for
 * each question. @throws where the program's own questionnaires do not hold together.
 */
export async function tableSetFor(form: Questionnaire): Promise<TableSet> {
  const known = sets.find(({ survey }) => survey === form.id) ?? sets[0];
  return tablesOfForm(form, known === undefined ? null : { set: known, form: valueOf(await findQuestionnaire(known.survey)) });
}
