import { sql } from "kysely";
import { z } from "zod";
import { followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";

const line = z.object({
  form: answer.text(64),
  version: answer.count,
  state: answer.oneOf(["utkast", "publicerad", "tillbakadragen"]),
  by: answer.text(200),
  at: answer.momentText,
});

/** The tenant's own questionnaires by name, each with the state of its last version. */
export const findOwnForms = defineQuery({
  name: "editor.find-forms",
  title: "Visa egna formulär",
  input: z.object({}),
  output: z.object({ forms: answer.list(line) }),
  permit: [followsUp, runsSurveys],
  async run(tx, _input, { actor: { municipalityId } }) {
    const { rows } = await sql<z.output<typeof line>>`
      select distinct on (d.questionnaire) d.questionnaire as form, d.version, s.name as by, to_json(d.recorded_at)#>>'{}' as at,
        case when w.version is not null then 'tillbakadragen' when v.version is not null then 'publicerad' else 'utkast' end as state
      from survey.questionnaire_draft d join access.staff s on s.municipality_id = d.municipality_id and s.id = d.recorded_by
      left join survey.questionnaire_version v
        on v.municipality_id = d.municipality_id and v.questionnaire = d.questionnaire and v.version = d.version
      left join survey.questionnaire_withdrawal w
        on w.municipality_id = d.municipality_id and w.questionnaire = d.questionnaire and w.version = d.version
      where d.municipality_id = ${municipalityId} order by d.questionnaire, d.version desc, d.number desc`.execute(tx);
    return ok({ forms: rows });
  },
});
