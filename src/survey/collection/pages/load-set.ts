import { notFound, Refusal } from "../../../ui/page.tsx";
import type { PageContext } from "../../../ui/page.tsx";
import type { Questionnaire } from "../../questionnaires/questionnaire.ts";
import { formsOfPage } from "../../questionnaires/pages/forms-of-page.ts";
import { formOf } from "../find-set.ts";
import { getAnswerSet } from "../queries/get-answer-set.ts";
import type { AnswerSetShown } from "../queries/get-answer-set.ts";

export type LoadedSet = { readonly set: AnswerSetShown; readonly form: Questionnaire };

/** The set of answers and its questionnaire; a refusal where either is not there. */
export async function loadSet(
  context: Pick<PageContext<"", "respondent">, "ask" | "actor">,
  answerSetId: string | undefined,
): Promise<LoadedSet> {
  if (answerSetId === undefined) notFound();
  const set = await context.ask(getAnswerSet, { answerSetId });
  const form = await formOf(formsOfPage(context), set);
  if (!form.ok) throw new Refusal(form.error);
  return { set, form: form.value };
}
