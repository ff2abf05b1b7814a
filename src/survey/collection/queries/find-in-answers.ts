import { z } from "zod";
import { answersForUnit, answersSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { storedIn } from "../../questionnaires/find-form.ts";
import { checkNames } from "../../rules/rules.ts";
import { countedAnswers } from "../answer-file.ts";
import { answersOf, findSet, formOf, noSuchSet, savedPages } from "../find-set.ts";
import type { Answerer } from "../find-set.ts";
import { findingsIn } from "../findings.ts";

const finding = z.object({
  rule: answer.count,
  severity: z.enum(["error", "warning"]),
  column: answer.text(80).nullable(),
  asks: answer.text(1000),
  check: z.enum(checkNames).nullable(),
});
export type FindingShown = z.output<typeof finding>;
const input = z.object({ answerSetId: idField });
const output = z.object({ findings: answer.list(finding) });

/**
 * What the rules find in the answers as they are saved, as questions to whoever answers: what must be mended before they are signed (`error`), and what may
 * stand where it is right (`warning`). Problems: `not-found`, `questionnaire-changed`.
 */
export const findInAnswers = defineQuery<typeof input, z.output<typeof output>, Answerer>({
  name: "survey.find-in-answers",
  title: "Visa vad kontrollerna finner i svaren på en enkät innan de skrivs under",
  input,
  output,
  permit: [answersSurveys, answersForUnit],
  async run(tx, { answerSetId }, context) {
    const { municipalityId } = context.actor;
    const set = await findSet(tx, context.actor, answerSetId);
    if (!set) return failed(noSuchSet);
    const form = await formOf(storedIn(tx, municipalityId), set);
    if (!form.ok) return form;
    context.touch(set.id);
    const answers = countedAnswers(form.value, answersOf(await savedPages(tx, municipalityId, set.id)));
    const findings = await findingsIn(tx, context, set, form.value, answers);
    return ok({ findings: findings.map(({ rule, severity, column, asks, check }) => ({ rule, severity, column, asks, check })) });
  },
});
