/** The texts of a questionnaire in other languages, as a tenant keeps them. */
import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";

export type StoredTexts = { readonly number: number; readonly content: string };

/** The table of a version's texts, the last that was kept (`readTranslations` reads it); undefined where there is none. */
export async function storedTexts(tx: Tx, municipalityId: number, form: string, version: number): Promise<StoredTexts | undefined> {
  const { rows } = await sql<StoredTexts>`
    select t.number, t.content from survey.questionnaire_texts t
    where t.municipality_id = ${municipalityId} and t.questionnaire = ${form} and t.version = ${version}
    order by t.number desc limit 1`.execute(tx);
  return rows[0];
}
