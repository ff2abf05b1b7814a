import { sql } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import { findForm, storedIn } from "../questionnaires/find-form.ts";
import type { FormReader } from "../questionnaires/find-form.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";

export type AnswerSet = {
  readonly id: string;
  readonly questionnaire: string;
  readonly version: number;
  readonly fingerprint: string;
  readonly last_day: string;
  readonly closes_on: string;
};

/** What stands on a page: its last save. */
export type SavedPage = {
  readonly page: string;
  readonly number: number;
  readonly answers: Readonly<Record<string, string>>;
  readonly reason: string | null;
  readonly contact: Readonly<Record<string, string>>;
  readonly is_late: boolean;
  readonly by: string;
  readonly at: string;
};

export const noSuchSet: Problem = { code: "not-found", message: "Enkäten finns inte." };
const changedForm: Problem = {
  code: "questionnaire-changed",
  message: "Formuläret är inte längre det som enkäten började besvaras med.",
  hint: "Tala med systemförvaltaren: programmet har bytts mot ett med en annan version av formuläret.",
};

/** The answer set; undefined where there is none in the municipality. */
export function findSet(tx: Tx, municipalityId: number, id: string): Promise<AnswerSet | undefined> {
  return tx
    .selectFrom("survey.answer_set")
    .select(["id", "questionnaire", "version", "fingerprint", "last_day", "closes_on"])
    .where("municipality_id", "=", municipalityId)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** The questionnaire that the set began with. Problem: `questionnaire-changed` where the program has another of that name. */
export async function formOf(
  reader: FormReader,
  { questionnaire, fingerprint }: Pick<AnswerSet, "questionnaire" | "fingerprint">,
): Promise<Result<Questionnaire>> {
  const found = await findForm(reader, questionnaire, fingerprint);
  return found.ok ? found : failed(changedForm);
}

const closed: Problem = {
  code: "survey-closed",
  message: "Enkäten är stängd och tar inte emot fler svar.",
  hint: "Det som var sparat är kvar. Kontakta den som har skickat enkäten om något måste ändras.",
};

/**
 * The answer set with its questionnaire, for whoever changes what is answered: until its closing day. Problems: `not-found`, `survey-closed`,
 * `questionnaire-changed`.
 */
export async function findOpenSet(
  tx: Tx,
  { actor, today }: Pick<Context, "actor" | "today">,
  id: string,
): Promise<Result<{ readonly set: AnswerSet; readonly form: Questionnaire }>> {
  const set = await findSet(tx, actor.municipalityId, id);
  if (!set) return failed(noSuchSet);
  if (today > set.closes_on) return failed(closed);
  const form = await formOf(storedIn(tx, actor.municipalityId), set);
  return form.ok ? ok({ set, form: form.value }) : form;
}

/** The last save of every page. */
export async function savedPages(tx: Tx, municipalityId: number, setId: string): Promise<readonly SavedPage[]> {
  const { rows } = await sql<SavedPage>`
    select distinct on (p.page) p.page, p.number, p.answers, p.reason, p.contact, p.is_late, s.name as by, to_json(p.recorded_at)#>>'{}' as at
    from survey.page_save p join access.staff s on s.municipality_id = p.municipality_id and s.id = p.recorded_by
    where p.municipality_id = ${municipalityId} and p.answer_set_id = ${setId}::uuid order by p.page, p.number desc`.execute(tx);
  return rows;
}

/** Every answer that is saved, of all pages. */
export const answersOf = (pages: readonly Pick<SavedPage, "answers">[]): ReadonlyMap<string, string> =>
  new Map(pages.flatMap(({ answers }) => Object.entries(answers)));
