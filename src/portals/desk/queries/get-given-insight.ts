import { z } from "zod";
import { isResponsibleForCase, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { findInsight } from "../../../casework/party/insight.ts";

/** The file that a party was given, as it was. Problem: `not-found`. */
export const getGivenInsight = defineQuery({
  name: "workplace.get-given-insight",
  title: "Hämta det material som en part fick",
  input: z.object({ caseId: idField, insightId: idField }),
  output: z.object({ fileId: answer.id }),
  permit: [isResponsibleForCase, leadsUnitOfCase],
  async run(tx, { caseId, insightId }, context) {
    const request = await findInsight(tx, context, caseId, insightId);
    if (!request?.fileId) return failed({ code: "not-found", message: "Inget material är utlämnat." });
    context.touch(insightId, request.fileId, request.personId);
    return ok({ fileId: request.fileId });
  },
});
