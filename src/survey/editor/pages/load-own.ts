import { notFound } from "../../../ui/page.tsx";
import type { PageContext } from "../../../ui/page.tsx";
import type { z } from "zod";
import { checkDraft } from "../check-draft.ts";
import type { CheckedDraft } from "../check-draft.ts";
import { FormFile } from "../form-file.ts";
import { formName } from "../fields.ts";
import { getOwnForm } from "../queries/get-own-form.ts";

export type LoadedForm = {
  readonly own: z.output<typeof getOwnForm.output>;
  /** Null where the file is not one that can be changed part by part. */
  readonly file: FormFile | null;
  readonly checked: CheckedDraft;
};

/** One of the tenant's questionnaires as it stands, read and checked; 404 where there is none. */
export async function loadOwn({ ask }: Pick<PageContext<"">, "ask">, form: string): Promise<LoadedForm> {
  if (!formName.safeParse(form).success) notFound();
  const own = await ask(getOwnForm, { form });
  return { own, file: FormFile.open(own.content), checked: checkDraft(own) };
}

/** The file, where it can be changed part by part and is not published. */
export function openDraft({ own, file }: LoadedForm): FormFile {
  if (file === null || own.published) notFound();
  return file;
}
