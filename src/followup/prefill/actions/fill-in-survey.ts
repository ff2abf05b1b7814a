import { z } from "zod";
import { keepsRegister } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { findOpenSet } from "../../../survey/collection/find-set.ts";
import { findLastAnswers } from "../../../survey/collection/last-answers.ts";
import { keepProposals } from "../../../survey/collection/proposals.ts";
import { answerQuestionnaire } from "../../questionnaire/answer-questionnaire.ts";
import { nationalQuestionnaire2024 } from "../../questionnaire/definitions/questionnaire.ts";
import { explainAnswers } from "../../questionnaire/explained.ts";
import { Columns } from "../columns.ts";
import { findFacts } from "../facts.ts";
import { findRegister } from "../find-register.ts";
import { proposeFromCases } from "../from-cases.ts";
import { proposeFromLast } from "../from-last.ts";
import { proposeFromRegister } from "../from-register.ts";

/** The questionnaires that are known here: others are answered by hand, and from the last time. */
const known = "delaktighet-2024";

/**
 * Proposes answers to a survey from the cases, the register and the last answers, in the place of what was proposed before. Answers nothing.
 * Gives how many columns have a proposal. Problems: `not-found`, `survey-closed`, `questionnaire-changed`.
 */
export const fillInSurvey = defineAction({
  name: "prefill.fill-in-survey",
  title: "Föreslå svar på en enkät",
  input: z.object({ answerSetId: idField }),
  output: z.object({ proposed: answer.count }),
  permit: [keepsRegister],
  async run(tx, { answerSetId }, context) {
    const { municipalityId } = context.actor;
    const found = await findOpenSet(tx, context, answerSetId);
    if (!found.ok) return found;
    const { set, form } = found.value;
    const columns = new Columns(form);
    const own = set.questionnaire === known ? await proposeOwn() : [];
    const last = await findLastAnswers(tx, municipalityId, set.questionnaire, set.last_day);
    const fitting = [...own, ...proposeFromLast(columns, last, own)].filter((one) => columns.fits(one));
    const proposals = columns.withWords(fitting);
    await keepProposals(tx, context, set.id, proposals);
    return ok({ proposed: proposals.filter(({ value }) => value !== null).length });

    async function proposeOwn() {
      const { code } = await tx.selectFrom("core.municipality").select("code").where("id", "=", municipalityId).executeTakeFirstOrThrow();
      const period = nationalQuestionnaire2024.defaultPeriod;
      const answered = await answerQuestionnaire(tx, { id: municipalityId, code }, period);
      // The form's own period is a period.
      if (!answered.ok) throw new Error(answered.error.code);
      const explained = explainAnswers(nationalQuestionnaire2024, answered.value);
      const register = await findRegister(tx, municipalityId);
      return [
        ...proposeFromCases(columns, explained, await findFacts(tx, municipalityId, period)),
        ...proposeFromRegister(columns, { ...register, today: context.today }),
      ];
    }
  },
});
