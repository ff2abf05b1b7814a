import { sql } from "kysely";
import { z } from "zod";
import { isResponsibleForCase, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { childViews, extractVersions, reporterChoices } from "../journal/codes.ts";

const extractRow = z.object({
  id: answer.id,
  version: answer.oneOf(extractVersions),
  /** The guardian that it is for, as the case has confirmed the name; null for the full version. */
  guardian: answer.fullName.nullable(),
  reporter: answer.oneOf(reporterChoices).nullable(),
  reporterReason: answer.text(2000).nullable(),
  harmReasoning: answer.text(2000).nullable(),
  childView: answer.oneOf(childViews).nullable(),
  childViewReason: answer.text(2000).nullable(),
  by: answer.text(200),
  at: answer.moment,
});
export type ExtractRow = z.output<typeof extractRow>;

/** The extracts of the journal that have been made in a case, the latest first, with the reasons that were given. */
export const findJournalExtracts = defineQuery({
  name: "workplace.find-journal-extracts",
  title: "Visa vilka journalutdrag som har tagits fram",
  input: z.object({ caseId: idField }),
  output: z.object({ extracts: answer.list(extractRow) }),
  permit: [isResponsibleForCase, leadsUnitOfCase],
  async run(tx, { caseId }, context) {
    const { rows } = await sql<ExtractRow>`
      select e.id, e.version, g.given_name || ' ' || g.family_name as guardian, e.reporter, e.reporter_reason as "reporterReason",
        e.harm_reasoning as "harmReasoning", e.child_view as "childView", e.child_view_reason as "childViewReason", s.name as by, e.recorded_at as at
      from intake.journal_extract e
      join access.staff s on s.municipality_id = e.municipality_id and s.id = e.recorded_by
      left join people.guardianship g on g.municipality_id = e.municipality_id and g.child_id = e.child_id and g.id = e.guardianship_id
      where e.municipality_id = ${context.actor.municipalityId} and e.case_id = ${caseId}::uuid
      order by e.recorded_at desc, e.id desc`.execute(tx);
    context.touch(...rows.map((row) => row.id));
    return ok({ extracts: rows });
  },
});
