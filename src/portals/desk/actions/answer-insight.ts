import { z } from "zod";
import { isResponsibleForCase, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { allFaults, failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { storeFile, takeUpload, uploadField } from "../../../platform/files/store.ts";
import { findParties } from "../../../casework/party/find-parties.ts";
import { insightAnswerFields } from "../../../casework/party/insight-fields.ts";
import { findInsight, writeInsightAnswer } from "../../../casework/party/insight.ts";
import { refusalToTell } from "../../../casework/party/telling.ts";

/**
 * Writes that a party got the decision, and with it the material, kept as it was given; a refusal is told without any. Once. Problems: `not-found`, `not-decided`,
 * `already-done`, `not-a-party` for somebody who is one no more, `kept-uninformed`, post to somebody whose identity is protected.
 */
export const answerInsight = defineAction({
  name: "workplace.answer-insight",
  title: "Lämna ut material till en part",
  input: formOf({
    caseId: idField,
    insightId: idField,
    ...insightAnswerFields,
    material: uploadField("Materialet", "Görs av det som är beslutat."),
  }),
  output: z.object({ insightId: answer.id }),
  permit: [isResponsibleForCase, leadsUnitOfCase],
  takesFile: true,
  async run(tx, { caseId, insightId, answeredOn, way, material }, context) {
    const request = await findInsight(tx, context, caseId, insightId);
    if (!request) return failed({ code: "not-found", message: "Begäran finns inte i ärendet." });
    const { decidedOn, outcome } = request;
    if (decidedOn === null || outcome === null)
      return failed({ code: "not-decided", message: "Det är inte beslutat vad som lämnas ut.", hint: "Gå igenom materialet först." });
    if (request.answeredOn !== null)
      return failed({ code: "already-done", message: "Parten har redan fått svar.", hint: "Ladda om sidan." });
    const party = (await findParties(tx, context, caseId, context.today)).find((one) => one.personId === request.personId);
    const then = (await findParties(tx, context, caseId, answeredOn)).some((one) => one.personId === request.personId);
    if (!party || !then) return failed({ code: "not-a-party", message: "Personen är inte part i ärendet längre." });
    const refusal = refusalToTell(party);
    if (refusal) return failed(refusal);
    const faults = allFaults(
      trueDay(context, answeredOn, "answeredOn", { day: decidedOn, what: "Det beslutades vad som lämnas ut" }),
      party.isProtected && way !== "i handen" && way !== "genom Skatteverket"
        ? invalidField("way", "Personen har skyddad identitet. Lämna det i handen eller skicka det genom Skatteverket.")
        : undefined,
    );
    if (faults) return faults;
    context.touch(insightId, request.personId);
    let fileId: string | null = null;
    if (outcome !== "lämnas inte ut") {
      const file = takeUpload(context, "material", material);
      if (!file.ok) return file;
      fileId = await storeFile(tx, context, file.value);
    }
    await writeInsightAnswer(tx, context, {
      request_id: insightId,
      case_id: caseId,
      decided_on: decidedOn,
      outcome,
      answered_on: answeredOn,
      way,
      file_id: fileId,
    });
    return ok({ insightId });
  },
});
