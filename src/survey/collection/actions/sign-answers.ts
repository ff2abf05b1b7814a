import { z } from "zod";
import { answersForUnit, signsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stampOfEither } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Problem, Result } from "../../../platform/basics/result.ts";
import { planMessage } from "../../../platform/messages/plan.ts";
import { answerContent, contentText, countedAnswers, digestOf } from "../answer-file.ts";
import type { FieldProblem } from "../../../platform/basics/result.ts";
import { asProgram } from "../../../platform/database/connect.ts";
import { deliver } from "../deliver.ts";
import { answersOf, findOpenSet, savedPages } from "../find-set.ts";
import type { Answerer } from "../find-set.ts";
import { findingsIn } from "../findings.ts";

const changedMeanwhile: Problem = {
  code: "changed-meanwhile",
  message: "Svaren har ändrats sedan du öppnade sidan.",
  hint: "Gå igenom dem på nytt innan du skriver under.",
};

const nothingAnswered: Problem = {
  code: "nothing-answered",
  message: "Inget är besvarat än, så det finns inget att skriva under.",
  hint: "Svara på frågorna, och spara sidorna.",
};

const input = z.object({
  answerSetId: idField,
  digest: z.string("Ladda om sidan.").regex(/^[0-9a-f]{64}$/, "Ladda om sidan."),
  email: optionalText(254),
  /** Who signs, where nobody has an account: needed of a unit that answers by its link. */
  signerName: optionalText(60),
  signerTitle: optionalText(38),
});
const output = z.object({ number: answer.count, digest: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * Signs the answers as they stand: the director answers for them. Gives the receipt's number and the digest in hexadecimal. `digest` is of what was
 * shown, so that nothing is signed unseen. What the rules find must be mended first where it is an error. What a unit signs that was asked by link is delivered with it, and what was found is kept. A receipt by e-mail says that there is a message and nothing more. Problems: `not-found`,
 * `survey-closed`, `questionnaire-changed`, `changed-meanwhile`, `nothing-answered`, `answers-faulty`, those of messages at `email`.
 */
export const signAnswers = defineAction<typeof input, z.output<typeof output>, Answerer>({
  name: "survey.sign-answers",
  title: "Skriv under svaren på en enkät",
  input,
  output,
  permit: [signsSurveys, answersForUnit],
  async run(tx, { answerSetId, digest, email, signerName, signerTitle }, context) {
    const { municipalityId } = context.actor;
    const found = await findOpenSet(tx, context, answerSetId);
    if (!found.ok) return found;
    const { set, form } = found.value;
    const saved = answersOf(await savedPages(tx, municipalityId, set.id));
    const answers = countedAnswers(form, saved);
    if (digestOf(JSON.stringify(answers)).toString("hex") !== digest) return failed(changedMeanwhile);
    if (answers.length === 0) return failed(nothingAnswered);
    const findings = await findingsIn(tx, context, set, form, answers);
    const fault = findings.find(({ severity }) => severity === "error");
    if (fault) return failed({ code: "answers-faulty", message: fault.asks, hint: "Rätta svaret, och skriv under sedan." });
    const signer = signerOf(context.actor, signerName, signerTitle);
    if (!signer.ok) return signer;
    const last = await tx
      .selectFrom("survey.signature")
      .select(["number", "content", "digest", "said_by"])
      .where("municipality_id", "=", municipalityId)
      .where("answer_set_id", "=", set.id)
      .orderBy("number", "desc")
      .executeTakeFirst();
    const { said_by } = stampOfEither({ ...context, actor: signer.value });
    // Sent twice: it is signed already, by the same one.
    if (last && said_by !== null && last.said_by === said_by && JSON.stringify(answersIn(last.content)) === JSON.stringify(answers))
      return ok({ number: last.number, digest: last.digest.toString("hex") });
    const number = (last?.number ?? 0) + 1;
    const content = contentText({
      form: "fortrogen-survey-answers",
      version: 1,
      questionnaire: set.questionnaire,
      questionnaireVersion: set.version,
      fingerprint: set.fingerprint,
      municipality: set.code,
      number,
      signedAt: context.now.toISOString(),
      answers,
    });
    const message =
      email === undefined
        ? undefined
        : await asProgram(tx, municipalityId, () => planMessage(tx, context, receiptTo(email, context.actor)));
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
        ...stampOfEither({ ...context, actor: signer.value }),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("number")
      .executeTakeFirst();
    const isDelivered =
      set.unit_id === null ||
      (await deliver(tx, context, { unitId: set.unit_id, content, serial: number, isLate: context.today > set.last_day, findings }));
    return added && isDelivered ? ok({ number, digest: digestOf(content).toString("hex") }) : failed(changedMeanwhile);
  },
});

const answersIn = (content: string) => answerContent.parse(JSON.parse(content)).answers;

/** Staff by their account; somebody at a unit by the name and the title that are given with the signature. */
function signerOf(actor: Answerer, name: string | undefined, title: string | undefined): Result<Answerer> {
  if (actor.kind === "staff") return ok(actor);
  const fields: FieldProblem[] = [];
  if (name === undefined) fields.push({ field: "signerName", message: "Skriv namnet på den som skriver under." });
  if (title === undefined)
    fields.push({ field: "signerTitle", message: "Skriv titeln på den som skriver under, till exempel socialchef." });
  if (name === undefined || title === undefined)
    return failed({ code: "invalid-input", message: "Det syns inte vem som skriver under.", fields });
  return ok({ ...actor, name, title });
}

const receiptTo = (address: string, { kind }: Answerer) =>
  ({
    template: kind === "staff" ? "notice" : "survey-receipt",
    channel: "e-post",
    address,
    isProtected: false,
    clearedBecause: undefined,
  }) as const;
