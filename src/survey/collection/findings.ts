import type { Context } from "../../platform/core/door.ts";
import { asProgram } from "../../platform/database/connect.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import { answersIn, findIn } from "../rules/checks.ts";
import type { Finding } from "../rules/checks.ts";
import { loadRules } from "../rules/rules.ts";
import type { AnswerContent } from "./answer-file.ts";
import type { AnswerSet, Answerer } from "./find-set.ts";
import { answersBefore } from "./judge-delivery.ts";
import { findLastAnswers } from "./last-answers.ts";

/**
 * What the rules find in the answers of a set that count, beside what the same municipality or unit answered the last time: the same as is found in them when
 * they are delivered. Nothing is kept.
 */
export async function findingsIn(
  tx: Tx,
  { actor: { municipalityId }, today }: Pick<Context<Answerer>, "actor" | "today">,
  { unit_id: unitId, questionnaire, last_day }: AnswerSet,
  form: Questionnaire,
  answers: AnswerContent["answers"],
): Promise<readonly Finding[]> {
  const before =
    unitId === null
      ? await findLastAnswers(tx, municipalityId, questionnaire, last_day)
      : await asProgram(tx, municipalityId, () => answersBefore(tx, municipalityId, unitId));
  return findIn(form, await loadRules(), { delivered: answersIn(answers), before: before ? answersIn(before.answers) : null, today });
}
