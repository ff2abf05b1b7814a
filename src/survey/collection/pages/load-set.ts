import { notFound, Refusal } from "../../../ui/page.tsx";
import type { PageContext } from "../../../ui/page.tsx";
import type { Questionnaire } from "../../questionnaires/questionnaire.ts";
import { formsOfPage } from "../../questionnaires/pages/forms-of-page.ts";
import { loadShown } from "../../questionnaires/pages/shown-form.ts";
import type { ShownForm } from "../../questionnaires/shown.ts";
import { formOf } from "../find-set.ts";
import { getAnswerSet } from "../queries/get-answer-set.ts";
import type { AnswerSetShown } from "../queries/get-answer-set.ts";

export type LoadedSet = {
  readonly set: AnswerSetShown;
  readonly form: Questionnaire;
  /** The questionnaire in the language that was chosen. */
  readonly words: ShownForm;
};

/** The set of answers, its questionnaire, and what is shown of it; a refusal where either is not there. */
export async function loadSet(
  context: Pick<PageContext<"", "respondent">, "ask" | "actor" | "language">,
  answerSetId: string | undefined,
): Promise<LoadedSet> {
  if (answerSetId === undefined) notFound();
  const set = await context.ask(getAnswerSet, { answerSetId });
  const form = await formOf(formsOfPage(context), set);
  if (!form.ok) throw new Refusal(form.error);
  return { set, form: form.value, words: await loadShown(context, form.value, set.texts) };
}

/** Why the answers of a page are others than those proposed, by the page's key. */
export const reasonsOf = ({ pages }: AnswerSetShown): ReadonlyMap<string, string> =>
  new Map(pages.flatMap(({ page, reason }) => (reason === null ? [] : [[page, reason] as const])));
