import { z } from "zod";
import { isResponsibleForCase, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { findGiven } from "../../../casework/party/insight.ts";
import { givenMaterial } from "../insight/passages.ts";
import { readMaterial } from "../insight/read-material.ts";
import { journalValues } from "../journal/extract.ts";

/**
 * What is to be given to a party of the material, as it was decided and as it may still be given. Problems: those of `readMaterial`, `not-decided`, and
 * `nothing-given` where all of it is refused.
 */
export const getInsightDocument = defineQuery({
  name: "workplace.get-insight-document",
  title: "Hämta materialet som en part ska få",
  input: z.object({ caseId: idField, insightId: idField }),
  output: z.object({ madeAt: answer.moment, document: journalValues }),
  permit: [isResponsibleForCase, leadsUnitOfCase],
  async run(tx, { caseId, insightId }, context) {
    const read = await readMaterial(tx, context, caseId, insightId);
    if (!read.ok) return read;
    const { request, parts, name, passages } = read.value;
    if (request.decidedAt === null)
      return failed({ code: "not-decided", message: "Det är inte beslutat vad som lämnas ut.", hint: "Gå igenom materialet först." });
    if (request.outcome === "lämnas inte ut") return failed({ code: "nothing-given", message: "Inget av materialet lämnas ut." });
    const given = await findGiven(tx, context, insightId);
    const document = givenMaterial({ parts, passages, given }, { to: name, at: request.decidedAt, by: context.actor.name });
    return ok({ madeAt: request.decidedAt, document });
  },
});
