import { sql } from "kysely";
import { z } from "zod";
import { followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { noSuchForm } from "../../questionnaires/find-form.ts";
import { findStanding } from "../drafts.ts";
import { formName, longestFile } from "../fields.ts";

const version = z.object({
  version: answer.count,
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  by: answer.text(200),
  at: answer.momentText,
  withdrawn: answer.yesNo,
  /** Whether somebody answers it, or it is asked in a round. */
  answered: answer.yesNo,
});

/** One of the tenant's own questionnaires as it stands, with its published versions, the last first. Fails with `not-found`. */
export const getOwnForm = defineQuery({
  name: "editor.get-form",
  title: "Visa ett eget formulär som det skrivs",
  input: z.object({ form: formName }),
  output: z.object({
    form: answer.text(64),
    version: answer.count,
    number: answer.count,
    content: answer.text(longestFile),
    published: answer.yesNo,
    by: answer.text(200),
    at: answer.momentText,
    versions: answer.list(version),
  }),
  permit: [followsUp, runsSurveys],
  async run(tx, { form }, { actor: { municipalityId } }) {
    const standing = await findStanding(tx, municipalityId, form);
    if (!standing) return failed(noSuchForm);
    const { rows } = await sql<z.output<typeof version>>`
      select v.version, v.fingerprint, s.name as by, to_json(v.recorded_at)#>>'{}' as at,
        exists (select 1 from survey.questionnaire_withdrawal w
          where w.municipality_id = v.municipality_id and w.questionnaire = v.questionnaire and w.version = v.version) as withdrawn,
        exists (select 1 from survey.answer_set a where a.municipality_id = v.municipality_id and a.fingerprint = v.fingerprint)
          or exists (select 1 from survey.round r where r.municipality_id = v.municipality_id and r.fingerprint = v.fingerprint) as answered
      from survey.questionnaire_version v join access.staff s on s.municipality_id = v.municipality_id and s.id = v.recorded_by
      where v.municipality_id = ${municipalityId} and v.questionnaire = ${form} order by v.version desc`.execute(tx);
    return ok({ ...standing, versions: rows });
  },
});
