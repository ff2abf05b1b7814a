import { Refusal } from "../../../ui/page.tsx";
import type { PageContext } from "../../../ui/page.tsx";
import { findForm } from "../find-form.ts";
import type { FormReader } from "../find-form.ts";
import type { Questionnaire } from "../questionnaire.ts";
import { readForm } from "../queries/read-form.ts";

/** Staff, or whoever answers by a link. */
type Asking = Pick<PageContext<"", "respondent">, "ask" | "actor">;

/** The tenant's own questionnaires for whoever looks at a page: asked for through the door, and only where they are not known already. */
export const formsOfPage = ({ ask, actor }: Asking): FormReader => ({
  municipalityId: actor.municipalityId,
  stored: (form, fingerprint) => ask(readForm, { form, ...(fingerprint === null ? {} : { fingerprint }) }),
});

/** A questionnaire for a page; a refusal where there is none. */
export async function loadForm(context: Asking, form: string, fingerprint: string | null = null): Promise<Questionnaire> {
  const found = await findForm(formsOfPage(context), form, fingerprint);
  if (!found.ok) throw new Refusal(found.error);
  return found.value;
}
