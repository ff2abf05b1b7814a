import { z } from "zod";
import { signsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Problem } from "../../../platform/basics/result.ts";
import { planMessage } from "../../../platform/messages/plan.ts";
import { judgeAnswers } from "../../questionnaires/judge.ts";
import { contentText, countedAnswers, digestOf } from "../answer-file.ts";
import { answersOf, findOpenSet, savedPages } from "../find-set.ts";

const changedMeanwhile: Problem = {
  code: "changed-meanwhile",
  message: "Svaren har ändrats sedan du öppnade sidan.",
  hint: "Gå igenom dem på nytt innan du skriver under.",
};

/**
 * Signs the answers as they stand: the director answers for them. Gives the receipt's number and the digest in hexadecimal. `digest` is of what was
 * shown, so that nothing is signed unseen. A receipt by e-mail says that there is a message and nothing more. Problems: `not-found`,
 * `survey-closed`, `questionnaire-changed`, `changed-meanwhile`, `answers-faulty`, those of messages at `email`.
 */
export const signAnswers = defineAction({
  name: "survey.sign-answers",
  title: "Skriv under svaren på en enkät",
  input: z.object({
    answerSetId: idField,
    digest: z.string("Ladda om sidan.").regex(/^[0-9a-f]{64}$/, "Ladda om sidan."),
    email: optionalText(254),
  }),
  output: z.object({ number: answer.count, digest: z.string().regex(/^[0-9a-f]{64}$/) }),
  permit: [signsSurveys],
  async run(tx, { answerSetId, digest, email }, context) {
    const { municipalityId } = context.actor;
    const found = await findOpenSet(tx, context, answerSetId);
    if (!found.ok) return found;
    const { set, form } = found.value;
    const saved = answersOf(await savedPages(tx, municipalityId, set.id));
    const answers = countedAnswers(form, saved);
    if (digestOf(JSON.stringify(answers)).toString("hex") !== digest) return failed(changedMeanwhile);
    const fault = judgeAnswers(form, saved).find(({ severity }) => severity === "error");
    if (fault) return failed({ code: "answers-faulty", message: fault.message, hint: "Rätta svaret, och skriv under sedan." });
    const { code } = await tx.selectFrom("core.municipality").select("code").where("id", "=", municipalityId).executeTakeFirstOrThrow();
    const last = await tx
      .selectFrom("survey.signature")
      .select((select) => select.fn.max("number").as("last"))
      .where("municipality_id", "=", municipalityId)
      .where("answer_set_id", "=", set.id)
      .executeTakeFirst();
    const number = (last?.last ?? 0) + 1;
    const content = contentText({
      form: "fortrogen-survey-answers",
      version: 1,
      questionnaire: set.questionnaire,
      questionnaireVersion: set.version,
      fingerprint: set.fingerprint,
      municipality: code,
      number,
      signedAt: context.now.toISOString(),
      answers,
    });
    const message = email === undefined ? undefined : await planMessage(tx, context, receiptTo(email));
    if (message && !message.ok) return failed({ ...message.error, field: "email" });
    context.touch(set.id);
    const added = await tx
      .insertInto("survey.signature")
      .values({
        answer_set_id: set.id,
        number,
        content,
        digest: digestOf(content),
        is_late: context.today > set.last_day,
        message_id: message?.value ?? null,
        ...stamp(context),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("number")
      .executeTakeFirst();
    return added ? ok({ number, digest: digestOf(content).toString("hex") }) : failed(changedMeanwhile);
  },
});

const receiptTo = (address: string) =>
  ({ template: "notice", channel: "e-post", address, isProtected: false, clearedBecause: undefined }) as const;
