/** What is being written of a tenant's questionnaires: the last save of the version after the one that is published. */
import { sql } from "kysely";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import type { Context } from "../../platform/core/door.ts";
import { stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { noSuchForm } from "../questionnaires/find-form.ts";

/** What stands of a questionnaire. */
export type StandingForm = {
  readonly form: string;
  readonly version: number;
  /** The save; of a version that is published the one that was. */
  readonly number: number;
  readonly content: string;
  readonly published: boolean;
  readonly by: string;
  readonly at: string;
};

export const changedMeanwhile: Problem = {
  code: "changed-meanwhile",
  message: "Någon annan har ändrat formuläret sedan du öppnade sidan.",
  hint: "Se vad som står nu, och bygg vidare på det.",
};
const isPublished: Problem = {
  code: "questionnaire-published",
  message: "Versionen är publicerad och ändras inte mer.",
  hint: "Gör en ny version av formuläret, och ändra i den.",
};

/** The last version of one of the tenant's questionnaires; undefined where there is none of the name. */
export async function findStanding(tx: Tx, municipalityId: number, form: string): Promise<StandingForm | undefined> {
  const { rows } = await sql<StandingForm>`
    select d.questionnaire as form, d.version, d.number, d.content, v.version is not null as published, s.name as by,
      to_json(coalesce(v.recorded_at, d.recorded_at))#>>'{}' as at
    from survey.questionnaire_draft d
    join access.staff s on s.municipality_id = d.municipality_id and s.id = d.recorded_by
    left join survey.questionnaire_version v
      on v.municipality_id = d.municipality_id and v.questionnaire = d.questionnaire and v.version = d.version
    where d.municipality_id = ${municipalityId} and d.questionnaire = ${form}
    order by d.version desc, d.number desc limit 1`.execute(tx);
  return rows[0];
}

/** The draft that a change builds on. Problems: `not-found`, `questionnaire-published`, `changed-meanwhile`. */
export async function findDraft(tx: Tx, municipalityId: number, form: string, follows: number): Promise<Result<StandingForm>> {
  const standing = await findStanding(tx, municipalityId, form);
  if (!standing) return failed(noSuchForm);
  if (standing.published) return failed(isPublished);
  return standing.number === follows ? ok(standing) : failed(changedMeanwhile);
}

/** Keeps a save. Problem: `changed-meanwhile` where somebody else has saved the same number. */
export async function keepDraft(
  tx: Tx,
  context: Context,
  { form, version, number, content }: Pick<StandingForm, "form" | "version" | "number" | "content">,
): Promise<Result<{ readonly number: number }>> {
  const added = await tx
    .insertInto("survey.questionnaire_draft")
    .values({ questionnaire: form, version, number, content, ...stamp(context) })
    .onConflict((conflict) => conflict.doNothing())
    .returning("number")
    .executeTakeFirst();
  return added ? ok({ number }) : failed(changedMeanwhile);
}
