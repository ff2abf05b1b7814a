import { notFound, Refusal } from "../../../ui/page.tsx";
import type { PageContext } from "../../../ui/page.tsx";
import type { Questionnaire } from "../../questionnaires/questionnaire.ts";
import { formOf } from "../find-set.ts";
import { getAnswerSet } from "../queries/get-answer-set.ts";
import type { AnswerSetShown } from "../queries/get-answer-set.ts";

export type LoadedSet = { readonly set: AnswerSetShown; readonly form: Questionnaire };

/** The set of answers and its questionnaire; a refusal where either is not there. */
export async function loadSet({ ask }: Pick<PageContext<"">, "ask">, answerSetId: string | undefined): Promise<LoadedSet> {
  if (answerSetId === undefined) notFound();
  const set = await ask(getAnswerSet, { answerSetId });
  const form = await formOf(set);
  if (!form.ok) throw new Refusal(form.error);
  return { set, form: form.value };
}
