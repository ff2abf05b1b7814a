/** The texts of a questionnaire in other languages, as a tenant keeps them. */
import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import type { Questionnaire } from "./questionnaire.ts";
import { noTranslations, readTranslations } from "./translations.ts";
import type { Translations } from "./translations.ts";

export type StoredTexts = { readonly number: number; readonly content: string };

/** The table of a version's texts, the last that was kept (`readTranslations` reads it); undefined where there is none. */
export async function storedTexts(tx: Tx, municipalityId: number, form: string, version: number): Promise<StoredTexts | undefined> {
  const { rows } = await sql<StoredTexts>`
    select t.number, t.content from survey.questionnaire_texts t
    where t.municipality_id = ${municipalityId} and t.questionnaire = ${form} and t.version = ${version}
    order by t.number desc limit 1`.execute(tx);
  return rows[0];
}

/** The table that is kept, read; one that is not read any more has nothing in it. Errors: none. */
export function translationsIn(content: string | undefined): Translations {
  const read = content === undefined || content === "" ? null : readTranslations(content);
  return read?.ok ? read.value : noTranslations;
}

/** The table of a version, read in a transaction. Errors: none. */
export async function translationsOf(tx: Tx, municipalityId: number, { id, version }: Questionnaire): Promise<Translations> {
  return translationsIn((await storedTexts(tx, municipalityId, id, version))?.content);
}
