import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import { answerContent, countedAnswers, digestOf } from "./answer-file.ts";
import type { AnswerContent } from "./answer-file.ts";
import type { AnswerSetShown } from "./queries/get-answer-set.ts";
import { savedAnswers } from "./standing.ts";

/** SHA-256 in hexadecimal of the answers that count, as they are saved: what somebody has seen when they sign. */
export const digestOfSaved = (form: Questionnaire, set: Pick<AnswerSetShown, "pages">): string =>
  digestOf(JSON.stringify(countedAnswers(form, savedAnswers(set)))).toString("hex");

/** What was signed last; undefined where nobody has signed. */
export function signedContent({ signatures: [last] }: Pick<AnswerSetShown, "signatures">): AnswerContent | undefined {
  return last && answerContent.parse(JSON.parse(last.file));
}

/** True where what is saved is what was signed last. */
export function isSignedAsSaved(form: Questionnaire, set: Pick<AnswerSetShown, "pages" | "signatures">): boolean {
  const signed = signedContent(set);
  return signed !== undefined && JSON.stringify(signed.answers) === JSON.stringify(countedAnswers(form, savedAnswers(set)));
}
