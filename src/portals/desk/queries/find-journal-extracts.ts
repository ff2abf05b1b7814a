import { z } from "zod";
import { isResponsibleForCase, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { listExtracts } from "../../../casework/intake/journal-extracts.ts";
import { childViews, extractVersions, reporterChoices } from "../../../casework/intake/codes.ts";

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
    const extracts = await listExtracts<ExtractRow>(tx, context.actor.municipalityId, caseId);
    context.touch(...extracts.map((one) => one.id));
    return ok({ extracts });
  },
});
